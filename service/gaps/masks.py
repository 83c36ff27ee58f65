"""A phrase without personal data, and the pattern it shares with others of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlu import Account, Request
from nlu.reader import Reader
from nlu.reading import Reading
from nlu.types import Kind, Span, Token

# What is found is hidden in this order; names of the account's own words stay readable.
_KINDS = ("email", "phone", "part_of_phone", "person", "company", "date", "budget", "amount", "id")
_PERSONAL = frozenset({"Name", "Surn", "Patr", "Init"})


@dataclass(frozen=True, slots=True)
class Masked:
    """A phrase with its personal data hidden.

    Args:
        text: the phrase, each hidden piece replaced by `<kind>`.
        pattern: its lemmas in order, pieces hidden alike, marks left out.
    """

    text: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    text: str
    lemma: str


class Masks:
    """Hides personal data by the parser's own eyes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def of(self, request: Request, account: Account) -> Masked:
        """Mask a phrase; what is not certain to be harmless is hidden."""
        reading = self._reader.read(request, account)
        pieces = list(_pieces(reading))
        said = " ".join(piece.text for piece in pieces)
        lemmas = [piece.lemma for piece in pieces if piece.lemma]
        return Masked(said, " ".join(lemmas))


def _pieces(reading: Reading) -> Iterator[_Piece]:
    hidden = _hidden(reading)
    last = ""
    for index, token in enumerate(reading.tokens):
        kind = hidden.get(index) or _unsafe(token)
        if not kind:
            lemma = "" if token.kind is Kind.MARK else _lemma(token)
            yield _Piece(token.span, token.text, lemma)
        elif kind != last:
            yield _Piece(token.span, f"<{kind}>", f"<{kind}>")
        last = kind


def _hidden(reading: Reading) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind in _KINDS:
        for one in reading.all(kind):
            for index in range(one.first, one.stop):
                found.setdefault(index, kind)
    return found


def _unsafe(token: Token) -> str:
    """Digits may be a part of a number, Latin and unknown words somebody's name."""
    if token.kind is Kind.NUMBER:
        return "number"
    if token.kind is Kind.LATIN:
        return "latin"
    if token.kind is not Kind.WORD:
        return ""
    known = token.parses[:1]
    if any(parse.grammemes & _PERSONAL for parse in known):
        return "name"
    return "" if known else "word"


def _lemma(token: Token) -> str:
    return token.parses[0].lemma if token.parses else token.norm
