"""Choosing one case and one gender for a whole name.

Taken part by part a name comes out wrong one time in five; jointly, one in ten at most: «Иванову»
is a man's dative or a woman's accusative until «Петру» stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nlu.people.grammar import Case, Gender, Reading, Role
from nlu.people.parts import Part
from nlu.value import value

_G, _P, _S = Role.GIVEN, Role.PATRONYMIC, Role.SURNAME
_PATTERNS: dict[int, tuple[tuple[tuple[Role, ...], float], ...]] = {
    1: (((_G,), 1.0), ((_S,), 1.0), ((_P,), 0.9)),
    2: (((_G, _S), 1.0), ((_S, _G), 0.9), ((_G, _P), 1.0), ((_P, _S), 0.5)),
    3: (((_S, _G, _P), 1.0), ((_G, _P, _S), 1.0)),
}
_PRIOR = {Case.NOMN: 1.3, Case.GENT: 1.2, Case.LOCT: 0.8}
_WHOLE_NAME = 1.6
_MASCULINE = 1.1
_GOVERNED = 4.0
_RIVAL = 0.2
_CACHE_NAMES = 5_000


@value(frozen=True, slots=True)
class Fit:
    """A whole name read in one case and gender."""

    score: float
    case: Case
    gender: Gender
    readings: tuple[Reading, ...]

    @property
    def nominatives(self) -> tuple[str, ...]:
        """Return the parts' nominatives, folded."""
        return tuple(reading.nominative for reading in self.readings)


@lru_cache(_CACHE_NAMES)
def agree(
    parts: tuple[Part, ...],
    governed: frozenset[Case] = frozenset(),
    only: Case | None = None,
    gender: Gender | None = None,
) -> tuple[Fit, ...]:
    """Read a name in every case and gender all its parts share, the likeliest first.

    Args:
        parts: one to three parts in the order said.
        governed: the cases the words before it ask for; empty where they ask none.
        only: the one case it can stand in, if that is known.
        gender: whose name it is, if that is known.
    """
    read = _fits(parts, governed, only)
    found = (fit for fit in read if gender is None or fit.gender is gender)
    fits = sorted(found, key=lambda fit: -fit.score)
    if fits and fits[0].case in governed:
        fits = [fit for fit in fits if fit.case in governed]
    return tuple(fit for fit in fits if fit.score >= _RIVAL * fits[0].score)


def _fits(parts: tuple[Part, ...], governed: frozenset[Case], only: Case | None) -> Iterator[Fit]:
    for roles, weight in _PATTERNS.get(len(parts), ()):
        tables = [part.table.get(role, {}) for part, role in zip(parts, roles, strict=True)]
        shared = set(tables[0]).intersection(*tables[1:])
        for case, gender in sorted(key for key in shared if only is None or key[0] is only):
            readings = tuple(table[case, gender] for table in tables)
            score = weight * _score(readings, case, gender, governed)
            yield Fit(score, case, gender, readings)


def _score(
    readings: tuple[Reading, ...], case: Case, gender: Gender, governed: frozenset[Case]
) -> float:
    score = _PRIOR.get(case, 1.0) * (_GOVERNED if case in governed else 1.0)
    score *= _MASCULINE if gender is Gender.MASC else 1.0
    if case is Case.NOMN and len(readings) > 1:
        score *= _WHOLE_NAME
    for reading in readings:
        score *= reading.weight
    return score
