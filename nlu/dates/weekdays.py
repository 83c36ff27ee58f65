"""Days of the week, weekends, and «первый понедельник месяца»."""

from __future__ import annotations

from nlu.dates.days import Between, NthWeekday, Period, Vague, Weekday, Weekend, YearPart
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.parts_of import base_at
from nlu.dates.vocabulary import Term
from nlu.dates.words import DateWords
from nlu.types import Found

_SHORT = 4


def weekday(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «в пятницу», «к понедельнику», «пт»; «по пятницам» and «в среде» are no day."""
    number = line.term(i, Term.WEEKDAY)
    if number is None:
        return None
    short = len(line.norm(i)) <= _SHORT or not line.tokens[i].parses
    if line.has_case(i, "plur") and not line.has_case(i, "sing") and not short:
        return Found(i, i + 1, DateWords(Vague()))
    if line.norm(i) == "среде" and prefix.word in ("в", "на", "о"):
        return None
    if short and not _stands_alone(line, i, prefix):
        return None
    dot = short and line.norm(i + 1) == "." and line.glued(i + 1) and i + 2 < line.size
    if not short and not prefix.word and _is_named_day(line, i):
        return None
    back = prefix.away == "over"
    return Found(i, i + 1 + dot, DateWords(Weekday(int(number)), back=back))


def _is_named_day(line: Line, i: int) -> bool:
    """«Скидки чёрной пятницы», «вербное воскресенье»: an adjective makes a feast of a weekday."""
    if i == line.floor or line.terms(i - 1):
        return False
    return any(
        parse.pos == "ADJF" and not parse.grammemes & {"Apro"}
        for parse in line.tokens[i - 1].parses[:1]
    )


def pair(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «пн-пт», «вторник-среда», «январь-март»."""
    days, months = line.term(i, Term.WEEKDAYS), line.term(i, Term.MONTHS)
    first, last = map(int, (days or months or "0-0").split("-"))
    if days:
        value = Between(Weekday(first), Weekday(last), through=True)
    elif months:
        value = Between(YearPart(first, 1), YearPart(last, 1), through=True)
    else:
        return None
    return Found(i, i + 1, DateWords(value, back=prefix.away == "over"))


def repeated(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «каждый понедельник»: time words, but no single day."""
    if line.term(i, Term.REPEAT) is None:
        return None
    at = i + (line.term(i + 1, Term.WORKDAY) is not None)
    named = line.term(at + 1, Term.WEEKDAY) or line.term(at + 1, Term.UNIT) in ("day", "week")
    adverb = line.norm(i).endswith("но")
    return Found(i, at + 2 if named else i + 1, DateWords(Vague())) if named or adverb else None


def weekend(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «в выходные», «на выходных»."""
    if line.term(i, Term.WEEKEND) is None:
        return None
    return Found(i, i + 1, DateWords(Weekend(), back=prefix.away == "over"))


def nth_weekday(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «первый понедельник марта», «последнюю пятницу месяца»."""
    last = line.term(i, Term.WHICH) == "recent"
    nth = line.ordinal(i)
    at = i + 1 if last else nth.stop if nth else i
    number = line.term(at, Term.WEEKDAY)
    base = base_at(line, at + 1) if number is not None and at > i else None
    if number is None or base is None or not isinstance(base.value, Period | YearPart):
        return None
    which = -1 if last else nth.value if nth else 0
    if which != -1 and not 1 <= which <= 5:
        return None
    return Found(i, base.stop, DateWords(NthWeekday(which, int(number), base.value)))


def _stands_alone(line: Line, i: int, prefix: Prefix) -> bool:
    """Say whether an abbreviation is a weekday here: «в ср», «пт 15:00», not «ср. чек»."""
    at = i + 1 + (line.norm(i + 1) == "." and line.glued(i + 1))
    if prefix.word or prefix.near or at >= line.size:
        return True
    if line.digits(at) or line.norm(at) in ("в", "к", "до", ",", "-", "утром", "днем", "вечером"):
        return True
    return line.norm(i) not in ("ср", "вс", "сб") and line.norm(i + 1) != "."
