"""Moving a deadline: «на час», «на день позже» as an ISO 8601 duration, and applying one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from nlu.dates.arithmetic import shifted
from nlu.dates.days import Unit
from nlu.dates.words import DateWords

_LETTERS = {Unit.DAY: "D", Unit.WORKDAY: "D", Unit.MONTH: "M", Unit.YEAR: "Y"}
_DAYS_IN_WEEK = 7
_ISO = re.compile(
    r"(?P<sign>-?)P(?:(?P<year>\d{1,4})Y)?(?:(?P<month>\d{1,4})M)?(?:(?P<week>\d{1,4})W)?"
    r"(?:(?P<day>\d{1,5})D)?(?:T(?:(?P<hour>\d{1,5})H)?(?:(?P<minute>\d{1,6})M)?)?"
)


def as_shift(words: DateWords) -> str | None:
    """Return the ISO 8601 duration of a bare length («на полчаса раньше» → "-PT30M") or None.

    Weeks are given in days («на неделю» → "P7D"), which the standard lets join other parts.
    """
    length = words.length
    if length is None or not length.count:
        return None
    sign, count = ("-" if length.count < 0 else ""), abs(length.count)
    if length.unit in (Unit.HOUR, Unit.MINUTE):
        return sign + _clock_part(count, length.unit)
    if length.unit is Unit.WEEK:
        return f"{sign}P{int(count) * _DAYS_IN_WEEK}D"
    return f"{sign}P{int(count)}{_LETTERS[length.unit]}"


def apply_shift(at: datetime, shift: str) -> datetime:
    """Return a moment moved by an ISO 8601 duration.

    Args:
        at: aware; days, weeks, months and years keep its time of day, hours and minutes are exact.
        shift: such as "PT1H", "-P1D", "P2W".

    Raises:
        ValueError: `shift` is no duration, or the calendar does not reach that far.
    """
    match = _ISO.fullmatch(shift)
    if match is None or not any(match.group(unit) for unit in Unit if unit in match.groupdict()):
        raise ValueError(f"not an ISO 8601 duration: {shift!r}")
    sign = -1 if match["sign"] else 1
    day = at.date()
    try:
        for unit in (Unit.YEAR, Unit.MONTH, Unit.WEEK, Unit.DAY):
            day = shifted(day, Fraction(sign * int(match[unit] or 0)), unit)
        moved = datetime.combine(day, at.timetz())
        exact = timedelta(hours=int(match["hour"] or 0), minutes=int(match["minute"] or 0))
        return (moved.astimezone(UTC) + sign * exact).astimezone(at.tzinfo)
    except (OverflowError, ValueError) as error:
        raise ValueError(f"the calendar does not reach {shift!r} from there") from error


def _clock_part(count: Fraction, unit: Unit) -> str:
    minutes = round(count * 60) if unit is Unit.HOUR else round(count)
    if unit is Unit.MINUTE:
        return f"PT{minutes}M"
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
