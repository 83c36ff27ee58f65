"""Reading one word as a part of a person's name, whatever it is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.given import GivenNames
from nlu.people.grammar import CASES, Case, Gender, Reading, Role, Strength
from nlu.people.latin import is_latin, to_cyrillic
from nlu.people.strength import WordStrength
from nlu.people.vocabulary import Vocabulary
from nlu.people.wordreadings import WordReadings
from nlu.text import fold
from nlu.value import lazy

_CACHE_WORDS = 20_000
_UNCHANGED = 0.02
_AS_IT_STANDS = 0.3
_SILENT = "e"
_BELIEVABLE = 0.3
_RUSSIAN = re.compile("[а-яё]+")
_MOST_PIECES = 3
_APOSTROPHES = frozenset("'’")
_PLURAL_SHAPED = ("ых", "их")
_LESS_TRUSTED = {
    Strength.LIKELY: Strength.DOUBTFUL,
    Strength.DOUBTFUL: Strength.CONTEXTUAL,
}

Table = Mapping[Role, Mapping[tuple[Case, Gender], Reading]]


@dataclass(frozen=True, eq=False)
class Part:
    """A word read as a part of a name.

    Args:
        readings: every way to read it; asked for only where the words around let it be a name.
        strength: what the word alone tells.
        animate: a name, an unknown word, an animate noun or an adjective: believable as a
            surname without a capital.
        known: the dictionary has the word.
        may_be_given: it is to be looked for among given names.
        plural_shaped: a surname that never changes would look so («седых», «долгих»).
    """

    readings: Callable[[], Iterable[Reading]]
    strength: Strength
    animate: bool
    known: bool = False
    may_be_given: bool = False
    plural_shaped: bool = False

    @lazy
    def table(self) -> Table:
        """For each role, the most believable reading in each case and gender."""
        table: dict[Role, dict[tuple[Case, Gender], Reading]] = {}
        for reading in self.readings():
            of_role = table.setdefault(reading.role, {})
            best = of_role.get((reading.case, reading.gender))
            if best is None or best.weight < reading.weight:
                of_role[reading.case, reading.gender] = reading
        return MappingProxyType(table)

    @lazy
    def given(self) -> bool:
        """It is a given name of the list or the dictionary, doubtful or not."""
        named = self.table.get(Role.GIVEN, {}) if self.may_be_given else {}
        return any(one.weight >= _BELIEVABLE for one in named.values())

    @property
    def listed(self) -> bool:
        """It is a given name or a patronymic beyond doubt."""
        return self.strength is Strength.SURE and any(
            role is not Role.SURNAME for role in self.table
        )


class PartReader:
    """Reads words as parts of names; cached, safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self.given = GivenNames(lexicon)
        self.vocabulary = Vocabulary(lexicon)
        self._morphology = morphology
        self._readings = WordReadings(self.given, morphology)
        self._strength = WordStrength(self.given, self.vocabulary, morphology)
        self.read = lru_cache(_CACHE_WORDS)(self._read)
        self.forced = lru_cache(_CACHE_WORDS)(self._forced)

    def _forced(self, word: str) -> Part:
        """Read a lower-case word known to be a part of a name; the unreadable stays as it is."""
        part = self.read(word)
        if part is not None and not _RUSSIAN.fullmatch(word):
            return part
        readings = self._readings.of_name(word) if _RUSSIAN.fullmatch(word) else ()
        strength = Strength.CONTEXTUAL if part is None else part.strength
        return _part((*readings, *_fixed(fold(word), _UNCHANGED)), strength, animate=True)

    def _read(self, word: str) -> Part | None:
        """Read a lower-case word, «ё» kept; None where it can be no part of a name."""
        if "-" in word:
            russian = to_cyrillic(word) if is_latin(word) else word
            return self._hyphenated(russian.split("-"))
        if word[1:2] in _APOSTROPHES and not is_latin(word):
            return self._with_apostrophe(word)
        if not _RUSSIAN.fullmatch(word):
            return self._latin(word) if is_latin(word) else None
        strength = self._strength.of(word)
        if strength is None:
            return None
        if next(self._readings.of(word), None) is None:
            return None
        return Part(
            lambda: map(self._as_listed, self._readings.of(word)),
            strength,
            animate=self._strength.is_animate(word) and fold(word) not in self.vocabulary.stop,
            known=self._morphology.known(word),
            may_be_given=True,
            plural_shaped=word.endswith(_PLURAL_SHAPED),
        )

    def _as_listed(self, reading: Reading) -> Reading:
        """«Шульгой» is of «Шульга», which the list has, rather than of a surname made up."""
        listed = (
            reading.role is Role.SURNAME and reading.nominative in self.vocabulary.rare_surnames
        )
        return replace(reading, weight=1.0) if listed else reading

    def _latin(self, word: str) -> Part:
        """Read a Latin word by its Cyrillic spelling, with less trust."""
        silent, listed = word.endswith(_SILENT), word in self.vocabulary.latin_given
        given = () if silent and listed else self.given.sounding(word)
        if listed and not given:
            names = (one for one in _fixed(word, 1.0) if one.role is Role.GIVEN)
            return replace(_part(names, Strength.SURE, animate=True), may_be_given=True)
        if given:
            homonym = all(self.given.is_homonym(reading.nominative) for reading in given)
            return _part(given, Strength.DOUBTFUL if homonym else Strength.SURE, animate=True)
        russian = to_cyrillic(word)
        part = self.read(russian) if _RUSSIAN.fullmatch(russian) else None
        if part is None:
            return _part(_fixed(word, _UNCHANGED), Strength.CONTEXTUAL, animate=True)
        weaker = _LESS_TRUSTED.get(part.strength, part.strength)
        if silent:  # «Stone» has no ending of a case, unless a case is asked for
            typed = (one for one in _fixed(word, _AS_IT_STANDS) if one.case is Case.NOMN)
            part = _part((*_readings(part), *typed), weaker, animate=True)
        return Part(part.readings, weaker, animate=True)

    def _with_apostrophe(self, word: str) -> Part | None:
        """Read «о'коннор», «д'артаньяна»: a surname declined as what stands behind the mark."""
        readings = (
            replace(one, nominative=fold(word[:2]) + one.nominative)
            for one in self._readings.of_name(word[2:])
            if one.role is Role.SURNAME
        )
        return _part(readings, Strength.LIKELY, animate=True) if word[2:] else None

    def _hyphenated(self, pieces: list[str]) -> Part | None:
        folded = [fold(piece) for piece in pieces]
        if all(piece in self.vocabulary.korean_syllables for piece in folded):
            syllables = _fixed("-".join(folded), 1.0)
            given = (reading for reading in syllables if reading.role is Role.GIVEN)
            return _part(given, Strength.DOUBTFUL, animate=True)
        if len(pieces) > _MOST_PIECES or not all(pieces):
            return None
        joined = self._piece(pieces[0])
        for piece in pieces[1:]:
            other = self.read(piece)
            joined = _join(joined, other) if joined and other else None
        return joined

    def _piece(self, piece: str) -> Part | None:
        if fold(piece) in self.vocabulary.prefixes:
            return _part(_fixed(fold(piece), 1.0), Strength.CONTEXTUAL, animate=True)
        return self.read(piece)


def _part(readings: Iterable[Reading], strength: Strength, animate: bool) -> Part:
    found = tuple(readings)
    return Part(lambda: found, strength, animate)


def _readings(part: Part) -> list[Reading]:
    return [reading for of_role in part.table.values() for reading in of_role.values()]


def _fixed(form: str, weight: float) -> Iterator[Reading]:
    """Read a word as every part of a name, the same in every case."""
    for role in Role:
        for case in CASES:
            for gender in Gender:
                yield Reading(form, role, gender, case, weight)


def _join(one: Part, other: Part) -> Part | None:
    """Join two halves of a hyphenated part; the first may stay as it is («Жан-Поля»)."""
    readings = [
        Reading(f"{a.nominative}-{b.nominative}", b.role, b.gender, b.case, a.weight * b.weight * k)
        for b in _readings(other)
        for a in _readings(one)
        if (k := _joint(a, b))
    ]
    order = list(Strength)
    strength = min(one.strength, other.strength, key=order.index)
    return _part(readings, strength, animate=True) if readings else None


def _joint(one: Reading, other: Reading) -> float:
    if one.role is not other.role:
        return 0.0
    if one.case is other.case:
        return 1.0 if one.gender is other.gender else 0.3
    return 0.2 if one.case is Case.NOMN else 0.0
