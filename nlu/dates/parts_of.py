"""Beginnings, middles and ends: «до конца недели», «в середине марта», «с начала года»."""

from __future__ import annotations

from nlu.dates.days import Day, Edge, PartOf, Period, RelativeDay, Unit, YearPart
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term
from nlu.dates.words import DateWords
from nlu.dates.years import FIRST_YEAR, LAST_YEAR, word_of_year, year_after
from nlu.types import Found

_HALVES = (Edge.FIRST_HALF, Edge.SECOND_HALF)
_DECADES = (Edge.START, Edge.MIDDLE, Edge.END)
_WHOLE = {"day", "week", "month", "quarter", "half_year", "year"}


def edge_of(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «конец недели», «начало марта», «конец завтрашнего дня»."""
    edge = line.term(i, Term.EDGE)
    base = base_at(line, i + 1) if edge else None
    if edge is None or base is None:
        return None
    if isinstance(base.value, RelativeDay):
        return Found(i, base.stop, DateWords(base.value))
    if isinstance(base.value, Period | YearPart):
        return Found(i, base.stop, DateWords(PartOf(Edge(edge), base.value)))
    return None


def edge_day(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «последний день месяца», «первый день квартала», «последнее число марта»."""
    last = line.term(i, Term.WHICH) == "recent"
    first = line.ordinal(i)
    if not last and (first is None or first.value != 1 or first.stop != i + 1):
        return None
    workday = line.term(i + 1, Term.WORKDAY) is not None
    at = i + 1 + workday
    if not (line.term(at, Term.UNIT) == "day" or line.term(at, Term.DATE_OF_MONTH)):
        return None
    base = base_at(line, at + 1)
    if base is None or not isinstance(base.value, Period | YearPart):
        return None
    edge = Edge.LAST_DAY if last else Edge.FIRST_DAY
    return Found(i, base.stop, DateWords(PartOf(edge, base.value)))


def share_of(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «вторая половина марта», «первая декада месяца»."""
    last = line.term(i, Term.WHICH) == "recent"
    nth = line.ordinal(i)
    at = i + 1 if last else nth.stop if nth else i
    share = line.term(at, Term.SHARE)
    base = base_at(line, at + 1) if share else None
    if base is None or not isinstance(base.value, Period | YearPart):
        return None
    edges = _HALVES if share == "half" else _DECADES
    number = len(edges) if last else nth.value if nth else 0
    if not 1 <= number <= len(edges) or base.value == Period(Unit.DAY, 0):
        return None
    return Found(i, base.stop, DateWords(PartOf(edges[number - 1], base.value)))


def base_at(line: Line, i: int) -> Found[Day] | None:
    """Read the period whose part is meant: «недели», «следующего месяца», «марта 2026 года»."""
    which = line.term(i, Term.WHICH)
    offset = int(which) if which and which.lstrip("-").isdigit() else 0
    at = i + (which is not None)
    at += line.term(at, Term.WORKDAY) is not None
    month, unit = line.term(at, Term.MONTH), line.term(at, Term.UNIT)
    if month is not None:
        year = year_after(line, at + 1)
        part = YearPart(int(month), 1, year.year, offset if which else year.offset)
        return Found(i, max(at + 1, year.stop), part)
    if unit in _WHOLE:
        return Found(i, at + 1, Period(Unit(unit), offset))
    return _day_or_year(line, i)


def _day_or_year(line: Line, i: int) -> Found[Day] | None:
    day, run = line.term(i, Term.DAY), line.digits(i)
    if day is not None and line.term(i + 1, Term.UNIT) == "day":
        return Found(i, i + 2, RelativeDay(int(day)))
    if len(run) == 4 and FIRST_YEAR <= int(run) <= LAST_YEAR:
        return Found(i, word_of_year(line, i + 1) or i + 1, YearPart(1, 12, int(run)))
    return None
