"""Stretches of time of one shape that follow each other: last week, the month before."""

from __future__ import annotations

from datetime import datetime, timedelta

from nlu.dates.arithmetic import add_months
from nlu.values import DateRange

_WEEK = 7
_SPANS = frozenset({1, 3, 6, 12})


def neighbour(start: datetime, stop: datetime, around: datetime, steps: int) -> DateRange | None:
    """Return the day, week or stretch of months so many steps from the one around a moment."""
    day = around.replace(hour=0, minute=0, second=0, microsecond=0)
    days = (stop - start).days
    rolling = _rolling(start, stop, day)
    if rolling:
        return _months(day, rolling, steps)
    if days == 1:
        first = day + timedelta(days=steps)
        return DateRange(first, first + timedelta(days=1))
    if days == _WEEK and (start.weekday() == 0 or stop == day + timedelta(days=1)):
        first = day + timedelta(days=steps * _WEEK - day.weekday())
        return DateRange(first, first + timedelta(days=_WEEK))
    months = (stop.year - start.year) * 12 + stop.month - start.month
    if start.day != 1 or stop.day != 1 or months not in _SPANS:
        return None
    return _months(day, months, steps)


def counterpart(period: DateRange, now: datetime) -> DateRange | None:
    """Return what a stretch is compared with when that is not said: the one now, else the last."""
    if period.start is None or period.stop is None:
        return None
    lasts = period.start <= now < period.stop
    return neighbour(period.start, period.stop, now, -1 if lasts else 0)


def _rolling(start: datetime, stop: datetime, day: datetime) -> int:
    """Return of how many months a stretch up to today is («за месяц»), 0 where it is none."""
    if stop != day + timedelta(days=1) or start.day == 1:
        return 0
    return next((months for months in sorted(_SPANS) if moved(day, -months) == start), 0)


def _months(day: datetime, months: int, steps: int) -> DateRange:
    opening = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return DateRange(moved(opening, steps * months), moved(opening, (steps + 1) * months))


def moved(day: datetime, months: int) -> datetime:
    """Return the same day so many months on."""
    return datetime.combine(add_months(day.date(), months), day.timetz())
