"""Finding the people an utterance mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.agreement import Fit, agree
from nlu.people.context import Context, context_of, is_aside
from nlu.people.grammar import Case, Gender, Role
from nlu.people.kin import with_kin
from nlu.people.korean import korean_nominative, korean_people
from nlu.people.parts import PartReader
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.people.units import Unit, units_of
from nlu.people.verdict import judge
from nlu.text import fold
from nlu.types import Found, Token

_LONGEST = 3
_DOUBTFUL = 0.6
_ASIDE = 0.35


class PeopleReader:
    """Finds people's names and brings them to the nominative; safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self.parts = PartReader(lexicon, morphology)

    def find(self, tokens: Sequence[Token], taken: Set[int] = frozenset()) -> list[Found[Person]]:
        """Find people in tokens, in order, none overlapping.

        Args:
            taken: indices of tokens already explained.
        """
        found = list(korean_people(tokens, taken, self.parts.vocabulary))
        taken = set(taken).union(*(range(one.first, one.stop) for one in found))
        units = units_of(tokens, taken, self.parts.vocabulary.stop, self.parts.read)
        place = 0
        while place < len(units):
            person, used = self._longest(tokens, units, place)
            found += person
            place += used
        occupied = taken.union(*(range(one.first, one.stop) for one in found))
        kin = self.parts.vocabulary.kin
        found = [with_kin(one, tokens, occupied, kin) for one in found]
        return sorted(found, key=lambda one: one.first)

    def nominative(self, words: Sequence[str], expected_case: Case | None = None) -> str:
        """Bring words known to be a person's name to the nominative.

        Args:
            words: as typed, without marks.
            expected_case: the case the sentence asks for, if known.
        """
        governed = frozenset((expected_case,)) if expected_case else frozenset()
        folded = [fold(word) for word in words]
        korean = korean_nominative(folded, self.parts.vocabulary, capital=True)
        if korean:
            return " ".join(map(written, korean, words))
        parts = tuple(self.parts.forced(word.lower()) for word in words)
        fits = agree(parts, governed)
        if fits:
            return " ".join(map(written, fits[0].nominatives, words))
        if len(words) == 1:
            return written(words[0].lower(), words[0])
        return " ".join(self.nominative([word], expected_case) for word in words)

    def _longest(
        self, tokens: Sequence[Token], units: Sequence[Unit], place: int
    ) -> tuple[list[Found[Person]], int]:
        context = context_of(tokens, units[place].first, self.parts.vocabulary)
        for length in range(_LONGEST, 0, -1):
            chosen = units[place : place + length]
            if len(chosen) == length and _are_adjacent(chosen):
                found = _person(tokens, chosen, context)
                if found is not None:
                    return [found], length
        return [], 1


def _are_adjacent(units: Sequence[Unit]) -> bool:
    return all(one.stop == other.first for one, other in pairwise(units))


def _person(
    tokens: Sequence[Token], units: Sequence[Unit], context: Context
) -> Found[Person] | None:
    parts = tuple(unit.part for unit in units if unit.part is not None)
    if not parts or (len(parts) > 1 and len(parts) < len(units)):
        return None
    fits = agree(parts, context.governed)
    score = judge(units, fits[0], context) if fits else None
    if score is None:
        return None
    if len(units) == 1 and not context.named and is_aside(tokens, units[0].first, units[0].stop):
        score = min(score, _ASIDE)
    best = fits[0]
    person = Person(
        parts=tuple(_name_parts(units, best)),
        gender=_gender(fits),
        case=best.case,
        said=tuple(fold(unit.typed) for unit in units),
        doubtful=score < _DOUBTFUL,
        triggered=context.named or context.about,
        rivals=tuple(_rivals(units, fits)),
    )
    return Found(units[0].first, units[-1].stop, person, score)


def _name_parts(units: Sequence[Unit], fit: Fit) -> Iterator[NamePart]:
    readings = iter(fit.readings)
    given = sum(unit.part is None for unit in units)
    for unit in units:
        if unit.part is None:
            role = Role.GIVEN if given != 1 or len(units) == 2 else Role.PATRONYMIC
            yield NamePart(unit.typed.upper() + ".", role)
            given -= 1
        else:
            reading = next(readings)
            yield NamePart(written(reading.nominative, unit.typed), reading.role)


def _gender(fits: Sequence[Fit]) -> Gender | None:
    genders = {fit.gender for fit in fits if fit.nominatives == fits[0].nominatives}
    return genders.pop() if len(genders) == 1 else None


def _rivals(units: Sequence[Unit], fits: Sequence[Fit]) -> Iterator[str]:
    names = (" ".join(part.text for part in _name_parts(units, fit)) for fit in fits)
    yield from list(dict.fromkeys(names))[1:]
