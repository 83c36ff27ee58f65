"""Which of the catalog's examples is closest to what was said, by words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from nlu.catalog import Entry
from nlu.morphology import Morphology
from nlu.text import clean, fold
from nlu.tokens import tokenize
from nlu.types import Kind

_OPENING = (
    "find_leads",
    "create_task",
    "find_tasks",
    "find_contacts",
    "find_companies",
    "report",
    "search",
    "show",
    "create_lead",
    "create_contact",
    "create_company",
    "reschedule_task",
    "complete_task",
    "update_lead",
    "update_contact",
    "add_note",
    "help",
)
_LONGEST = 200
_OF_LETTERS = 0.5
_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})


@dataclass(frozen=True, slots=True)
class _Example:
    stem: str
    text: str
    folded: str
    lemmas: frozenset[str]


class Examples:
    """The examples of the catalog that open a conversation, ready to be compared."""

    def __init__(self, catalog: Mapping[str, Entry], morphology: Morphology) -> None:
        self._morphology = morphology
        self._all = tuple(
            _Example(stem, text, fold(text), self._lemmas(text))
            for stem in _OPENING
            for text in catalog[stem].examples
            if not any(character.isdigit() for character in text)
        )

    def nearest(self, said: str, count: int = 3) -> tuple[str, ...]:
        """Return examples of different intents, the closest first.

        Args:
            said: anything; its beginning is compared.
        """
        text = clean(said[:_LONGEST]).text
        lemmas, folded = self._lemmas(text), fold(text)
        ranked = sorted(self._all, key=lambda one: -_likeness(one, lemmas, folded))
        found: dict[str, str] = {}
        for one in ranked:
            found.setdefault(one.stem, one.text)
        return tuple(found.values())[:count]

    def _lemmas(self, text: str) -> frozenset[str]:
        words = (t for t in tokenize(text, self._morphology) if t.kind is Kind.WORD)
        return frozenset(
            lemma
            for word in words
            if not word.parses or word.parses[0].pos not in _FUNCTION_WORDS
            for lemma in word.lemmas
        )


def _likeness(example: _Example, lemmas: frozenset[str], text: str) -> float:
    """Shared words first; letters tell only among the equal and for words with a typo."""
    shared = len(example.lemmas & lemmas) / (len(example.lemmas) or 1)
    return shared + _OF_LETTERS * partial_ratio(example.folded, text) / 100
