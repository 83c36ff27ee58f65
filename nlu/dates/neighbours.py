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
    if days == 1:
        first = day + timedelta(days=steps)
        return DateRange(first, first + timedelta(days=1))
    if days == _WEEK and start.weekday() == 0:
        first = day + timedelta(days=steps * _WEEK - day.weekday())
        return DateRange(first, first + timedelta(days=_WEEK))
    months = (stop.year - start.year) * 12 + stop.month - start.month
    if start.day != 1 or stop.day != 1 or months not in _SPANS:
        return None
    opening = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return DateRange(moved(opening, steps * months), moved(opening, (steps + 1) * months))


def moved(day: datetime, months: int) -> datetime:
    """Return the same day so many months on."""
    return datetime.combine(add_months(day.date(), months), day.timetz())
