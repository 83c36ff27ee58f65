"""A second opinion on cased text: whole names another recogniser sees and the rules broke up.

Only names of several words are believed, and none after a word for a company: alone, every third
name such a recogniser adds to phrases of this kind is a company's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Protocol

from nlu.people.context import context_of
from nlu.people.vocabulary import Vocabulary
from nlu.types import Kind, Span, Token


class Recogniser(Protocol):
    """Finds people in cased text."""

    def people(self, text: str) -> tuple[Span, ...]:
        """Return the spans of people's names."""


def whole_names(
    recogniser: Recogniser, tokens: Sequence[Token], taken: Set[int], vocabulary: Vocabulary
) -> Iterator[range]:
    """Yield the token ranges of names of two or three words."""
    for span in recogniser.people(_text(tokens)):
        places = [i for i, t in enumerate(tokens) if span.start <= t.span.start < span.stop]
        words = all(tokens[place].kind in {Kind.WORD, Kind.LATIN} for place in places)
        if words and 1 < len(places) < _MOST_WORDS and taken.isdisjoint(places):
            context = context_of(tokens, places[0], vocabulary)
            if not context.company and not context.blocked:
                yield range(places[0], places[-1] + 1)


_MOST_WORDS = 4


def _text(tokens: Sequence[Token]) -> str:
    """Lay the tokens out at their places."""
    text = ""
    for token in tokens:
        text = text.ljust(token.span.start) + token.text
    return text
