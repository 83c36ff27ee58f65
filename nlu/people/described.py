"""Making a person of the words and the reading decided upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.people.agreement import Fit
from nlu.people.context import Context
from nlu.people.grammar import Gender, Role
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.people.units import Unit
from nlu.text import fold
from nlu.types import Found

_DOUBTFUL = 0.6


def described(
    units: Sequence[Unit], fits: Sequence[Fit], score: float, context: Context
) -> Found[Person]:
    """Describe a person.

    Args:
        fits: the readings of the whole name, the chosen one first.
        score: how sure the mention is, 0…1.
    """
    person = Person(
        parts=tuple(_name_parts(units, fits[0])),
        gender=_gender(fits),
        case=fits[0].case,
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
            name = written(reading.nominative, unit.typed)
            yield NamePart(f"{unit.particle} {name}".lstrip(), reading.role)


def _gender(fits: Sequence[Fit]) -> Gender | None:
    genders = {fit.gender for fit in fits if fit.nominatives == fits[0].nominatives}
    return genders.pop() if len(genders) == 1 else None


def _rivals(units: Sequence[Unit], fits: Sequence[Fit]) -> Iterator[str]:
    names = (" ".join(part.text for part in _name_parts(units, fit)) for fit in fits)
    yield from list(dict.fromkeys(names))[1:]
