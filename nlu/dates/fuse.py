"""Joining two mentions that together name one moment or one stretch."""

from __future__ import annotations

from dataclasses import replace

from nlu.dates.days import (
    Away,
    Between,
    CalendarDay,
    Day,
    Edge,
    Impossible,
    Lasting,
    NthWeekday,
    PartOf,
    Period,
    RelativeDay,
    Unit,
    Weekday,
    Weekend,
    YearPart,
)
from nlu.dates.words import Bound, Clock, ClockSpan, DateWords, DayPart, Half, TimeOfDay

_NOON, _MIDNIGHT = 12, 24
_SATURDAY = 5
_MONTHS, _HALF_MONTH = 12, 15
_DAYS = (RelativeDay, Weekday, CalendarDay, YearPart, Period, Weekend, PartOf, NthWeekday, Away)


def combine(first: DateWords, second: DateWords) -> DateWords | None:
    """Join two mentions of one moment («завтра» … «в 15:00»); None when they do not fit.

    Of two days that say the same the more exact stays: «завтра, пт 6 марта» is 6 March, but a day
    and month without a year yield to «завтра», which needs none.
    """
    if isinstance(first.day, Impossible) or isinstance(second.day, Impossible):
        return first if isinstance(first.day, Impossible) else second
    first, second = _length_as_hour(first, second), _length_as_hour(second, first)
    gone = isinstance(first.day, RelativeDay) and first.day.offset < 0
    if gone and second.day is not None and second.bound in (Bound.BY, Bound.UNTIL):
        return None  # «писала вчера, дедлайн 9 марта»
    since = first.bound is Bound.FROM and isinstance(first.day, CalendarDay)
    if since and isinstance(second.day, (Weekday, RelativeDay)) and second.bound is Bound.AT:
        return None  # «поздравить с 8 марта, в пятницу»
    timed = _one_time(first, second)
    if timed is None:
        return moved_to(first, second)
    if first.day is None or second.day is None:
        whole = second if first.day is None else first
        if whole.day is not None and not isinstance(whole.day, (*_DAYS, Between)):
            return None
        if isinstance(whole.day, Period) and (whole.day.offset or 0) < 0:
            return None
        return replace(whole, time=timed.time, time_bound=timed.time_bound)
    day = _same_day(first.day, second.day) or _same_day(second.day, first.day)
    if day is None:
        return moved_to(first, second)
    bound = first.bound if first.bound is not Bound.AT else second.bound
    return DateWords(day, timed.time, bound, timed.time_bound, first.back or second.back)


def moved_to(first: DateWords, second: DateWords) -> DateWords | None:
    """Of «с понедельника на вторник», «с 10 на 12 часов» return where a task is moved to."""
    hour = None if second.length is None or first.day is not None else hour_of(second.length)
    if hour is not None and isinstance(first.time, Clock):
        second = DateWords(None, hour)
    parts = isinstance(first.time, DayPart) and isinstance(second.time, DayPart)
    same_kind = (first.day is None) == (second.day is None)
    leaves = first.bound is Bound.FROM or first.time_bound is Bound.FROM
    leaves = leaves or (parts and first.day is None)
    arrives = second.bound is Bound.AT and second.time_bound is Bound.AT
    if not (same_kind and leaves and arrives):
        return None
    match first.day, second.day:
        case CalendarDay(month=int()), CalendarDay(day, None, None, None, None):
            return replace(second, day=day_near(first.day, day))
        case _:
            return second


def day_near(left: CalendarDay, day: int) -> CalendarDay:
    """Return the day of a month, said by its number alone, that is nearest to another one."""
    if left.month is None or abs(day - left.day) <= _HALF_MONTH:
        return replace(left, day=day)
    month = left.month + (1 if day < left.day else -1)
    turned = (month > _MONTHS) - (month < 1)
    year = None if left.year is None else left.year + turned
    return replace(left, day=day, month=(month - 1) % _MONTHS + 1, year=year)


def stretch_between(first: DateWords, last: DateWords) -> DateWords | None:
    """Join «с понедельника» and «по пятницу», «с 10» and «до 12» into one stretch."""
    if first.day is None and last.day is None:
        if isinstance(first.time, Clock) and isinstance(last.time, Clock):
            return DateWords(None, ClockSpan(first.time, _later(first.time, last.time)))
        return None
    if not (isinstance(first.day, _DAYS) and isinstance(last.day, _DAYS)):
        if first.day is not None and isinstance(first.time, Clock) and last.day is None:
            return _timed_stretch(first, last)
        return None
    through = last.bound is not Bound.UNTIL
    return DateWords(Between(first.day, last.day, through), back=first.back or last.back)


def joined_days(first: DateWords, second: DateWords) -> DateWords | None:
    """Join «январь и февраль», «вчера и сегодня», «май, июнь» «и июль», which follow each other."""
    so_far = first.day.last if isinstance(first.day, Between) else first.day
    match so_far, second.day:
        case RelativeDay(a), RelativeDay(b) if b == a + 1:
            pass
        case Weekday(a, None), Weekday(b, None) if b == a + 1:
            pass
        case YearPart(a, months, None, None), YearPart(b) if b == a + months:
            pass
        case _:
            return None
    if not (first.only_day and second.only_day):
        return None
    if isinstance(first.day, Between):
        return replace(first, day=replace(first.day, last=second.day, through=True))
    return stretch_between(first, second)


def joined_months(first: DateWords, second: DateWords) -> DateWords | None:
    """Join «за март апрель», «июль, август»: the order alone says that both are meant."""
    ends = first.day.last if isinstance(first.day, Between) else first.day
    if not (isinstance(ends, YearPart) and isinstance(second.day, YearPart)):
        return None
    return joined_days(first, second)


def _timed_stretch(first: DateWords, last: DateWords) -> DateWords | None:
    """Join «завтра с 10» and «до 12»."""
    if not isinstance(first.time, Clock) or not isinstance(last.time, Clock):
        return None
    return replace(first, time=ClockSpan(first.time, _later(first.time, last.time)))


def _later(start: Clock, stop: Clock) -> Clock:
    """Give «с 3 до 5 дня» … «с 9 до 6» an end after its start where only the half differs."""
    if stop.reading() < start.reading() and stop.half is Half.UNSAID and stop.hour < _NOON:
        return replace(stop, half=Half.EVENING)
    return stop


def _one_time(a: DateWords, b: DateWords) -> DateWords | None:
    """Return the mention whose time holds for both, None when the times quarrel."""
    if a.time is None or b.time is None:
        return a if b.time is None else b
    if isinstance(a.time, DayPart) and isinstance(b.time, DayPart):
        return a
    part, clock = (a, b) if isinstance(a.time, DayPart) else (b, a)
    if isinstance(part.time, DayPart) and isinstance(clock.time, Clock):
        return replace(clock, time=_in_part(clock.time, part.time))
    return None


def _in_part(clock: Clock, part: DayPart) -> TimeOfDay:
    """Read an hour by the part of the day beside it: «вечером в 8», «утром в 7», «ночью в 2»."""
    if clock.half is not Half.UNSAID:
        return clock
    night = part.hour == _MIDNIGHT
    early = (night and clock.hour < 6) or part.hour < _NOON
    if night and clock.hour == _NOON:
        return replace(clock, hour=_MIDNIGHT, half=Half.AS_SAID)
    return replace(clock, half=Half.MORNING if early else Half.EVENING)


def _length_as_hour(mention: DateWords, beside: DateWords) -> DateWords:
    """Read «на 2 часа» beside a day without a time as two o'clock."""
    length = mention.length
    if length is None or beside.day is None or beside.time is not None or length.moved:
        return mention
    clock = hour_of(length)
    return mention if clock is None else DateWords(None, clock)


def hour_of(length: Lasting) -> Clock | None:
    """Return the hour that «на час», «на 2 часа» may also name."""
    if length.unit is not Unit.HOUR or length.moved or length.count.denominator != 1:
        return None
    return Clock(int(length.count)) if 1 <= length.count <= _MIDNIGHT else None


def _same_day(a: Day, b: Day) -> Day | None:
    """Return the day two mentions name together, `b` making `a` more exact; None if they do not."""
    match a, b:
        case RelativeDay(), CalendarDay(year=year):
            return b if year is not None else a
        case RelativeDay(), Weekday():
            return a
        case Weekday(), CalendarDay():
            return b
        case RelativeDay() | Weekday() | CalendarDay(), PartOf(Edge.END, Period(Unit.DAY, 0)):
            return a
        case Period(Unit.WEEK, offset), Weekday(number, None):
            return Weekday(number, offset)
        case Weekend(week), Weekday(number, None) if number >= _SATURDAY:
            return Weekday(number, week)
        case Away(count, Unit.WEEK), Weekday(number, None):
            return Weekday(number, int(count))
        case Period(Unit.MONTH, offset), CalendarDay(day, None, None, None):
            return CalendarDay(day, month_offset=offset)
        case YearPart(month, 1, year, years), CalendarDay(day, None, None, None):
            return CalendarDay(day, month, year, year_offset=years)
        case _:
            return None
