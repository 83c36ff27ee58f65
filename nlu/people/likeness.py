"""Comparing a person's name as asked with a record's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from nlu.people.grammar import Role
from nlu.people.latin import is_latin, skeleton
from nlu.people.parts import PartReader
from nlu.text import fold

TAKE = 0.9
SUGGEST = 0.7

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST = 6
_DIMINUTIVE, _SOUND, _INITIAL, _OTHER_GENDER, _NEAR = 0.97, 0.95, 0.9, 0.85, 0.93
_SHORTEST_NEAR = 4
_NEAR_ENOUGH = 0.88
_BELIEVABLE = 0.1
_EXTRA_WORD = 0.01


class PersonLikeness:
    """Compares people's names; safe to share between threads."""

    def __init__(self, parts: PartReader) -> None:
        self._parts = parts

    def same_person(self, asked: str, record_name: str) -> float:
        """Score how surely two names mean one person, 0…1.

        Order, case, «ё», Latin or Russian letters and an absent patronymic do not count; a
        diminutive stands for its full names. From TAKE on it is the same; from SUGGEST on it may
        be offered as a near spelling.

        Args:
            asked: in the nominative.
            record_name: as it stands in the CRM.
        """
        apart = self._compare(_words(asked), _words(record_name))
        if apart == 1.0 or "-" not in asked + record_name:
            return apart
        return max(
            apart, self._compare(*(_words(n.replace("-", " ")) for n in (asked, record_name)))
        )

    def _compare(self, mine: list[str], theirs: list[str]) -> float:
        if len(theirs) < len(mine):
            mine = self._without_patronymic(mine)
        if not mine or not theirs or len(theirs) < len(mine):
            return 0.0
        score = self._pair(mine, theirs)
        return max(0.0, score - _EXTRA_WORD * (len(theirs) - len(mine))) if score else 0.0

    def _pair(self, mine: Sequence[str], theirs: Sequence[str]) -> float:
        """Give each asked word a different word of the record, the closest first; average them."""
        alike = sorted(
            (
                (self._alike(one, other), i, j)
                for i, one in enumerate(mine)
                for j, other in enumerate(theirs)
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        scores: dict[int, float] = {}
        used: set[int] = set()
        for score, i, j in alike:
            if i not in scores and j not in used:
                scores[i] = score
                used.add(j)
        return sum(scores.values()) / len(scores) if all(scores.values()) else 0.0

    def _alike(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        if min(len(one), len(other)) == 1:
            return _INITIAL if one[0] == other[0] else 0.0
        if self._parts.given.same(one, other):
            return _DIMINUTIVE
        if (is_latin(one) or is_latin(other)) and skeleton(one) == skeleton(other):
            return _SOUND
        if self._other_gender(one, other):
            return _OTHER_GENDER
        return _near(one, other)

    def _other_gender(self, one: str, other: str) -> bool:
        """Say whether two surnames differ in gender alone: «Белов» and «Белова»."""
        return abs(len(one) - len(other)) <= 2 and bool(self._surnames(one) & self._surnames(other))

    def _surnames(self, word: str) -> frozenset[str]:
        surnames = self._parts.forced(word).table.get(Role.SURNAME, {}).values()
        return frozenset(one.nominative for one in surnames if one.weight > _BELIEVABLE)

    def _without_patronymic(self, words: list[str]) -> list[str]:
        return [word for word in words if not self._is_patronymic(word)]

    def _is_patronymic(self, word: str) -> bool:
        part = self._parts.read(word)
        return part is not None and Role.PATRONYMIC in part.table


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))[:_LONGEST]


def _near(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST_NEAR:
        return 0.0
    return _NEAR * JaroWinkler.similarity(one, other, score_cutoff=_NEAR_ENOUGH)
