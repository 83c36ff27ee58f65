"""The words the whole package speaks in; imports nothing that speaks in them."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from nlu.value import value

V_co = TypeVar("V_co", covariant=True)

# Grammemes, as OpenCorpora writes them.
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
GENDERS = frozenset({"masc", "femn", "neut"})
_NONE: frozenset[str] = frozenset()


class Source(StrEnum):
    """Who understood an utterance."""

    RULES = "rules"
    LLM = "llm"
    NONE = "none"


class Kind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    LATIN = "latin"
    NUMBER = "number"
    MARK = "mark"


@value(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of text, in Unicode code points."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"span {self.start}:{self.stop} is not ordered")


@value(frozen=True, slots=True)
class WordParse:
    """One morphological reading of a word.

    Args:
        lemma: normal form, lower case, «ё» folded to «е».
        pos: part of speech in OpenCorpora's notation (NOUN, VERB, INFN, …).
        grammemes: all grammemes of the reading (Name, Surn, Patr, sing, gent, …).
        score: share of this reading among all of the word, 0…1.
    """

    lemma: str
    pos: str
    grammemes: frozenset[str]
    score: float


@value(frozen=True, slots=True)
class Token:
    """A word, a run of digits or a mark.

    Args:
        span: place in the clean text.
        text: as it stands there.
        norm: lower case, «ё» folded to «е».
        kind: what it is made of.
        parses: morphological readings, the likeliest first; empty unless a Russian word.
        lemmas: every normal form («стали» → «стать», «сталь»), a mended typo's included.
        glued: no space stands before it.
        known: the dictionary has the word itself.
        mended: those of the lemmas that no reading has, but a mended typo.
        facts: what has been found out of the word itself, wherever it stands; by who keeps it.
    """

    span: Span
    text: str
    norm: str
    kind: Kind
    parses: tuple[WordParse, ...]
    lemmas: frozenset[str]
    glued: bool
    known: bool = False
    mended: frozenset[str] = frozenset()
    facts: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def pos(self) -> str:
        """What it likeliest is, in OpenCorpora's notation; empty unless a Russian word."""
        return self.parses[0].pos if self.parses else ""

    @property
    def traits(self) -> frozenset[str]:
        """The part of speech and the grammemes of the likeliest reading; a mark has none."""
        return self.parses[0].grammemes if self.parses else _NONE


@value(frozen=True, slots=True)
class Found(Generic[V_co]):
    """An entity found in tokens `first` … `stop - 1`.

    Args:
        first: index of the first token.
        stop: index after the last token.
        value: what the words mean.
        score: how sure the finder is, 0…1.
    """

    first: int
    stop: int
    value: V_co
    score: float = 1.0


@value(frozen=True, slots=True)
class SlotSpan:
    """Where a slot was said, on the text as typed."""

    slot: str
    span: Span
