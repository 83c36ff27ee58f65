"""Given names and their diminutives, in every case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from rapidfuzz.distance import Prefix

from nlu.lexicon import Lexicon
from nlu.people.grammar import CASES, Case, Gender, Reading, Role
from nlu.people.latin import skeleton
from nlu.people.paradigms import decline_given
from nlu.people.slips import NearForms

_SHORTEST_MISTYPED = 4
_UNDECLINED = 0.2
_AS_SPOKEN = 0.5
_SPOKEN = frozenset({Case.DATV, Case.LOCT})
_SECTIONS = (("male_forms", Gender.MASC), ("female_forms", Gender.FEMN))


class GivenNames:
    """The given names of data/lexicon/people.toml, looked up by any form of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._irregular = lexicon.section("people", "irregular_forms")
        self._readings: dict[str, list[Reading]] = defaultdict(list)
        self._sounding: dict[str, list[Reading]] = defaultdict(list)
        self._genders: dict[str, set[Gender]] = defaultdict(set)
        self._full: dict[str, set[str]] = defaultdict(set)
        self._short: dict[str, set[str]] = defaultdict(set)
        for section, gender in _SECTIONS:
            for full, diminutives in lexicon.section("people", section).items():
                self._add(full, tuple(diminutives), gender)
        self._near = NearForms(form for form in self._readings if len(form) >= _SHORTEST_MISTYPED)
        for form, readings in self._readings.items():
            self._sounding[skeleton(form)].extend(readings)
        self._homonyms = frozenset(lexicon.section("people", "homonym_forms")["given"])

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Read a folded lower-case word as a given name."""
        return tuple(self._readings.get(form, ()))

    def mistyped(self, form: str, weight: float) -> tuple[Reading, ...]:
        """Read an unknown folded word as a given name with one slip of the keyboard."""
        if len(form) < _SHORTEST_MISTYPED:
            return ()
        return tuple(
            replace(
                reading, weight=weight, nominative=_ending_changed(form, near, reading.nominative)
            )
            for near in self._near.near(form)
            for reading in self._readings[near]
        )

    def sounding(self, word: str) -> tuple[Reading, ...]:
        """Read a folded Latin word as a given name by its sound."""
        return tuple(self._sounding.get(skeleton(word), ()))

    def genders(self, nominative: str) -> frozenset[Gender]:
        """Say whose name it is; empty for an unknown one."""
        return frozenset(self._genders.get(nominative, ()))

    def forms(self, nominative: str, gender: Gender) -> tuple[str, ...]:
        """Decline a given name; six forms, nominative first."""
        oblique = self._irregular.get(nominative)
        return (nominative, *oblique) if oblique else decline_given(nominative, gender)

    def is_homonym(self, nominative: str) -> bool:
        """Say whether a name is an ordinary word more often than not."""
        return nominative in self._homonyms

    def full_names(self, nominative: str) -> frozenset[str]:
        """Return the full names a diminutive stands for; empty where it is none."""
        return frozenset(self._full.get(nominative, ()))

    def diminutives(self, nominative: str) -> frozenset[str]:
        """Return the diminutives of a full name."""
        return frozenset(self._short.get(nominative, ()))

    def same(self, one: str, other: str) -> bool:
        """Say whether two nominatives may name one person: Саша and Александр."""
        return one == other or bool(self._kin(one) & self._kin(other))

    def _kin(self, nominative: str) -> frozenset[str]:
        return self.full_names(nominative) or frozenset((nominative,))

    def _add(self, full: str, diminutives: tuple[str, ...], gender: Gender) -> None:
        for short in diminutives:
            self._full[short].add(full)
            self._short[full].add(short)
        for name in dict.fromkeys((full, *diminutives)):
            if gender not in self._genders[name]:
                self._genders[name].add(gender)
                self._add_forms(name, gender)

    def _add_forms(self, name: str, gender: Gender) -> None:
        for case, form in zip(CASES, self.forms(name, gender), strict=True):
            self._readings[form].append(Reading(name, Role.GIVEN, gender, case, 1.0))
            if name.endswith("ия") and case in _SPOKEN and gender is Gender.FEMN:
                spoken = name.removesuffix("я") + "е"  # «Альфие» for «Альфии»
                self._readings[spoken].append(Reading(name, Role.GIVEN, gender, case, _AS_SPOKEN))
            if form != name and name.endswith("ь") and gender is Gender.FEMN:
                self._readings[name].append(Reading(name, Role.GIVEN, gender, case, _UNDECLINED))


def _ending_changed(typed: str, form: str, nominative: str) -> str:
    """Give a mistyped form the ending of the nominative and leave the slip where it is.

    Mending it would turn names that are not listed into listed ones: «Карлену» is no Карен.
    """
    common = Prefix.similarity(form, nominative)
    ending = form[common:]
    if not typed.endswith(ending):
        return nominative
    return typed[: len(typed) - len(ending)] + nominative[common:]
