"""What marks words as a company's name, and names in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlu.types import Found, Token

_LONGEST_QUOTED = 10


class Mark(StrEnum):
    """What tells that words are a company."""

    LEGAL = "legal"
    WORD = "word"
    HEAD = "head"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Company:
    """Where the name of a company stands among the tokens.

    Args:
        first: first token of the name, legal form and quotes left out.
        stop: index after its last token.
    """

    first: int
    stop: int
    mark: Mark


def quoted(tokens: Sequence[Token], place: int, mark: Mark, score: float) -> Found[Company] | None:
    """Read a quoted name; a second opening mark inside («ООО «Ромашка»») is passed over."""
    if place >= len(tokens) or tokens[place].norm != '"' or _closes(tokens, place):
        return None
    first = place + 1
    for stop in range(first + 1, min(len(tokens), first + _LONGEST_QUOTED)):
        if tokens[stop].norm == '"':
            return Found(place, stop + 1, Company(first, stop, mark), score)
    return None


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """«Экран для ТЦ» переименуй»: a mark written together with what is before it alone."""
    apart = place + 1 < len(tokens) and not tokens[place + 1].glued
    return tokens[place].glued and apart
