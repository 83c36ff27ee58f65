"""From date words and a clock to the contract's values: a filter's range, a deadline, its rivals.

`now` is aware; every result carries its time zone, a fixed offset or a zone with its own rules.
Decisions where the contract is silent:

- «в прошлый вторник» is the one of last week, as «следующий» is the one of next week;
- a part of the day narrows no filter («задачи на завтра утром» are tomorrow's), an exact time after
  «с», «до», «после» does («сегодня после 15:00»);
- «до» excludes the day in a filter, in a range too («с 1 до 15 марта» ends before the 15th);
- «следующий месяц», «следующий квартал» as a deadline are their first day, like the week's Monday;
- a deadline «с 1 по 15 марта» is the last day, «с 10 до 12» begins at 10:00;
- «в эту пятницу» said on a Saturday is the coming one; «на той неделе» is the next one for a
  deadline, the last one for a filter;
- «за квартал» is the current calendar quarter, while «за последний квартал» counts back from today,
  as «за неделю» and «за месяц» do;
- «в течение дня» is today, «в течение недели» the day a week from now;
- 07:30 with its nought is a 24-hour clock, 7:30 is in the evening, like «в 7»;
- «до обеда» is 13:00, «до вечера» 18:00, «до нового года» 31 December;
- «в начале месяца» as a deadline is the first day still to come, «в середине» the fifteenth
  (Wednesday of a week), «в конце» the last (Friday of a week).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from nlu.dates.arithmetic import ONE_DAY, shifted
from nlu.dates.days import (
    AllTime,
    Away,
    Between,
    Coming,
    Day,
    Edge,
    Lasting,
    PartOf,
    Period,
    Recent,
    Unit,
    Vague,
    Weekend,
    YearPart,
)
from nlu.dates.fuse import hour_of
from nlu.dates.stretch import Stretch, last_of, stretch_of
from nlu.dates.words import Bound, Clock, ClockSpan, DateWords, DayPart, TimeOfDay
from nlu.values import DateRange, Moment

_LAST_MINUTE = time(23, 59)
_HOURS = (Unit.MINUTE, Unit.HOUR)
_SUNDAY = 6


def as_filter(words: DateWords, now: datetime, forward: bool = False) -> DateRange | None:
    """Return the stretch that records are filtered by; None when the words give no bound.

    Args:
        now: the moment of speech, aware.
        forward: what the words leave open lies ahead (a list of tasks) unless they look back.
    """
    ahead = forward and not words.back
    try:
        if isinstance(words.day, Recent | Away | Coming) and words.day.unit in _HOURS:
            return _exact_range(words.day, now, ahead)
        days = Stretch(now.date(), now.date() + ONE_DAY)
        if words.day is not None:
            named = stretch_of(words.day, now.date(), ahead)
            if named is None:
                return None
            days = named
        elif not _bounds_time(words):
            return None
        if isinstance(words.day, PartOf) and words.day.edge is Edge.END:
            days = Stretch(days.after if words.bound is Bound.UNTIL else days.first, days.after)
        return _timed_range(words, days, now) or _bounded(words.bound, days, now)
    except (OverflowError, ValueError):
        return None


def as_deadline(words: DateWords, now: datetime) -> Moment | None:
    """Return the moment a task is due; None when the words name none.

    Args:
        now: the moment of speech, aware.
    """
    try:
        return _deadline(words, now)
    except (OverflowError, ValueError):
        return None


def at_time(day: date, clock: tuple[int, int], now: datetime) -> datetime:
    """Return hour and minute of a day in the zone of `now`; hour 24 is the next day's start."""
    hour, minute = clock
    start = datetime.combine(day, time(hour % 24, minute), now.tzinfo)
    return start + timedelta(days=hour // 24)


def all_day(day: date, now: datetime) -> Moment:
    """Return the deadline of a day without a time: its last minute."""
    return Moment(datetime.combine(day, _LAST_MINUTE, now.tzinfo), all_day=True)


def clock_of(said: TimeOfDay) -> tuple[int, int]:
    """Return hour and minute a time of day stands for; of a stretch its beginning."""
    match said:
        case Clock():
            return said.reading()
        case DayPart(hour):
            return hour, 0
        case ClockSpan(start, _):
            return start.reading()


def deadline_day(words: DateWords, today: date) -> date | None:
    """Return the day a deadline falls on, None when the words name none.

    Raises:
        OverflowError, ValueError: the calendar does not reach that far.
    """
    day = words.day
    match day:
        case None | AllTime() | Vague() | Recent() | Lasting():
            return None
        case PartOf():
            return _part_deadline(day, today)
        case Between():
            days = stretch_of(day, today, ahead=True)
            return None if days is None else days.after - ONE_DAY
        case Coming(count, unit):
            return shifted(today, count, unit)
        case Weekend(week=None) if today.weekday() == _SUNDAY:
            return today
        case _:
            return _single_deadline(day, words.bound, today)


def _deadline(words: DateWords, now: datetime) -> Moment | None:
    if isinstance(words.day, Away | Coming) and words.day.unit in _HOURS:
        return Moment(_moved(now, words.day.count, words.day.unit), all_day=False)
    if isinstance(words.day, Lasting):
        hour = hour_of(words.day)
        return None if hour is None else _next_time(hour, now)
    if words.day is None:
        return None if words.time is None else _next_time(words.time, now)
    day = deadline_day(words, now.date())
    if day is None:
        return None
    if words.time is None:
        return all_day(day, now)
    return Moment(at_time(day, clock_of(words.time), now), all_day=False)


def _next_time(said: TimeOfDay, now: datetime) -> Moment:
    """Return a time of day today, or tomorrow when it is past."""
    at = at_time(now.date(), clock_of(said), now)
    if at <= now:
        at = at_time(now.date() + ONE_DAY, clock_of(said), now)
    return Moment(at, all_day=False)


def _single_deadline(day: Day, bound: Bound, today: date) -> date | None:
    """Return the day of a deadline that is one day or the first of a period to come."""
    offset = 1 if not isinstance(day, Period) or day.offset is None else day.offset
    open_period = isinstance(day, YearPart) or offset <= 0
    if open_period and bound in (Bound.AT, Bound.FROM):
        return None
    days = stretch_of(day, today, ahead=True)
    if days is None or offset < 0:
        return None
    if bound is Bound.AFTER:
        return days.after
    if open_period and bound is Bound.THROUGH:
        return days.after - ONE_DAY
    return days.first


def _part_deadline(part: PartOf, today: date) -> date | None:
    if part.edge in (Edge.END, Edge.LAST_DAY):
        return last_of(part, today)
    days = stretch_of(part, today, ahead=True)
    if days is not None and days.first < today and isinstance(part.base, Period):
        later = PartOf(part.edge, Period(part.base.unit, 1))
        days = stretch_of(later, today, ahead=True) if part.base.offset == 0 else days
    if days is None:
        return None
    middle = part.edge is Edge.MIDDLE
    month = (days.after - days.first).days == 10
    return days.first + timedelta(days=4 if month else 0) if middle else days.first


def _bounds_time(words: DateWords) -> bool:
    """Say whether a time alone bounds a filter: «после 15:00», «с 10 до 12»."""
    return isinstance(words.time, ClockSpan) or words.time_bound in (
        Bound.AFTER,
        Bound.FROM,
        Bound.UNTIL,
    )


def _timed_range(words: DateWords, days: Stretch, now: datetime) -> DateRange | None:
    """Narrow a day by «после 15:00», «до 12», «с 10 до 12»."""
    if isinstance(words.time, ClockSpan):
        start = at_time(days.first, words.time.start.reading(), now)
        return DateRange(start, at_time(days.first, words.time.stop.reading(), now))
    if not isinstance(words.time, Clock) or words.bound is not Bound.AT:
        return None
    at = at_time(days.first, words.time.reading(), now)
    if words.time_bound in (Bound.AFTER, Bound.FROM):
        return DateRange(at, _midnight(days.after, now))
    if words.time_bound is Bound.UNTIL:
        return DateRange(_midnight(days.first, now), at)
    return None


def _bounded(bound: Bound, days: Stretch, now: datetime) -> DateRange:
    first, after = _midnight(days.first, now), _midnight(days.after, now)
    match bound:
        case Bound.AT | Bound.BY:
            return DateRange(first, after)
        case Bound.UNTIL:
            return DateRange(None, first)
        case Bound.THROUGH:
            return DateRange(None, after)
        case Bound.FROM:
            return DateRange(first, None)
        case Bound.AFTER:
            return DateRange(after, None)


def _exact_range(length: Recent | Away | Coming, now: datetime, ahead: bool) -> DateRange:
    """Return «за последний час», «2 часа назад», «в ближайший час» to the moment."""
    back = isinstance(length, Recent) or length.count < 0 or not ahead
    other = _moved(now, -abs(length.count) if back else length.count, length.unit)
    return DateRange(other, now) if back else DateRange(now, other)


def _moved(now: datetime, count: Fraction, unit: Unit) -> datetime:
    """Return the moment so many hours or minutes away, right across a change of the clock."""
    minutes = float(count) * (60 if unit is Unit.HOUR else 1)
    moved = now.astimezone(UTC) + timedelta(minutes=minutes)
    return moved.astimezone(now.tzinfo).replace(microsecond=0)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
