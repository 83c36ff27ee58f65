"""ISO 8601 durations as the contract uses them for shifts: PT1H, P1D, -P1W, P1M."""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta

_SHAPE = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>[0-9]{1,3})Y)?(?:(?P<months>[0-9]{1,4})M)?(?:(?P<weeks>[0-9]{1,4})W)?"
    r"(?:(?P<days>[0-9]{1,5})D)?"
    r"(?:T(?:(?P<hours>[0-9]{1,5})H)?(?:(?P<minutes>[0-9]{1,6})M)?(?:(?P<seconds>[0-9]{1,7})S)?)?"
)


def shifted(at: datetime, duration: str) -> datetime | None:
    """A local moment moved by a duration; None when that is no duration or no date.

    Args:
        at: aware, in the zone whose calendar counts.
    """
    found = _SHAPE.fullmatch(duration)
    if found is None:
        return None
    parts = {key: int(value or 0) for key, value in found.groupdict().items() if key != "sign"}
    sign = -1 if found["sign"] else 1
    try:
        moved = _months(at, sign * (parts["years"] * 12 + parts["months"]))
        return moved + sign * timedelta(
            weeks=parts["weeks"],
            days=parts["days"],
            hours=parts["hours"],
            minutes=parts["minutes"],
            seconds=parts["seconds"],
        )
    except (OverflowError, ValueError):
        return None


def _months(at: datetime, months: int) -> datetime:
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
