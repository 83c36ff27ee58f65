"""Comparing a company's name as asked with a record's."""

from __future__ import annotations

import re

from rapidfuzz.distance import JaroWinkler

from nlu.lexicon import Lexicon
from nlu.people.latin import skeleton
from nlu.text import fold

TAKE = 0.9
SUGGEST = 0.7

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[«\"“„']([^«»\"“”„']+)[»\"”“']")
_CORE, _PART, _SOUND, _SOUND_PART, _NEAR = 0.95, 0.85, 0.8, 0.72, 0.9
_SHORTEST_NEAR = 4
_NEAR_ENOUGH = 0.9


class CompanyLikeness:
    """Compares companies' names; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._legal = frozenset(lexicon.section("people", "before")["legal"])

    def same_company(self, asked: str, record_name: str) -> float:
        """Score how surely two names mean one company, 0…1.

        Legal forms, quotes, case and «ё» do not count; a part of a name, a spelling in other
        letters and a slip of the keyboard count less than the name itself. From TAKE on it is the
        same; from SUGGEST on it may be offered.

        Args:
            asked: in the nominative.
            record_name: as it stands in the CRM.
        """
        mine, theirs = self._words(asked), self._words(record_name)
        if not mine or not theirs:
            return 0.0
        if "".join(mine) == "".join(theirs):
            return 1.0
        if mine in (self._words(core) for core in _QUOTED.findall(record_name)):
            return _CORE
        return max(_by_parts(mine, theirs), _by_sound(mine, theirs), _by_spelling(mine, theirs))

    def _words(self, name: str) -> list[str]:
        words = _WORD.findall(fold(name))
        return [word for word in words if word not in self._legal] or words


def _by_parts(mine: list[str], theirs: list[str]) -> float:
    return _PART if set(mine) <= set(theirs) else 0.0


def _by_sound(mine: list[str], theirs: list[str]) -> float:
    ours, others = [*map(skeleton, mine)], [*map(skeleton, theirs)]
    if "".join(ours) == "".join(others):
        return _SOUND
    return _SOUND_PART if set(ours) <= set(others) else 0.0


def _by_spelling(mine: list[str], theirs: list[str]) -> float:
    one, other = " ".join(mine), " ".join(theirs)
    if min(len(one), len(other)) < _SHORTEST_NEAR:
        return 0.0
    return _NEAR * JaroWinkler.similarity(one, other, score_cutoff=_NEAR_ENOUGH)
