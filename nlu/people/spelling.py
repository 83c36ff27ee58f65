"""Writing a nominative the way its word was typed: capitals, «ё», hyphens."""

from __future__ import annotations

from nlu.people.latin import is_latin, nominative_in_latin

_SYLLABLE = 4
_SMALL = frozenset({"оглы", "кызы", "заде"})


def written(nominative: str, typed: str) -> str:
    """Capitalise a folded nominative and give it back the «ё» of the word as typed.

    Args:
        nominative: lower case, «ё» folded.
        typed: the word it comes from.
    """
    if is_latin(typed):
        latin = nominative_in_latin(typed, nominative)
        return latin if latin != latin.lower() else " ".join(map(_title, latin.split()))
    lowered = typed.lower()
    letters = [
        "ё" if letter == "е" and lowered[place : place + 1] == "ё" else letter
        for place, letter in enumerate(nominative)
    ]
    pieces = "".join(letters).split("-")
    typed_pieces = typed.split("-")
    if len(pieces) == len(typed_pieces) and typed[:1].isupper():
        return "-".join(
            _capital(piece, other, first=place == 0)
            for place, (piece, other) in enumerate(zip(pieces, typed_pieces, strict=True))
        )
    return "-".join(map(_title, pieces))


def _capital(piece: str, typed: str, *, first: bool) -> str:
    """Keep a small letter after a hyphen where the rest of the name has capitals («Мин-хо»)."""
    if not first and (piece in _SMALL or (typed == piece and len(piece) < _SYLLABLE)):
        return piece
    return _title(piece)


def _title(piece: str) -> str:
    """Write a capital, and one behind the mark of «О'Коннор»."""
    head = piece[:1].upper() + piece[1:2]
    return head + (piece[2:3].upper() if piece[1:2] == "'" else piece[2:3]) + piece[3:]
