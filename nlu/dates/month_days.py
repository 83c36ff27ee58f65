"""Days of a month in words: «5 марта», «двадцать пятого», «5 числа», «с 1 по 15 марта»."""

from __future__ import annotations

from dataclasses import replace

from nlu.dates.counted import counts_something, follows_as_noun
from nlu.dates.days import Between, CalendarDay, Day, Impossible
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.numeric import exists
from nlu.dates.vocabulary import Term
from nlu.dates.words import Bound, DateWords
from nlu.dates.years import year_after
from nlu.types import Found, Kind

_ENDINGS = frozenset({"го", "ого", "его", "е", "ое", "му", "ому", "числа"})
_LINKS = frozenset({"-", "и", "или", ",", "по", "до", "на"})
_BARE = 0.7
_DAYS = 31
_HOURS = 24


def day_of_month(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read a day, or several joined by «по», «до», a dash, that share one month."""
    number = None if line.continues(i) else _day_number(line, i)
    if number is None:
        return None
    several = _several(line, i, number, prefix)
    return several or _with_month(line, i, number) or _without_month(line, i, number)


def number_of_month(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «числа 10», «числа пятого»."""
    if line.term(i, Term.DATE_OF_MONTH) is None:
        return None
    number = _day_number(line, i + 1)
    if number is None or not 1 <= number.value <= _DAYS:
        return None
    return Found(i, number.stop, DateWords(CalendarDay(number.value)))


def _day_number(line: Line, i: int) -> Found[int] | None:
    found = line.ordinal(i) or line.number(i)
    if found is None or found.value > 99 or len(line.digits(i)) > 2:
        return None
    return found


def _with_month(line: Line, i: int, number: Found[int]) -> Piece | None:
    stop = number.stop + (line.term(number.stop, Term.DATE_OF_MONTH) is not None)
    month = line.term(stop, Term.MONTH)
    if month is None:
        return _of_this_month(line, i, number, stop)
    year = year_after(line, _after_month(line, stop))
    if not exists(number.value, int(month), year.year):
        return Found(i, year.stop, DateWords(Impossible()))
    day = CalendarDay(number.value, int(month), year.year, year_offset=year.offset)
    return Found(i, year.stop, DateWords(day))


def _of_this_month(line: Line, i: int, number: Found[int], stop: int) -> Piece | None:
    """Read «5 числа следующего месяца», «15-го этого месяца»."""
    which = line.term(stop, Term.WHICH)
    if which is None or line.term(stop + 1, Term.UNIT) != "month" or not 1 <= number.value <= _DAYS:
        return None
    if not which.lstrip("-").isdigit():
        return None
    day = CalendarDay(number.value, month_offset=int(which))
    return Found(i, stop + 2, DateWords(day))


def _without_month(line: Line, i: int, number: Found[int]) -> Piece | None:
    """Read «5-го», «пятого», «5 числа»: the month is left to the clock."""
    if not 1 <= number.value <= _DAYS:
        return None
    day = DateWords(CalendarDay(number.value))
    if line.term(number.stop, Term.DATE_OF_MONTH):
        stop = number.stop + 1
        stop += line.term(stop, Term.UNIT) == "month"
        return Found(i, stop, day)
    spoken = line.tokens[i].kind is not Kind.NUMBER
    if spoken and (line.ordinal(i) is None or not _day_form(line, number)):
        return None
    if not spoken and (number.stop == i + 1 or line.norm(number.stop - 1) not in _ENDINGS):
        return None
    last = line.norm(number.stop - 1)
    if follows_as_noun(line, number.stop, last) or line.term(number.stop, Term.UNIT):
        return None
    return Found(i, number.stop, day, _BARE if spoken else 1.0)


def _day_form(line: Line, number: Found[int]) -> bool:
    """Say whether a spoken ordinal stands as a day does: «пятого», «к пятому», «на пятое»."""
    last = line.tokens[number.stop - 1]
    if last.norm.endswith(("ого", "его", "ье", "ое", "ому", "ему")):
        return not (last.norm.endswith(("ой", "ей")))
    return False


def _several(line: Line, i: int, number: Found[int], prefix: Prefix) -> Piece | None:
    """Read «с 1 по 15 марта», «1–15 марта», «между 1 и 15 числа»."""
    link = line.norm(number.stop)
    if link not in _LINKS:
        return None
    dash = link == "-"
    opened = prefix.bound is Bound.FROM or prefix.word == "от"
    if link == "на":
        return _moved_to(line, number) if opened else None
    second = _day_number(line, number.stop + 1)
    if second is None:
        return None
    next_day = link in ("и", "или", ",") and second.value == number.value + 1
    if not dash and not next_day and not (opened and link in ("по", "до", "и")):
        return None
    last = _with_month(line, number.stop + 1, second) or _plain_last(line, number, second, link)
    if last is None:
        return None
    day = _between(number.value, last.value.day, through=link != "до")
    return Found(i, last.stop, DateWords(day)) if day is not None else None


def _moved_to(line: Line, first: Found[int]) -> Piece | None:
    """Read the day a task is moved to: «с 20 на 27 сентября», «с 20 на 27»."""
    second = _day_number(line, first.stop + 1)
    if second is None or not 1 <= first.value <= _DAYS:
        return None
    last = _with_month(line, first.stop + 1, second)
    if last is None and _HOURS < second.value <= _DAYS:
        last = Found(second.first, second.stop, DateWords(CalendarDay(second.value)))
    return None if last is None else replace(last, first=first.first)


def _plain_last(line: Line, first: Found[int], last: Found[int], link: str) -> Piece | None:
    """Read the end of «с 1 по 15» and «с 1 до 15 числа», which names no month."""
    stop = last.stop
    if line.term(stop, Term.DATE_OF_MONTH):
        return Found(first.stop + 1, stop + 1, DateWords(CalendarDay(last.value)))
    later = 1 <= first.value < last.value <= _DAYS
    if link != "по" or not later or counts_something(line, stop, last.value, ""):
        return None
    if line.term(stop, Term.HALF_DAY) or line.glued_mark(stop, ".:-/"):
        return None
    return Found(first.stop + 1, stop, DateWords(CalendarDay(last.value)))


def _between(first: int, last: Day | None, through: bool) -> Day | None:
    if isinstance(last, Impossible):
        return last
    if not isinstance(last, CalendarDay) or not 1 <= first <= _DAYS:
        return None
    start = replace(last, day=first)
    if last.month is not None and not exists(first, last.month, last.year):
        return Impossible()
    if first > last.day and last.month is not None:
        return None
    return Between(start, last, through)


def _after_month(line: Line, i: int) -> int:
    """Step over a month and the dot of its abbreviation."""
    short = len(line.norm(i)) <= 5 and line.norm(i + 1) == "." and line.glued(i + 1)
    lemma = not line.tokens[i].lemmas.isdisjoint({line.norm(i)}) and len(line.norm(i)) > 4
    return i + 1 + (short and not lemma)
