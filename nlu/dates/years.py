"""What is said of the year after a day or a month: «2026 г.», «прошлого года», «26-го года»."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.dates.line import Line
from nlu.dates.vocabulary import Term

FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class YearSaid:
    """A year, or years from this one, and where the words end."""

    stop: int
    year: int | None = None
    offset: int | None = None


def year_after(line: Line, i: int) -> YearSaid:
    """Read what is said of the year at token `i`; nothing said ends where it began."""
    run = line.digits(i)
    if len(run) == 4 and FIRST_YEAR <= int(run) <= LAST_YEAR and not line.glued_mark(i + 1, ":-"):
        return YearSaid(word_of_year(line, i + 1) or i + 1, int(run))
    which = line.term(i, Term.WHICH)
    if which is not None and line.term(i + 1, Term.YEAR) and which.lstrip("-").isdigit():
        return YearSaid(i + 2, offset=int(which))
    return _short_or_spoken(line, i)


def _short_or_spoken(line: Line, i: int) -> YearSaid:
    found = line.ordinal(i) or (line.number(i) if len(line.digits(i)) == 2 else None)
    if found is None:
        return YearSaid(i)
    stop = word_of_year(line, found.stop)
    if FIRST_YEAR <= found.value <= LAST_YEAR:
        return YearSaid(stop or found.stop, found.value)
    if 0 <= found.value <= 99 and stop:
        return YearSaid(stop, 2000 + found.value)
    return YearSaid(i)


def word_of_year(line: Line, i: int) -> int | None:
    """Return where «года», «г.» at `i` ends, None when there is none."""
    if line.term(i, Term.YEAR) is None:
        return None
    return i + 1 + (line.norm(i) == "г" and line.norm(i + 1) == "." and line.glued(i + 1))
