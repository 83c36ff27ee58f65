"""What is counted from now: «завтра», «на прошлой неделе», «в эту пятницу», «последние 3 дня»."""

from __future__ import annotations

from fractions import Fraction

from nlu.dates.days import (
    AllTime,
    CalendarDay,
    Coming,
    Day,
    Period,
    Recent,
    RelativeDay,
    Unit,
    Vague,
    Weekday,
    Weekend,
    YearPart,
)
from nlu.dates.lengths import length_at
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term
from nlu.dates.words import Bound, DateWords, DayPart
from nlu.types import Found

_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
_CALENDAR = {"week", "month", "quarter", "half_year", "year"}


def relative_day(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «сегодня», «завтра», «вчерашний», «завтрашний день»."""
    phrase = line.phrase("day", i)
    offset = phrase.value if phrase else line.term(i, Term.DAY)
    if offset is None:
        return None
    stop = phrase.stop if phrase else i + 1
    adjective = line.tokens[i].norm.endswith(("ий", "ее", "яя", "его", "ему", "ей", "им", "ем"))
    part = line.term(stop, Term.PART_NOUN) if adjective and line.has_case(stop, "sing") else None
    if part is not None and line.term(stop, Term.UNIT) is None:
        words = DateWords(RelativeDay(int(offset)), DayPart(int(part)), back=int(offset) < 0)
        return Found(i, stop + 1, words)
    stop += adjective and line.term(stop, Term.UNIT) == "day"
    return Found(i, stop, DateWords(RelativeDay(int(offset)), back=int(offset) < 0))


def whole_phrase(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «за всё время» and «на днях», which name no day."""
    phrase = line.phrase("whole", i)
    if phrase is None:
        return None
    day: Day = AllTime() if phrase.value == "everything" else Vague()
    return Found(i, phrase.stop, DateWords(day))


def of_period(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «прошлогодние» (сделки)."""
    said = line.term(i, Term.PERIOD_ADJECTIVE)
    if said is None:
        return None
    unit, offset = said.split()
    return Found(i, i + 1, DateWords(Period(Unit(unit), int(offset)), back=True))


def of_records(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «(крупнейшие сделки) месяца»: a period in the genitive right behind several records."""
    unit = line.term(i, Term.UNIT)
    several = line.term(i - 1, Term.RECORD) and line.has_case(i - 1, "plur")
    if unit not in _CALENDAR or not several or not line.has_case(i, "gent"):
        return None
    return Found(i, i + 1, DateWords(Period(Unit(unit), 0)))


def new_year(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «до нового года» as 31 December, «после нового года» as counted from 1 January."""
    phrase = line.phrase("new_year", i)
    if phrase is None or prefix.bound in (Bound.AT, Bound.THROUGH):
        return None
    before = prefix.bound in (Bound.UNTIL, Bound.BY)
    day = CalendarDay(31, 12) if before else CalendarDay(1, 1)
    return Found(i, phrase.stop, DateWords(day))


def which_one(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «прошлая неделя», «эту пятницу», «следующий март», «последние 3 дня»."""
    which = line.term(i, Term.WHICH)
    if which is None:
        return None
    at = i + 1 + (line.norm(i + 1) == "." and line.glued(i + 1))
    if which == "that":
        week = line.term(at, Term.UNIT) == "week"
        return Found(i, at + 1, DateWords(Period(Unit.WEEK, None))) if week else None
    if which in ("recent", "coming"):
        return _counted(line, i, at, back=which == "recent")
    return _several(line, i, at, int(which)) or _named(line, i, at, int(which))


def _counted(line: Line, i: int, at: int, *, back: bool) -> Piece | None:
    """Read «последние 3 дня», «последняя неделя», «ближайшие дни», «ближайшая пятница»."""
    number = line.term(at, Term.WEEKDAY)
    if number is not None:
        return Found(i, at + 1, DateWords(Weekday(int(number)), back=back))
    if line.term(at, Term.WEEKEND):
        return Found(i, at + 1, DateWords(Weekend(), back=back))
    length = length_at(line, at)
    if length is None:
        return None
    count, unit = length.value
    day: Day = Recent(count, unit) if back else Coming(count, unit)
    return Found(i, length.stop, DateWords(day, back=back))


def _several(line: Line, i: int, at: int, offset: int) -> Piece | None:
    """Read «прошлые 3 дня», «следующие две недели»: counted from today, not calendar ones."""
    if line.term(at, Term.UNIT) or line.term(at, Term.HALF_UNIT) or offset == 0:
        return None
    length = length_at(line, at)
    if length is None:
        return None
    count, unit = length.value
    day: Day = Recent(count, unit) if offset < 0 else Coming(count, unit)
    return Found(i, length.stop, DateWords(day, back=offset < 0))


def _named(line: Line, i: int, at: int, offset: int) -> Piece | None:
    at += line.term(at, Term.WORKDAY) is not None
    terms = line.terms(at) if at < line.size else {}
    day: Day | None = None
    if Term.WEEKDAY in terms:
        day = Weekday(int(terms[Term.WEEKDAY]), offset)
    elif Term.WEEKEND in terms:
        day = Weekend(offset)
    elif Term.MONTH in terms:
        day = YearPart(int(terms[Term.MONTH]), 1, year_offset=offset)
    elif Term.SEASON in terms:
        day = YearPart(_SEASONS[terms[Term.SEASON]], 3, year_offset=offset)
    elif terms.get(Term.UNIT) in _CALENDAR:
        day = Period(Unit(terms[Term.UNIT]), offset)
    elif terms.get(Term.UNIT) in ("day", "hour") and offset:
        return _next_unit(line, i, at, offset)
    if day is None:
        return _part_of_this_day(line, i, offset)
    return Found(i, at + 1, DateWords(day, back=offset < 0))


def _next_unit(line: Line, i: int, at: int, offset: int) -> Piece:
    """Read «на следующий день» and «за прошлый час»."""
    if line.term(at, Term.UNIT) == "day":
        return Found(i, at + 1, DateWords(RelativeDay(offset), back=offset < 0))
    day: Day = Coming(Fraction(1), Unit.HOUR) if offset > 0 else Recent(Fraction(1), Unit.HOUR)
    return Found(i, at + 1, DateWords(day, back=offset < 0))


def _part_of_this_day(line: Line, i: int, offset: int) -> Piece | None:
    """Read «этим утром», «сегодняшним вечером»'s kin «в этот вечер»."""
    part = line.phrase("part", i + 1) if offset == 0 else None
    if part is None:
        return None
    return Found(i, part.stop, DateWords(RelativeDay(0), DayPart(int(part.value[:2]))))
