"""Which days of the calendar date words mean, seen from a given day.

A stretch is half open: the first day inside and the first day outside. Where the words leave the
year, month or week open, `ahead` decides: deadlines and tasks look forward, filters look back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from nlu.dates.arithmetic import (
    FRIDAY,
    MONTHS_IN,
    ONE_DAY,
    WEEK,
    add_months,
    existing,
    shifted,
)
from nlu.dates.days import (
    Away,
    Between,
    CalendarDay,
    Coming,
    Day,
    Edge,
    Lasting,
    NthWeekday,
    PartOf,
    Period,
    Recent,
    RelativeDay,
    Unit,
    Weekday,
    Weekend,
    YearPart,
)

_SATURDAY = 5
_YEARS_TRIED = 9
_THIRD, _HALF_MONTH, _DAYS_TO_SPLIT = 10, 15, 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days from `first` up to but without `after`."""

    first: date
    after: date


def stretch_of(day: Day, today: date, ahead: bool) -> Stretch | None:
    """Return the days a reading means; None when it names none.

    Raises:
        OverflowError, ValueError: the calendar does not reach that far.
    """
    match day:
        case RelativeDay(offset):
            return one(today + timedelta(days=offset))
        case Weekday():
            return one(_weekday(day, today, ahead))
        case CalendarDay():
            found = _calendar_day(day, today, ahead)
            return None if found is None else one(found)
        case YearPart():
            return _year_part(day, today, ahead)
        case Period(unit, offset):
            near = 1 if ahead else -1
            return _period(unit, near if offset is None else offset, today)
        case Weekend():
            return _weekend(day, today, ahead)
        case PartOf():
            return part_of(day, today, ahead)
        case NthWeekday():
            return _nth_weekday(day, today, ahead)
        case Between():
            return _between(day, today, ahead)
        case _:
            return _counted(day, today, ahead)


def one(day: date) -> Stretch:
    """Return the stretch of a single day."""
    return Stretch(day, day + ONE_DAY)


def last_of(edge: PartOf, today: date) -> date:
    """Return the day «до конца …» means: of a week its Friday, on a weekend its Sunday."""
    base = stretch_of(edge.base, today, ahead=True)
    assert base is not None
    if edge.base == Period(Unit.WEEK, 0) and today.weekday() > FRIDAY:
        return base.after - ONE_DAY
    if isinstance(edge.base, Period) and edge.base.unit is Unit.WEEK:
        return base.first + timedelta(days=FRIDAY)
    return base.after - ONE_DAY


def part_of(part: PartOf, today: date, ahead: bool) -> Stretch | None:
    """Return the days of a beginning, middle or end: a third of the period, ten days of a month."""
    base = stretch_of(part.base, today, ahead)
    if base is None:
        return None
    days = (base.after - base.first).days
    if days < _DAYS_TO_SPLIT:
        return base
    half = base.first + timedelta(days=_HALF_MONTH if 28 <= days <= 31 else days // 2)
    third = timedelta(days=_THIRD if 28 <= days <= 31 else max(1, round(days / 3)))
    match part.edge:
        case Edge.START:
            return Stretch(base.first, base.first + third)
        case Edge.MIDDLE:
            return Stretch(base.first + third, base.first + 2 * third)
        case Edge.END:
            return Stretch(base.first + 2 * third, base.after)
        case Edge.FIRST_HALF:
            return Stretch(base.first, half)
        case Edge.SECOND_HALF:
            return Stretch(half, base.after)
        case Edge.FIRST_DAY:
            return one(base.first)
        case Edge.LAST_DAY:
            return one(base.after - ONE_DAY)


def _weekday(day: Weekday, today: date, ahead: bool) -> date:
    if day.week is not None:
        monday = today - timedelta(days=today.weekday())
        found = monday + timedelta(weeks=day.week, days=day.number)
        return found + timedelta(weeks=1) if day.week == 0 and ahead and found < today else found
    if ahead:
        return today + timedelta(days=(day.number - today.weekday() - 1) % WEEK + 1)
    return today - timedelta(days=(today.weekday() - day.number - 1) % WEEK + 1)


def _calendar_day(day: CalendarDay, today: date, ahead: bool) -> date | None:
    if day.month is None:
        return _day_of_month(day, today, ahead)
    if day.year is not None or day.year_offset is not None:
        year = day.year if day.year is not None else today.year + (day.year_offset or 0)
        return existing(year, day.month, day.day)
    step = 1 if ahead else -1
    years = range(today.year, today.year + step * _YEARS_TRIED, step)
    found = (existing(year, day.month, day.day) for year in years)
    return next((it for it in found if it and (it >= today if ahead else it <= today)), None)


def _day_of_month(day: CalendarDay, today: date, ahead: bool) -> date | None:
    if day.month_offset is not None:
        month = add_months(today.replace(day=1), day.month_offset)
        return existing(month.year, month.month, day.day)
    step = 1 if ahead else -1
    months = (add_months(today.replace(day=1), step * k) for k in range(3))
    found = (existing(month.year, month.month, day.day) for month in months)
    return next((it for it in found if it and (it >= today if ahead else it <= today)), None)


def _year_part(part: YearPart, today: date, ahead: bool) -> Stretch:
    if part.year is not None:
        return _months(date(part.year, part.first_month, 1), part.months)
    if part.year_offset is not None:
        year = today.year + part.year_offset
        wraps = part.first_month + part.months > 13 and today.month < part.first_month
        return _months(date(year - (wraps and part.months == 3), part.first_month, 1), part.months)
    this = _months(date(today.year, part.first_month, 1), part.months)
    before = _months(date(today.year - 1, part.first_month, 1), part.months)
    if ahead:
        after = _months(date(today.year + 1, part.first_month, 1), part.months)
        return next(it for it in (before, this, after) if it.after > today)
    return this if this.first <= today else before


def _period(unit: Unit, offset: int, today: date) -> Stretch:
    if unit in MONTHS_IN:
        months = MONTHS_IN[unit]
        first = date(today.year, (today.month - 1) // months * months + 1, 1)
        return _months(add_months(first, offset * months), months)
    if unit is Unit.WEEK:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return Stretch(monday, monday + timedelta(weeks=1))
    return one(today + timedelta(days=offset))


def _weekend(day: Weekend, today: date, ahead: bool) -> Stretch:
    monday = today - timedelta(days=today.weekday())
    saturday = monday + timedelta(days=_SATURDAY, weeks=day.week or 0)
    if day.week is None and not ahead and saturday > today:
        saturday -= timedelta(weeks=1)
    return Stretch(saturday, saturday + timedelta(days=2))


def _nth_weekday(day: NthWeekday, today: date, ahead: bool) -> Stretch | None:
    base = stretch_of(day.base, today, ahead)
    if base is None:
        return None
    if day.nth < 0:
        last = base.after - ONE_DAY
        return one(last - timedelta(days=(last.weekday() - day.number) % WEEK))
    first = base.first + timedelta(days=(day.number - base.first.weekday()) % WEEK)
    found = first + timedelta(weeks=day.nth - 1)
    return one(found) if found < base.after else None


def _between(day: Between, today: date, ahead: bool) -> Stretch | None:
    """Anchor one end by direction and let the other follow it: «с 25 декабря по 10 января»."""
    first, last = _same_year(day.first, day.last)
    if ahead and isinstance(first, Weekday | CalendarDay):
        return _towards(day, first, last, today)
    start = stretch_of(first, today, ahead)
    if start is None:
        return None
    end = stretch_of(last, start.first, ahead=True)
    if isinstance(last, Weekday) and isinstance(first, Weekday) and end and last == first:
        end = None
    counted = getattr(last, "year_offset", None) is not None
    if end is None or counted or isinstance(last, RelativeDay | Period | Away):
        end = stretch_of(last, today, ahead)
    return None if end is None else _closed(start, end, day.through)


def _towards(day: Between, first: Day, last: Day, today: date) -> Stretch | None:
    """Take the first stretch that is not over yet, so that it may have begun."""
    end = stretch_of(last, today, ahead=True)
    if end is None:
        return None
    start = stretch_of(first, end.first, ahead=False)
    if isinstance(first, Weekday):
        start = stretch_of(first, today, ahead=True)
        end = stretch_of(last, start.first, ahead=True) if start else None
    return _closed(start, end, day.through) if start and end else None


def _closed(start: Stretch, end: Stretch, through: bool) -> Stretch | None:
    after = end.after if through else end.first
    return Stretch(start.first, after) if start.first < after else None


def _same_year(first: Day, last: Day) -> tuple[Day, Day]:
    """Lend the year of «с 1 марта по 5 апреля 2025» to both ends."""
    match first, last:
        case CalendarDay(day, month, None, None, None), CalendarDay(year=int() as year):
            wraps = (month or 0, day) > (last.month or 0, last.day)
            return CalendarDay(day, month, year - wraps), last
        case YearPart(month, months, None, None), YearPart(year=int() as year):
            return YearPart(month, months, year), last
        case YearPart(month, months, None, None), YearPart(year_offset=int() as offset):
            return YearPart(month, months, None, offset), last
        case _:
            return first, last


def _counted(day: Day, today: date, ahead: bool) -> Stretch | None:
    match day:
        case Away(count, unit) if unit not in (Unit.MINUTE, Unit.HOUR):
            return one(shifted(today, count, unit))
        case Recent(count, unit) if unit not in (Unit.MINUTE, Unit.HOUR):
            return _back(today, count, unit)
        case Coming(count, unit) if unit not in (Unit.MINUTE, Unit.HOUR):
            return (
                Stretch(today, shifted(today, count, unit)) if ahead else _back(today, count, unit)
            )
        case Lasting(count, unit, moved=False) if unit not in (Unit.MINUTE, Unit.HOUR) and ahead:
            return Stretch(today, shifted(today, count, unit))
        case _:
            return None


def _back(today: date, count: Fraction, unit: Unit) -> Stretch:
    """Return the last units with today: 7 days for a week, from the same date for a month."""
    first = shifted(today, -count, unit)
    if unit not in MONTHS_IN:
        first += ONE_DAY
    return Stretch(first, today + ONE_DAY)


def _months(first: date, months: int) -> Stretch:
    return Stretch(first, add_months(first, months))
