"""Finding the people an utterance mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from nlu.claims import indices
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.agreement import Fit, agree
from nlu.people.beside import comes_from, describes, has_alone
from nlu.people.context import Context, context_of, is_aside
from nlu.people.described import described
from nlu.people.eastern import EasternNames
from nlu.people.everyday import EverydayNames
from nlu.people.fitting import fits_beside
from nlu.people.grammar import Case, Strength
from nlu.people.kin import behind_kin, with_kin
from nlu.people.ordinary import behind_title, never_names
from nlu.people.parts import Part, PartReader
from nlu.people.person import Person
from nlu.people.pieces import joined
from nlu.people.possessive import owners
from nlu.people.rarities import Rarities
from nlu.people.second import Recogniser, whole_names
from nlu.people.spelling import written
from nlu.people.surroundings import Surroundings, surroundings
from nlu.people.units import Unit, units_of
from nlu.people.verdict import judge
from nlu.people.workplace import are_adjacent, is_firm_of_job, is_of_company, is_trade_before
from nlu.text import fold
from nlu.types import Found, Token

_LONGEST = 3
_PAIR = 2
_SECOND_OPINION = 0.8
_ASIDE = 0.35
_IN_CASE = 0.65
_FAMILY = ("ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына")


class PeopleReader:
    """Finds people's names and brings them to the nominative; safe to share between threads."""

    def __init__(
        self, lexicon: Lexicon, morphology: Morphology, recogniser: Recogniser | None = None
    ) -> None:
        self.parts = PartReader(lexicon, morphology)
        self._eastern = EasternNames(self.parts.vocabulary, morphology.known)
        self._rarities = Rarities(self.parts.vocabulary, self._eastern)
        self._everyday = EverydayNames(lexicon, self.parts, morphology)
        self._recogniser = recogniser

    def find(self, tokens: Sequence[Token], taken: Set[int] = frozenset()) -> list[Found[Person]]:
        """Find people in tokens, in order, none overlapping.

        Args:
            taken: indices of tokens already explained.
        """
        rare = self._rarities.of_all(tokens)
        if "never" in rare:
            taken = taken | never_names(tokens, self.parts.vocabulary.rare_surnames)
        found = [*self._rare_people(tokens, taken, rare)] if rare else []
        taken = taken | set(indices(found))
        found += self._everyday.people(tokens, taken)
        taken = taken | set(indices(found))
        units = units_of(tokens, taken, self.parts.vocabulary, self.parts.read)
        found += self._of_units(tokens, units) if units else ()
        found = self._with_second_opinion(tokens, taken, found)
        if not found:
            return []
        occupied = taken | set(indices(found))
        kin = self.parts.vocabulary.kin
        found = [with_kin(one, tokens, occupied, kin) for one in found]
        return joined(sorted(found, key=lambda one: one.first), tokens)

    def _rare_people(
        self, tokens: Sequence[Token], taken: Set[int], rare: Set[str]
    ) -> Iterator[Found[Person]]:
        if "eastern" in rare:
            yield from self._eastern.people(tokens, taken)
        if "owner" in rare:
            yield from owners(tokens, taken, self.parts.given, self.parts.vocabulary.records)
        if "syllable" in rare:
            yield from self._behind_syllables(tokens, taken)

    def _of_units(self, tokens: Sequence[Token], units: Sequence[Unit]) -> Iterator[Found[Person]]:
        around = surroundings(tokens, self.parts.vocabulary.commands)
        place = 0
        while place < len(units):
            person, used = self._longest(around, units, place)
            yield from person
            place += used

    def nominative(self, words: Sequence[str], expected_case: Case | None = None) -> str:
        """Bring words known to be a person's name to the nominative.

        Args:
            words: as typed, without marks.
            expected_case: the case the sentence asks for, if known.
        """
        governed = frozenset((expected_case,)) if expected_case else frozenset()
        folded = [fold(word) for word in words]
        eastern = self._eastern.nominative(folded, capital=True, governed=governed)
        if eastern:
            return " ".join(map(written, eastern, words))
        parts = tuple(self.parts.forced(word.lower()) for word in words)
        fits = agree(parts, governed)
        if fits:
            return " ".join(map(written, fits[0].nominatives, words))
        if len(words) == 1:
            return written(words[0].lower(), words[0])
        return " ".join(self.nominative([word], expected_case) for word in words)

    def _with_second_opinion(
        self, tokens: Sequence[Token], taken: Set[int], found: list[Found[Person]]
    ) -> list[Found[Person]]:
        """Put whole names the recogniser sees in the place of their pieces."""
        if self._recogniser is None:
            return found
        for whole in whole_names(self._recogniser, tokens, taken, self.parts.vocabulary):
            touched = [one for one in found if one.first < whole.stop and whole.start < one.stop]
            pieces = all(one.stop - one.first < len(whole) for one in touched)
            inside = all(whole.start <= one.first and one.stop <= whole.stop for one in touched)
            person = self._forced(tokens, whole) if pieces and inside else None
            if person is not None:
                found = [*(one for one in found if one not in touched), person]
        return found

    def _forced(self, tokens: Sequence[Token], whole: range) -> Found[Person] | None:
        words = [tokens[place].text for place in whole]
        parts = tuple(self.parts.forced(word.lower()) for word in words)
        units = [
            Unit(place, place + 1, word, part, capital=True)
            for place, word, part in zip(whole, words, parts, strict=True)
        ]
        context = context_of(tokens, whole.start, self.parts.vocabulary)
        fits = agree(parts, context.cases)
        return described(units, fits, _SECOND_OPINION, context) if fits else None

    def _behind_syllables(
        self, tokens: Sequence[Token], taken: Set[int]
    ) -> Iterator[Found[Person]]:
        """«Звонок Нам Виктории»: a surname that is a small word, before a given name."""
        small = self.parts.vocabulary.korean_surnames
        for index in [i for i in range(1, len(tokens) - 1) if tokens[i].norm in small]:
            token, behind = tokens[index : index + 2]
            pair = range(index, index + 2)
            named = token.text.istitle() and behind.text.istitle()
            free = tokens[index - 1].text.islower() and taken.isdisjoint(pair)
            if not (named and free) or self.parts.read(token.norm):
                continue
            given = self.parts.read(behind.text.lower())
            person = self._forced(tokens, pair) if given is not None and given.given else None
            if person is not None:
                yield person

    def _longest(
        self, around: Surroundings, units: Sequence[Unit], place: int
    ) -> tuple[list[Found[Person]], int]:
        tokens = around.tokens
        context = context_of(tokens, units[place].first, self.parts.vocabulary)
        part = units[place].part
        unheard = part is not None and not (part.known or part.given)
        if unheard and describes(tokens, units[place].first, self.parts.vocabulary.records):
            return [], 1
        if is_trade_before(tokens, units, place, self.parts.vocabulary):
            return [], 1
        if is_of_company(tokens, units, place) or is_firm_of_job(
            tokens, units, place, self.parts.vocabulary
        ):
            return [], 1
        for length in range(_LONGEST, 0, -1):
            chosen = units[place : place + length]
            if (
                len(chosen) == length
                and are_adjacent(chosen)
                and not _begins_other(units, place, length)
            ):
                found = self._person(around, chosen, context)
                if found is not None:
                    return [found], length
        return [], 1

    def _person(
        self, around: Surroundings, units: Sequence[Unit], context: Context
    ) -> Found[Person] | None:
        tokens = around.tokens
        parts = tuple(unit.part for unit in units if unit.part is not None)
        if not parts or (len(parts) > 1 and len(parts) < len(units)):
            return None
        first, stop = units[0].first, units[-1].stop
        if comes_from(tokens, first, stop):
            context = replace(context, about=True)
        if has_alone(tokens, first, stop):
            context = replace(context, named=True)
        if behind_title(tokens, first):
            context = replace(context, named=True, person=True)
        related = behind_kin(context, tokens, first, self.parts.vocabulary.kin)
        if related is not context and parts[0].given:
            context = related
        if _nobody_could_be_meant(units, parts, context):
            return None
        fits = fits_beside(around, units, parts, context, self.parts.vocabulary)
        score = judge(units, fits[0], context, sole=_is_sole(around, units)) if fits else None
        if fits and _is_no_word_here(tokens, units, fits[0], context):
            score = max(score or 0.0, _IN_CASE)
        if score is None:
            return None
        if len(units) == 1 and not context.named and is_aside(tokens, first, stop):
            score = min(score, _ASIDE)
        return described(units, fits, score, context)


def _nobody_could_be_meant(units: Sequence[Unit], parts: Sequence[Part], context: Context) -> bool:
    """«Сделки», «новую задачу»: ordinary words in small letters, and no word asks for a name.

    Most words are such; whatever case they agree in, nobody would be found.
    """
    ordinary = all(part.strength is Strength.CONTEXTUAL for part in parts)
    capital = all(unit.capital for unit in units if unit.part is not None)
    return ordinary and not context.named and not capital


def _is_no_word_here(
    tokens: Sequence[Token], units: Sequence[Unit], fit: Fit, context: Context
) -> bool:
    """«По Лапиной»: the thing the dictionary has never stands in the case asked for, she does."""
    if len(units) > 1 or not units[0].capital or context.company or context.blocked:
        return False
    parses = (one.grammemes for one in tokens[units[0].first].parses if "Poss" not in one.grammemes)
    known = {case for one in parses for case in one}
    asked = fit.case in context.cases and known.isdisjoint(context.cases)
    return asked and fit.nominatives[0].endswith(_FAMILY)


def _is_sole(around: Surroundings, units: Sequence[Unit]) -> bool:
    """Say whether only a command's words stand around a name, and no misspelt verb in it."""
    return around.is_sole(units[0].first, units[-1].stop) and not any(
        _is_like_verb(around.tokens[unit.first], unit) for unit in units
    )


def _begins_other(units: Sequence[Unit], place: int, length: int) -> bool:
    """«Контакт Гаджиева Маше Петровой»: the given name goes with the surname behind it."""
    three = units[place : place + length + 1]
    if length != _PAIR or len(three) <= _PAIR or not are_adjacent(three):
        return False
    one, given, other = (unit.part for unit in three)
    if one is None or given is None or other is None or one.given or other.given:
        return False
    return given.given and _best(given, other) > _best(one, given)


def _best(*parts: Part) -> float:
    return max((fit.score for fit in agree(parts)), default=0.0)


def _is_like_verb(token: Token, unit: Unit) -> bool:
    """«Позвнить»: an unknown word with a verb's ending is a slip rather than a surname."""
    unknown = unit.part is not None and not (unit.part.known or unit.part.given)
    return unknown and token.pos in {"VERB", "INFN"}
