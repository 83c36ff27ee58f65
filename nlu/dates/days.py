"""Days and stretches of days as they are said, before any calendar is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias


class Unit(StrEnum):
    """A length of time that people count in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Edge(StrEnum):
    """A part of a longer period: a third, a half, its first or last day."""

    START = "start"
    MIDDLE = "middle"
    END = "end"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from today: «вчера» −1, «завтра» +1."""

    offset: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week.

    Args:
        number: 0 for Monday … 6 for Sunday.
        week: weeks from this one («в следующую пятницу» 1); None when only the day was said.
    """

    number: int
    week: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month, with what was said of month and year.

    Args:
        day: 1…31.
        month: 1…12, or None.
        year: four digits, or None.
        month_offset: months from this one («5-го числа следующего месяца» 1), or None.
        year_offset: years from this one («5 марта прошлого года» −1), or None.
        numeric: written 05.03, so that day and month might be meant the other way round.
    """

    day: int
    month: int | None = None
    year: int | None = None
    month_offset: int | None = None
    year_offset: int | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class YearPart:
    """A month, quarter, half-year, season or year by its name.

    Args:
        first_month: 1…12; winter begins in 12.
        months: how many months long.
        year: four digits, or None.
        year_offset: years from this one, or None.
    """

    first_month: int
    months: int
    year: int | None = None
    year_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A whole calendar week, month, quarter, half-year or year.

    Args:
        unit: which of them.
        offset: counted from the current one; None for «на той неделе», the next or the last one.
    """

    unit: Unit
    offset: int | None


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday; `week` as in Weekday."""

    week: int | None = None


@dataclass(frozen=True, slots=True)
class PartOf:
    """The beginning, middle, end or last day of a period."""

    edge: Edge
    base: Period | YearPart


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """«Первый понедельник марта» (nth 1), «последняя пятница месяца» (nth −1)."""

    nth: int
    number: int
    base: Period | YearPart


@dataclass(frozen=True, slots=True)
class Recent:
    """The last `count` units up to and with now: «за последние 3 дня»."""

    count: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Coming:
    """The next `count` units from now on: «в течение недели», «в ближайшие 2 дня»."""

    count: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Away:
    """A point that far from now: «через 3 дня» (count 3), «2 дня назад» (count −2)."""

    count: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Lasting:
    """A bare length: «на час», «на день позже»; what a deadline is moved by.

    Args:
        count: how many, negative when the words say earlier.
        unit: of what.
        moved: «позже», «раньше», «вперёд» was said, so it can be nothing but a shift.
    """

    count: Fraction
    unit: Unit
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """From one day to another; the last day is inside when `through`."""

    first: Day
    last: Day
    through: bool


@dataclass(frozen=True, slots=True)
class AllTime:
    """«За всё время»: no bounds, so no filter."""


@dataclass(frozen=True, slots=True)
class Vague:
    """«На днях», «по пятницам»: time words that name no day."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A date or time no calendar or clock has: «31 февраля», «25:00»."""


Day: TypeAlias = (
    RelativeDay
    | Weekday
    | CalendarDay
    | YearPart
    | Period
    | Weekend
    | PartOf
    | NthWeekday
    | Recent
    | Coming
    | Away
    | Lasting
    | Between
    | AllTime
    | Vague
    | Impossible
)
