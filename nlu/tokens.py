"""Cutting clean text into tokens.

A run of digits is a token of its own («300к», «05.03.2026», «м300» fall apart): dates, phones and
amounts are read from digit runs, and `glued` remembers what stood together. razdel keeps such
words whole, which is why this is not left to it.

Prose of two thousand characters has about 350 tokens; lists of phones and the like have
more. What follows the four hundredth is one word that nobody knows: it stays in the text of a note,
and costs no search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.morphology import Morphology
from nlu.text import fold
from nlu.types import Kind, Span, Token

_PIECE = re.compile(
    r"(?P<word>[а-яё]++(?:[-'](?!ка(?![а-яё]))[а-яё]++)*+)|(?P<latin>[^\W\d_]++(?:[-'][^\W\d_]++)*+)"
    r"|(?P<number>[0-9]++)|(?P<mark>\S)",
    re.IGNORECASE,
)
_KINDS = {kind.value: kind for kind in Kind}
_MOST = 400
_PARTICLE = "-то"


def tokenize(text: str, morphology: Morphology) -> tuple[Token, ...]:
    """Cut clean text into tokens with their morphological readings."""
    tokens: list[Token] = []
    end = 0
    for kind, start, stop in _pieces(text, morphology):
        if len(tokens) == _MOST:
            return (*tokens, _unread(text, start, start == end))
        typed = text[start:stop]
        glued = start == end and bool(tokens)
        look_up = morphology.word if kind is Kind.WORD else morphology.sign
        norm, parses, lemmas, known, facts = look_up(typed)
        span = Span(start, stop)
        tokens.append(Token(span, typed, norm, kind, parses, lemmas, glued, known, facts=facts))
        end = stop
    return tuple(tokens)


def _pieces(text: str, morphology: Morphology) -> Iterator[tuple[Kind, int, int]]:
    """«Задач-то», «Петрова-то» are a word, a hyphen and a particle; «кто-то» is one word."""
    for match in _PIECE.finditer(text):
        start, stop = match.span()
        kind = _KINDS[match.lastgroup or "mark"]
        word = match.group()
        if "-" in word and _ends_in_particle(word.lower(), morphology):
            cut = stop - len(_PARTICLE)
            yield from ((kind, start, cut), (Kind.MARK, cut, cut + 1), (kind, cut + 1, stop))
        else:
            yield kind, start, stop


def _ends_in_particle(word: str, morphology: Morphology) -> bool:
    return word.endswith(_PARTICLE) and word != _PARTICLE and not morphology.known(word)


def _unread(text: str, start: int, glued: bool) -> Token:
    rest = text[start:].rstrip()
    norm = fold(rest)
    return Token(
        Span(start, start + len(rest)), rest, norm, Kind.WORD, (), frozenset((norm,)), glued
    )
