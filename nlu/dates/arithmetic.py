"""Counting on a calendar: months, working days, days that exist."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from nlu.dates.days import Unit

ONE_DAY = timedelta(days=1)
FRIDAY, WEEK = 4, 7
MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}


def shifted(day: date, count: Fraction, unit: Unit) -> date:
    """Return the day `count` units later; the 31st yields to a shorter month's last day."""
    whole = int(count)
    if unit in MONTHS_IN:
        return add_months(day, whole * MONTHS_IN[unit])
    if unit is Unit.WORKDAY:
        return _add_workdays(day, whole)
    return day + timedelta(days=whole * (WEEK if unit is Unit.WEEK else 1))


def add_months(day: date, months: int) -> date:
    """Return the same day of a month so many months later, or that month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_workdays(day: date, count: int) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while day.weekday() > FRIDAY:
            day += step
    return day


def existing(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None for a 30 February."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None
