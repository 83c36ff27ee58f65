"""Dates in foreign spelling from pasted mail («March 5, 2026», «5 Mar»); the home of dateparser.

Only a candidate of a few tokens round an English month name is ever given to it, with the order,
the language and the base pinned: what it guesses about a whole phrase is wrong too often.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from nlu.dates.days import CalendarDay
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term
from nlu.dates.words import DateWords
from nlu.dates.years import FIRST_YEAR, LAST_YEAR
from nlu.types import Found

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LEAP_BASE = datetime(2024, 1, 1)


def pasted_date(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «5 Mar», «March 5, 2026»: a day on either side of an English month name."""
    day = i if line.digits(i) else i + 1
    if not line.term(2 * i + 1 - day, Term.LATIN_MONTH) or not 1 <= len(line.digits(day)) <= 2:
        return None
    return None if line.continues(day) else _parsed(line, i, i + 2)


def _parsed(line: Line, first: int, stop: int) -> Piece | None:
    at = stop + (line.norm(stop) in (",", "."))
    run = line.digits(at)
    year = int(run) if len(run) == 4 and FIRST_YEAR <= int(run) <= LAST_YEAR else None
    text = " ".join(line.norm(k) for k in range(first, stop)) + (f" {year}" if year else "")
    day = _read(text)
    if day is None:
        return None
    value = CalendarDay(day.day, day.month, year)
    return Found(first, at + 1 if year else stop, DateWords(value))


@lru_cache(1)
def _parser() -> DateDataParser:
    """Load the library at the first such date: it is a tenth of a start, and few paste one."""
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        try_previous_locales=False,
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": _LEAP_BASE,
            "REQUIRE_PARTS": ["day", "month"],
            "PREFER_DATES_FROM": "current_period",
        },
    )


@lru_cache(256)
def _read(text: str) -> datetime | None:
    found: datetime | None = _parser().get_date_data(text).date_obj
    return found
