"""What date words mean, before any clock is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from nlu.dates.days import Day, Lasting
from nlu.value import value


class Bound(StrEnum):
    """What the preposition makes of a day: in it, until it, after it."""

    AT = "at"
    BY = "by"
    UNTIL = "until"
    THROUGH = "through"
    FROM = "from"
    AFTER = "after"


class Half(StrEnum):
    """Which half of the day an hour belongs to, as far as it was said."""

    UNSAID = "unsaid"
    AS_SAID = "as_said"
    MORNING = "morning"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; hour 24 is the midnight that ends the day."""

    hour: int
    minute: int = 0
    half: Half = Half.UNSAID

    def reading(self) -> tuple[int, int]:
        """Return hour and minute as meant: hours 1–7 without «утра» are in the afternoon."""
        hour = self.hour
        if self.half is Half.UNSAID and 1 <= hour <= 7:
            return hour + 12, self.minute
        if self.half is Half.EVENING and 1 <= hour < 12:
            return hour + 12, self.minute
        return hour, self.minute


@dataclass(frozen=True, slots=True)
class DayPart:
    """«Утром», «после обеда»: the hour it stands for, half-way between a day and a time."""

    hour: int


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """«С 10 до 12»."""

    start: Clock
    stop: Clock


TimeOfDay: TypeAlias = Clock | DayPart | ClockSpan


@value(frozen=True, slots=True)
class DateWords:
    """A date as said: a day, a time, or both, and what the preposition makes of it.

    Args:
        day: which day or days, None when only a time was said.
        time: which time of day, None when only a day was said.
        bound: what the words before the day make of it.
        time_bound: the same for the time.
        back: the words look back («за неделю», «в прошлую пятницу», «вчера»).
    """

    day: Day | None
    time: TimeOfDay | None = None
    bound: Bound = Bound.AT
    time_bound: Bound = Bound.AT
    back: bool = False

    @property
    def only_time(self) -> bool:
        """A time was said and no day."""
        return self.day is None

    @property
    def only_day(self) -> bool:
        """A day was said and no time."""
        return self.time is None

    @property
    def length(self) -> Lasting | None:
        """The bare length of «на час», which may move a deadline."""
        return self.day if isinstance(self.day, Lasting) else None
