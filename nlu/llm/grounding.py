"""Finding the model's words in the user's: what was not said is not taken."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.reading import Reading
from nlu.types import Found, Kind, Token

_SHORTEST_STEM = 4


def grounded(reading: Reading, said: Sequence[Token]) -> tuple[int, ...] | None:
    """Return the indices of the utterance's tokens that `said` repeats, or None.

    A form may differ («Ромашка» for «из Ромашки»), the word may not; a run of neighbours is
    preferred, so that a repeated word is found where its fellows stand.
    """
    words = [token for token in said if token.kind is not Kind.MARK]
    if not words:
        return None
    places: list[int] = []
    for word in words:
        after = places[-1] + 1 if places else 0
        order = (*range(after, len(reading.tokens)), *range(after))
        place = next((i for i in order if _same(reading.tokens[i], word)), None)
        if place is None:
            return None
        places.append(place)
    return _with_marks(reading, sorted(set(places)))


def _with_marks(reading: Reading, places: list[int]) -> tuple[int, ...]:
    """Take in the marks between neighbours («15:00» is three tokens)."""
    whole = [places[0]]
    for place in places[1:]:
        between = range(whole[-1] + 1, place)
        if not any(reading.is_word(index) for index in between):
            whole += between
        whole.append(place)
    return tuple(whole)


def inside(reading: Reading, kind: str, indices: Sequence[int]) -> list[Found[object]]:
    """Return the utterance's entities of a kind that lie among some tokens."""
    wanted = set(indices)
    return [one for one in reading.all(kind) if wanted & set(range(one.first, one.stop))]


def _same(token: Token, word: Token) -> bool:
    if token.kind is not word.kind:
        return False
    if token.norm == word.norm:
        return True
    if token.kind is Kind.NUMBER or token.kind is Kind.MARK:
        return False
    if token.lemmas & word.lemmas:
        return True
    stem = max(_SHORTEST_STEM, min(len(token.norm), len(word.norm)) - 2)
    return token.norm[:stem] == word.norm[:stem] and abs(len(token.norm) - len(word.norm)) <= 3
