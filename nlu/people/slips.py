"""Names with one slip of the keyboard: «Алекасндра», «Новиковыым»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from nlu.people.grammar import CASES, Case, Gender, Reading, Role
from nlu.people.paradigms import PATRONYMIC, STRONG

_WEIGHT = 0.14
_PER_LETTER = 0.02
_RARE = ("ын", "цк")
_RARELY = 0.3
_SHORTEST_ENDING = 3
_SHORTEST_STEM = 3


def _traces(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


class NearForms:
    """Words one slip away from a fixed list, found without comparing with each.

    Every form is filed under itself and under itself less one letter; any word one slip away
    shares one of these with it.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_trace: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            for trace in _traces(form):
                self._by_trace[trace].append(form)

    def near(self, word: str) -> tuple[str, ...]:
        """Return the forms one letter lost, added, changed or swapped away, sorted."""
        candidates = {f for trace in _traces(word) for f in self._by_trace.get(trace, ())}
        return tuple(sorted(f for f in candidates if OSA.distance(word, f) <= 1))


@dataclass(frozen=True, slots=True)
class _Ending:
    role: Role
    gender: Gender
    case: Case
    nominative: str


def _long_endings() -> dict[str, list[_Ending]]:
    endings: dict[str, list[_Ending]] = defaultdict(list)
    for role, paradigms in ((Role.SURNAME, STRONG), (Role.PATRONYMIC, PATRONYMIC)):
        for paradigm in paradigms:
            for case, ending in zip(CASES, paradigm.endings, strict=True):
                if len(ending) >= _SHORTEST_ENDING:
                    endings[ending].append(
                        _Ending(role, paradigm.gender, case, paradigm.endings[0])
                    )
    return endings


_ENDINGS = _long_endings()
_NEAR_ENDINGS = NearForms(_ENDINGS)
_LONGEST_ENDING = max(map(len, _ENDINGS)) + 1


def slipped_endings(form: str) -> Iterator[Reading]:
    """Read an unknown word whose surname or patronymic ending has one slip in it."""
    longest = min(len(form) - _SHORTEST_STEM, _LONGEST_ENDING)
    for size in range(_SHORTEST_ENDING - 1, longest + 1):
        stem = form[:-size]
        for right in _NEAR_ENDINGS.near(form[-size:]):
            for ending in _ENDINGS[right]:
                nominative = stem + ending.nominative
                weight = _weight(right, size)
                yield Reading(nominative, ending.role, ending.gender, ending.case, weight)


def _weight(ending: str, size: int) -> float:
    """Trust a longer stretch that was nearly right, and a common suffix, the more."""
    return (_WEIGHT + _PER_LETTER * size) * (_RARELY if ending.startswith(_RARE) else 1.0)
