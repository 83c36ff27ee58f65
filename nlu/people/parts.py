"""Reading one word as a part of a person's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.given import GivenNames
from nlu.people.grammar import CASES, Case, Gender, Paradigm, Reading, Role, Strength
from nlu.people.latin import is_latin, to_cyrillic
from nlu.people.paradigms import PATRONYMIC, STRONG, WEAK
from nlu.people.vocabulary import Vocabulary
from nlu.text import fold
from nlu.types import WordParse

_CACHE_WORDS = 20_000
_ROLES = {"Name": Role.GIVEN, "Patr": Role.PATRONYMIC, "Surn": Role.SURNAME}
_CASES = {
    **{str(case): case for case in Case},
    "gen2": Case.GENT,
    "acc2": Case.ACCS,
    "loc2": Case.LOCT,
}
_UNLISTED_GIVEN = 0.3
_ORDINARY = 0.3
_UNCHANGED = 0.02
_SURE_SHARE = 0.85
_DOUBTFUL_SHARE = 0.1
_VOWELS = "аеиоуыэюя"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A word read as a part of a name.

    Args:
        table: the most believable reading for each role, case and gender.
        strength: what the word alone tells.
        animate: a name, an unknown word, an animate noun or an adjective: believable as a
            surname without a capital.
    """

    table: Mapping[tuple[Role, Case, Gender], Reading]
    strength: Strength
    animate: bool

    @property
    def listed(self) -> bool:
        """Say whether some reading is a given name or a patronymic."""
        return any(role is not Role.SURNAME for role, _, _ in self.table)


def part_of(readings: Iterable[Reading], strength: Strength, animate: bool) -> Part | None:
    """Keep the best reading for each role, case and gender; None where there is none."""
    table: dict[tuple[Role, Case, Gender], Reading] = {}
    for reading in readings:
        key = (reading.role, reading.case, reading.gender)
        if key not in table or table[key].weight < reading.weight:
            table[key] = reading
    return Part(MappingProxyType(table), strength, animate) if table else None


class PartReader:
    """Reads words as parts of names; cached, safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self.given = GivenNames(lexicon)
        self.vocabulary = Vocabulary(lexicon)
        self._morphology = morphology
        self.read = lru_cache(_CACHE_WORDS)(self._read)

    def forced(self, word: str) -> Part:
        """Read a word known to be a part of a name; what cannot be read stays as it is."""
        form = fold(word)
        part = self.read(word)
        if part is not None:
            return part
        parses = self._morphology.parses(word)
        readings = tuple(self._readings(form, word, self.given.readings(form), parses))
        part = part_of((*readings, *_fixed(form).values()), Strength.CONTEXTUAL, animate=True)
        assert part is not None
        return part

    def _read(self, word: str) -> Part | None:
        """Read a lower-case word, «ё» kept; None where it can be no part of a name."""
        if "-" in word:
            return self._hyphenated(word.split("-"))
        if is_latin(word):
            return self._latin(word)
        form = fold(word)
        given = self.given.readings(form)
        parses = self._morphology.parses(word)
        strength = self._strength(form, word, given, parses)
        if strength is None:
            return None
        known = self._morphology.known(word)
        animate = not known or bool(given) or _is_animate(parses)
        return part_of(self._readings(form, word, given, parses), strength, animate)

    def _hyphenated(self, pieces: list[str]) -> Part | None:
        if all(piece in self.vocabulary.korean_syllables for piece in map(fold, pieces)):
            return part_of(_korean("-".join(map(fold, pieces))), Strength.DOUBTFUL, True)
        parts = [self.read(piece) for piece in pieces if piece]
        if len(pieces) > 3 or len(parts) != len(pieces) or any(part is None for part in parts):
            return None
        joined = parts[0]
        for part in parts[1:]:
            joined = _join(joined, part) if joined and part else None
        return joined

    def _latin(self, word: str) -> Part | None:
        """Read a Latin word by its Cyrillic spelling, with less trust."""
        part = self.read(to_cyrillic(word))
        if part is None:
            return Part(MappingProxyType(_fixed(word)), Strength.CONTEXTUAL, animate=False)
        weaker = Strength.DOUBTFUL if part.strength is Strength.LIKELY else part.strength
        return Part(part.table, weaker, animate=False)

    def _all_homonyms(self, given: Iterable[Reading]) -> bool:
        return all(self.given.is_homonym(reading.nominative) for reading in given)

    def _readings(
        self, form: str, word: str, given: tuple[Reading, ...], parses: tuple[WordParse, ...]
    ) -> Iterator[Reading]:
        known = self._morphology.known(word)
        yield from given
        yield from _by_paradigms(form, PATRONYMIC, Role.PATRONYMIC, 1.0)
        surname = known and any("Surn" in parse.grammemes for parse in parses)
        if known:
            yield from self._by_dictionary(form, parses, bool(given))
        yield from _by_paradigms(form, STRONG, Role.SURNAME, 0.5 if surname else 1.0)
        if not known:
            yield from _by_paradigms(form, WEAK, Role.SURNAME, 1.0)
        else:
            yield from _women_fixed(form, parses)

    def _by_dictionary(
        self, form: str, parses: tuple[WordParse, ...], listed: bool
    ) -> Iterator[Reading]:
        for parse in parses:
            case = next((_CASES[g] for g in parse.grammemes if g in _CASES), None)
            if case is None or "plur" in parse.grammemes:
                continue
            role = next((_ROLES[g] for g in parse.grammemes if g in _ROLES), None)
            if role is Role.GIVEN and listed:
                continue
            nominative = self._nominative(form, parse)
            for gender in _genders(parse, nominative):
                yield Reading(nominative, *_role_weight(role, parse, gender, case))

    def _nominative(self, form: str, parse: WordParse) -> str:
        if "Fixd" in parse.grammemes:
            return form
        feminine = "femn" in parse.grammemes
        if feminine and ("Surn" in parse.grammemes or parse.pos == "ADJF"):
            wanted = frozenset({"nomn", "sing", "femn"})
            return fold(self._morphology.inflect(form, parse, wanted) or parse.lemma)
        return parse.lemma

    def _strength(
        self, form: str, word: str, given: tuple[Reading, ...], parses: tuple[WordParse, ...]
    ) -> Strength | None:
        stopped = self._is_stopped(form, parses)
        if given:
            if not self._all_homonyms(given) and _share(parses, _is_rival) < _SURE_SHARE:
                return Strength.SURE
            return Strength.CONTEXTUAL if stopped else Strength.DOUBTFUL
        if stopped:
            return None
        if not self._morphology.known(word):
            return self._unknown(form)
        share = _share(parses, _is_name)
        if share and _share(parses, _is_ordinary) <= 1 - _SURE_SHARE:
            return Strength.SURE
        if share >= _DOUBTFUL_SHARE:
            return Strength.DOUBTFUL
        return Strength.CONTEXTUAL if any(map(_is_declined, parses)) else None

    def _is_stopped(self, form: str, parses: tuple[WordParse, ...]) -> bool:
        lemmas = {parse.lemma for parse in parses} | {form}
        return bool(lemmas & self.vocabulary.stop) and not _share(parses, _is_name) >= _SURE_SHARE

    def _unknown(self, form: str) -> Strength | None:
        if self.vocabulary.is_thing(form) or self.vocabulary.is_mistyped_command(form):
            return None
        patronymic = any(p.stem(form, c) for p in PATRONYMIC for c in CASES)
        strong = any(p.stem(form, c) for p in STRONG for c in CASES)
        return Strength.LIKELY if strong or patronymic else Strength.CONTEXTUAL


def _share(parses: tuple[WordParse, ...], kind: Callable[[WordParse], bool]) -> float:
    return sum(parse.score for parse in parses if kind(parse))


def _is_name(parse: WordParse) -> bool:
    return not parse.grammemes.isdisjoint(_ROLES) and "plur" not in parse.grammemes


def _is_ordinary(parse: WordParse) -> bool:
    """Say whether a reading competes with a surname: not a possessive, not «орлов» of «орёл»."""
    if not parse.grammemes.isdisjoint(_ROLES) or "Poss" in parse.grammemes:
        return False
    return not {"plur", "anim"} <= parse.grammemes


def _is_rival(parse: WordParse) -> bool:
    """Say whether a reading competes with a listed given name: a verb, a preposition, a noun."""
    return parse.grammemes.isdisjoint(_ROLES)


def _is_declined(parse: WordParse) -> bool:
    return parse.pos in {"NOUN", "ADJF"} and "sing" in parse.grammemes


def _is_animate(parses: tuple[WordParse, ...]) -> bool:
    return any(
        parse.pos == "ADJF" or "anim" in parse.grammemes for parse in parses if _is_declined(parse)
    )


def _role_weight(
    role: Role | None, parse: WordParse, gender: Gender, case: Case
) -> tuple[Role, Gender, Case, float]:
    if role is None:
        return Role.SURNAME, gender, case, _ORDINARY
    unlisted = role is Role.GIVEN
    return role, gender, case, (_UNLISTED_GIVEN if unlisted else 0.7 + 0.3 * parse.score)


def _genders(parse: WordParse, nominative: str) -> tuple[Gender, ...]:
    if parse.pos not in {"NOUN", "ADJF"} or "neut" in parse.grammemes:
        return ()
    either = "ms-f" in parse.grammemes or "GNdr" in parse.grammemes
    common = not _is_name(parse) and parse.pos == "NOUN" and nominative[-1:] in "ая"
    if either or common:
        return tuple(Gender)
    return tuple(gender for gender in Gender if str(gender) in parse.grammemes)


def _women_fixed(form: str, parses: tuple[WordParse, ...]) -> Iterator[Reading]:
    """Read an ordinary word's nominative as a woman's surname («Анне Мельник»)."""
    if form[-1:] in _VOWELS or not any(p.lemma == form and p.pos == "NOUN" for p in parses):
        return
    for case in CASES:
        yield Reading(form, Role.SURNAME, Gender.FEMN, case, _ORDINARY)


def _by_paradigms(
    form: str, paradigms: tuple[Paradigm, ...], role: Role, weight: float
) -> Iterator[Reading]:
    for paradigm in paradigms:
        for case in CASES:
            stem = paradigm.stem(form, case)
            if stem is not None:
                nominative = stem + paradigm.endings[0]
                yield Reading(nominative, role, paradigm.gender, case, weight * paradigm.weight)


def _korean(form: str) -> Iterator[Reading]:
    for gender in Gender:
        for case in CASES:
            yield Reading(form, Role.GIVEN, gender, case, 1.0)


def _fixed(form: str) -> dict[tuple[Role, Case, Gender], Reading]:
    """Read a word as every part of a name, the same in every case."""
    return {
        (role, case, gender): Reading(form, role, gender, case, _UNCHANGED)
        for role in Role
        for case in CASES
        for gender in Gender
    }


def _join(one: Part, other: Part) -> Part | None:
    """Join two halves of a hyphenated part; the first may stay as it is («Жан-Поля»)."""
    readings = (
        Reading(f"{a.nominative}-{b.nominative}", b.role, b.gender, b.case, a.weight * b.weight * k)
        for b in other.table.values()
        for a in one.table.values()
        if (k := _joint(a, b))
    )
    order = list(Strength)
    return part_of(readings, min(one.strength, other.strength, key=order.index), True)


def _joint(one: Reading, other: Reading) -> float:
    if one.role is not other.role:
        return 0.0
    if one.case is other.case:
        return 1.0 if one.gender is other.gender else 0.3
    return 0.2 if one.case is Case.NOMN else 0.0
