"""Dates in digits: 05.03, 05.03.26, 05/03/2026, 05-03-2026, 2026-03-05."""

from __future__ import annotations

from calendar import monthrange

from nlu.dates.counted import counts_something
from nlu.dates.days import CalendarDay, Day, Impossible
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.words import DateWords
from nlu.dates.years import FIRST_YEAR, LAST_YEAR, word_of_year
from nlu.types import Found

_LEAP = 2024


def date_in_digits(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read a date of two or three groups of digits; with «в» two groups are a time."""
    if not line.digits(i) or line.continues(i):
        return None
    if not line.glued_mark(i + 1, "./-"):
        return _spaced(line, i)
    mark, second = line.norm(i + 1), line.digits(i + 2)
    if not second:
        return None
    third = line.digits(i + 4) if line.norm(i + 3) == mark and line.glued_mark(i + 3, mark) else ""
    if not third:
        return _day_and_month(line, i, mark, prefix)
    stop = i + 5
    if line.glued_mark(stop, mark) and line.digits(stop + 1):
        return None
    if mark == "-" and len(third) == len(line.digits(i)):
        return None
    day = _three(line.digits(i), second, third)
    return None if day is None else Found(i, word_of_year(line, stop) or stop, DateWords(day))


def exists(day: int, month: int, year: int | None) -> bool:
    """Say whether a calendar has the day; without a year, whether some year has it."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP, month)[1]


def _day_and_month(line: Line, i: int, mark: str, prefix: Prefix) -> Piece | None:
    first, second = line.digits(i), line.digits(i + 2)
    if mark == "-" or len(first) > 2 or len(second) != 2 or prefix.word in ("в", "во"):
        return None
    stop = i + 3
    if line.glued_mark(stop, "./-:") and line.digits(stop + 1):
        return None
    day, month = int(first), int(second)
    if not (1 <= day <= 31 and 1 <= month <= 12) or counts_something(line, stop, 0, ""):
        return None
    if not exists(day, month, None):
        return Found(i, stop, DateWords(Impossible()))
    return Found(i, stop, DateWords(CalendarDay(day, month, numeric=True)))


def _spaced(line: Line, i: int) -> Piece | None:
    """Read «10 03 2026» as dictation writes it."""
    day, month, year = line.digits(i), line.digits(i + 1), line.digits(i + 2)
    if len(day) > 2 or len(month) != 2 or len(year) != 4 or line.digits(i + 3):
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR or not exists(int(day), int(month), int(year)):
        return None
    value = CalendarDay(int(day), int(month), int(year), numeric=True)
    return Found(i, word_of_year(line, i + 3) or i + 3, DateWords(value))


def _three(first: str, second: str, third: str) -> Day | None:
    if len(first) == 4 and len(second) <= 2 and len(third) <= 2:
        year, month, day = int(first), int(second), int(third)
        numeric = False
    elif len(first) <= 2 and len(second) <= 2 and len(third) in (2, 4):
        day, month, year = int(first), int(second), int(third)
        year += 2000 * (len(third) == 2)
        numeric = True
    else:
        return None
    if not 1 <= year <= 9998:
        return None
    if not exists(day, month, year):
        return Impossible()
    return CalendarDay(day, month, year, numeric=numeric)
