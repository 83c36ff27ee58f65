"""Every way to read one Russian word as a part of a person's name."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.morphology import Morphology
from nlu.people.given import GivenNames
from nlu.people.grammar import CASES, Case, Gender, Paradigms, Reading, Role
from nlu.people.paradigms import GIVEN, PATRONYMIC, PLURAL_SHAPED, STRONG, WEAK
from nlu.people.slips import slipped_endings
from nlu.text import fold
from nlu.types import WordParse

ROLES = {"Name": Role.GIVEN, "Patr": Role.PATRONYMIC, "Surn": Role.SURNAME}
_CASES = {
    **{str(case): case for case in Case},
    "gen2": Case.GENT,
    "acc2": Case.ACCS,
    "loc2": Case.LOCT,
}
_UNLISTED_GIVEN = 0.3
_UNKNOWN_GIVEN = 0.1
_MISTYPED_GIVEN = 0.5
_ORDINARY = 0.3
_UNDECLINED = 0.04
_BESIDE_DICTIONARY = 0.5
_BESIDE_NAME = 0.3
_BESIDE_LISTED = 0.05
_STEM = 3
_VOWELS = "аеиоуыэюя"


class WordReadings:
    """Reads a word by the list of given names, the dictionary and the paradigms, in this order."""

    def __init__(self, given: GivenNames, morphology: Morphology) -> None:
        self._given = given
        self._morphology = morphology

    def of(self, word: str) -> Iterator[Reading]:
        """Yield the readings of a lower-case word, «ё» kept."""
        form = fold(word)
        given = self._given.readings(form)
        parses = self._morphology.parses(word)
        yield from given
        if given:
            yield from by_paradigms(form, GIVEN, Role.GIVEN, _BESIDE_LISTED)
        yield from by_paradigms(form, PATRONYMIC, Role.PATRONYMIC)
        if self._morphology.known(word):
            yield from self._known(form, parses, bool(given))
        else:
            yield from self._unknown(form)

    def of_name(self, word: str) -> Iterator[Reading]:
        """Yield the readings of a word known to be a part of a name, ordinary or not."""
        form = fold(word)
        yield from self.of(word)
        yield from by_paradigms(form, GIVEN, Role.GIVEN, _UNKNOWN_GIVEN)
        yield from by_paradigms(form, WEAK, Role.SURNAME, _UNKNOWN_GIVEN)

    def _known(self, form: str, parses: tuple[WordParse, ...], listed: bool) -> Iterator[Reading]:
        yield from self._by_dictionary(form, parses, listed)
        yield from by_paradigms(form, STRONG, Role.SURNAME, _BESIDE_DICTIONARY)
        yield from by_paradigms(form, PLURAL_SHAPED, Role.SURNAME)
        yield from _undeclined(form, parses)
        if form.endswith("ой"):  # «Бережной», whose adjective is stressed elsewhere
            yield Reading(form, Role.SURNAME, Gender.MASC, Case.NOMN, _UNDECLINED)
        if not listed:
            yield from _of_either(form, parses)
        if any("Name" in parse.grammemes for parse in parses):
            yield from by_paradigms(form, WEAK, Role.SURNAME, _BESIDE_NAME)

    def _unknown(self, form: str) -> Iterator[Reading]:
        yield from by_paradigms(form, STRONG, Role.SURNAME)
        yield from by_paradigms(form, WEAK, Role.SURNAME)
        yield from by_paradigms(form, GIVEN, Role.GIVEN, _UNKNOWN_GIVEN)
        yield from self._given.mistyped(form, _MISTYPED_GIVEN)
        yield from slipped_endings(form)

    def _by_dictionary(
        self, form: str, parses: tuple[WordParse, ...], listed: bool
    ) -> Iterator[Reading]:
        for parse in parses:
            case = next((_CASES[g] for g in parse.grammemes if g in _CASES), None)
            role = next((ROLES[g] for g in parse.grammemes if g in ROLES), None)
            if case is None or "plur" in parse.grammemes or (role is Role.GIVEN and listed):
                continue
            nominative = self._nominative(form, parse)
            if role is Role.PATRONYMIC and _is_of_other_stem(form, nominative, parse):
                continue
            for gender in _genders(parse, nominative):
                weight = _weight(role, parse)
                yield Reading(nominative, role or Role.SURNAME, gender, case, weight)

    def _nominative(self, form: str, parse: WordParse) -> str:
        if "Fixd" in parse.grammemes:
            return form
        if "femn" in parse.grammemes and ("Surn" in parse.grammemes or parse.pos == "ADJF"):
            wanted = frozenset({"nomn", "sing", "femn"})
            return fold(self._morphology.inflect(form, parse, wanted) or parse.lemma)
        return parse.lemma


def by_paradigms(
    form: str, paradigms: Paradigms, role: Role, weight: float = 1.0
) -> Iterator[Reading]:
    """Read a folded word by its ending alone."""
    for paradigm, case, nominative in paradigms.readings(form):
        yield Reading(nominative, role, paradigm.gender, case, weight * paradigm.weight)


def _is_of_other_stem(form: str, nominative: str, parse: WordParse) -> bool:
    """«Михалыч» stays as he is called; «Петровна» is of no «Петрович»."""
    short = "Infr" in parse.grammemes or (nominative.endswith("вич") and "вич" not in form)
    return short or nominative[:_STEM] != form[:_STEM]


def _weight(role: Role | None, parse: WordParse) -> float:
    match role:
        case None:
            return _ORDINARY
        case Role.GIVEN:
            return _UNLISTED_GIVEN
    return 0.7 + 0.3 * parse.score


def _genders(parse: WordParse, nominative: str) -> tuple[Gender, ...]:
    if parse.pos not in {"NOUN", "ADJF"} or "neut" in parse.grammemes:
        return ()
    either = not parse.grammemes.isdisjoint({"ms-f", "GNdr"})
    ordinary = parse.grammemes.isdisjoint(ROLES) and parse.pos == "NOUN"
    if either or (ordinary and nominative[-1:] in "ая"):
        return tuple(Gender)
    return tuple(gender for gender in Gender if str(gender) in parse.grammemes)


def _of_either(form: str, parses: tuple[WordParse, ...]) -> Iterator[Reading]:
    """Read a man's name of the dictionary as a woman's, which is never declined («с Феруз»)."""
    if form[-1:] in _VOWELS or not any(p.lemma == form and "Name" in p.grammemes for p in parses):
        return
    for case in CASES:
        yield Reading(form, Role.GIVEN, Gender.FEMN, case, _UNKNOWN_GIVEN)


def _undeclined(form: str, parses: tuple[WordParse, ...]) -> Iterator[Reading]:
    """Read a nominative left as it is: always a woman's («Анне Мельник»), at times a man's."""
    if form[-1:] in _VOWELS or not any(p.lemma == form and p.pos == "NOUN" for p in parses):
        return
    for case in CASES:
        yield Reading(form, Role.SURNAME, Gender.FEMN, case, _ORDINARY)
        yield Reading(form, Role.SURNAME, Gender.MASC, case, _UNDECLINED)
