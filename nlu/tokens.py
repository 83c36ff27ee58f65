"""Cutting clean text into tokens.

A run of digits is a token of its own («300к», «05.03.2026», «м300» fall apart): dates, phones and
amounts are read from digit runs, and `glued` remembers what stood together. razdel keeps such
words whole, which is why this is not left to it.
"""

from __future__ import annotations

import re

from nlu.morphology import Morphology
from nlu.text import fold
from nlu.types import Kind, Span, Token

_PIECE = re.compile(
    r"(?P<word>[а-яё]++(?:[-'](?!ка(?![а-яё]))[а-яё]++)*+)|(?P<latin>[^\W\d_]++(?:[-'][^\W\d_]++)*+)"
    r"|(?P<number>[0-9]++)|(?P<mark>\S)",
    re.IGNORECASE,
)


def tokenize(text: str, morphology: Morphology) -> tuple[Token, ...]:
    """Cut clean text into tokens with their morphological readings."""
    tokens: list[Token] = []
    end = 0
    for match in _PIECE.finditer(text):
        kind = Kind(match.lastgroup or "mark")
        norm = fold(match.group())
        parses = morphology.parses(match.group().lower()) if kind is Kind.WORD else ()
        lemmas = frozenset(parse.lemma for parse in parses) or frozenset((norm,))
        span = Span(match.start(), match.end())
        glued = match.start() == end and bool(tokens)
        tokens.append(Token(span, match.group(), norm, kind, parses, lemmas, glued))
        end = match.end()
    return tuple(tokens)
