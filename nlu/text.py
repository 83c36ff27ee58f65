"""Cleaning an utterance while remembering where each character was typed."""

from __future__ import annotations

import re
import unicodedata

from nlu.types import Span
from nlu.value import value

MAX_CHARACTERS = 2_000

_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        "\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f\x85\u2028\u2029",
    ),
    " ",
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”‟\u2039\u203a\u201a\u2018\u2019\u201b`´"), '"')
_FOLD = {**_SPACES, **_DASHES, **_QUOTES}
_PLAIN = re.compile(r"[ -_a-~А-Яа-яЁё№]*+")  # nothing to clean, as most is typed
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})


@value(frozen=True, slots=True)
class CleanText:
    """An utterance without oddities, and the way back to what was typed.

    Args:
        typed: the utterance as typed.
        text: NFC, plain spaces, dashes and quotes, nothing invisible.
        origin: for each character of `text` its index in `typed`, and one more for the end.
    """

    typed: str
    text: str
    origin: tuple[int, ...]

    def typed_span(self, span: Span) -> Span:
        """Map a span of the clean text to the text as typed."""
        if span.start == span.stop:
            return Span(self.origin[span.start], self.origin[span.start])
        return Span(self.origin[span.start], self._end_of(span.stop - 1))

    def _end_of(self, index: int) -> int:
        follower = self.origin[index] + 1
        while follower < self.origin[index + 1] and unicodedata.combining(self.typed[follower]):
            follower += 1
        return follower


def clean(typed: str) -> CleanText:
    """Clean an utterance of at most MAX_CHARACTERS characters."""
    if _PLAIN.fullmatch(typed):
        return CleanText(typed, typed, tuple(range(len(typed) + 1)))
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(typed):
        folded = _FOLD.get(ord(character), character)
        composed = _composed(characters, folded)
        if composed is not None:
            characters[-1] = composed
        elif unicodedata.category(folded) not in _INVISIBLE:
            characters.append(folded)
            origin.append(index)
    return CleanText(typed, "".join(characters), (*origin, len(typed)))


def fold(text: str) -> str:
    """Lower the case and fold «ё» to «е», keeping the length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return low.replace("ё", "е")


def _composed(before: list[str], mark: str) -> str | None:
    """Join a combining mark to the letter before it («и» + breve → «й») if that gives a letter."""
    if not before or not unicodedata.combining(mark):
        return None
    joined = unicodedata.normalize("NFC", before[-1] + mark)
    return joined if len(joined) == 1 else None
