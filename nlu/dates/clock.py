"""Times of the day: «15:00», «в 16 00», «в 9 утра», «без четверти пять», «часов в 10»."""

from __future__ import annotations

from nlu.dates.counted import counts_something, stands_apart
from nlu.dates.days import Impossible
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.minutes import minutes_after
from nlu.dates.vocabulary import Term
from nlu.dates.words import Clock, ClockSpan, DateWords, DayPart, Half
from nlu.types import Found

_WEAK = 0.5
_LONGEST_SPAN = 3
_WORKING_HOURS = range(7, 23)


def time_in_digits(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «15:00», and after a preposition «15.30», «16-00»."""
    hour, minute = line.digits(i), line.digits(i + 2)
    said = prefix.hour or prefix.near
    if not hour or len(hour) > 2 or len(minute) != 2 or line.continues(i):
        return None
    if not line.glued_mark(i + 1, ":.-" if said else ":") or counts_something(line, i + 3, 0, ""):
        return None
    stop = i + 3
    if line.norm(i + 1) == ":":
        stop += 2 * (line.glued_mark(stop, ":") and len(line.digits(stop + 1)) == 2)
    marks = ".:/" if line.norm(i + 1) == ":" else ".-:/"
    if line.glued_mark(stop, marks) and line.digits(stop + 1):
        return None
    if int(minute) > 59 or int(hour) > 24:
        impossible = line.norm(i + 1) == ":"
        return Found(i, stop, DateWords(Impossible())) if impossible else None
    sure = line.norm(i + 1) != "-" or prefix.hour == "sure" or prefix.near
    if line.norm(i + 1) == "-" and not prefix.word and 0 < int(minute) - int(hour) <= _LONGEST_SPAN:
        span = ClockSpan(Clock(int(hour)), Clock(int(minute)))
        return Found(i, stop, DateWords(None, span), 1.0 if sure else _WEAK)
    return _timed(line, i, stop, hour, int(minute), 1.0 if sure else _WEAK)


def hour_said(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «в 3», «к девяти», «в 15 часов», «в пятнадцать тридцать», «3 часа дня», «9 утра»."""
    number = None if line.continues(i) else line.number(i)
    if number is None or number.value > 24 or line.is_collective(i):
        return None
    if line.is_number(i) and number.stop > i + 1:
        return None
    stop = _after_hours(line, number.stop)
    hours = stop > number.stop
    minutes = _minutes(line, stop, prefix, hours=hours)
    stop = minutes.stop if minutes else stop
    half = line.term(stop, Term.HALF_DAY) is not None
    if line.norm(stop) == "дня" and not (hours or prefix.word or prefix.near):
        return None
    plain = hours or minutes is not None
    if not half and not _may_be_hour(line, number, stop, prefix, plain):
        return None
    score = 1.0 if half or hours or prefix.hour == "sure" or prefix.near else _WEAK
    said = line.digits(i) or str(number.value)
    return _timed(line, i, stop, said, minutes.value if minutes else 0, score)


def one_o_clock(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «в час», «к часу дня», «в час тридцать», «час ночи»."""
    if line.term(i, Term.UNIT) != "hour" or not line.has_case(i, "sing"):
        return None
    minutes = _minutes(line, i + 1, prefix, hours=True)
    stop = minutes.stop if minutes else i + 1
    half = line.term(stop, Term.HALF_DAY) is not None
    if not half and (prefix.away or not prefix.hour):
        return None
    return _timed(line, i, stop, "1", minutes.value if minutes else 0, 1.0)


def spoken_clock(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «полпятого», «половина шестого», «четверть шестого», «десять минут шестого»."""
    half_past = line.term(i, Term.HALF_PAST)
    if half_past is not None:
        return _timed(line, i, i + 1, str(int(half_past) or 12), 30, 1.0)
    minute, at = _minutes_of_next(line, i)
    if minute is None:
        return None
    hour = line.ordinal(at)
    if hour is None or not 1 <= hour.value <= 12 or not line.has_case(at, "gent"):
        return None
    return _timed(line, i, hour.stop, str(hour.value - 1 or 12), minute, 1.0)


def minutes_to(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «без четверти пять», «без пятнадцати три», «без 5 минут час»."""
    if line.term(i, Term.SPOKEN_CLOCK) != "without":
        return None
    quarter = line.term(i + 1, Term.SPOKEN_CLOCK) == "quarter"
    number = None if quarter else _minutes_short_of(line, i + 1)
    minute = 15 if quarter else number.value if number else 0
    at = i + 2 if quarter else number.stop if number else i
    at += line.term(at, Term.UNIT) == "minute"
    hour = line.number(at)
    if hour is None and line.term(at, Term.UNIT) == "hour":
        hour = Found(at, at + 1, 1)
    if hour is None or not 1 <= hour.value <= 24 or not 1 <= minute <= 30:
        return None
    stop = hour.stop + (hour.value != 1 and line.term(hour.stop, Term.UNIT) == "hour")
    return _timed(line, i, stop, str(hour.value - 1 or 12), 60 - minute, 1.0)


def _minutes_short_of(line: Line, i: int) -> Found[int] | None:
    """Read «двадцати» of «без двадцати шесть», which would else be twenty-six."""
    number = line.number(i)
    tens = number is not None and number.stop == i + 2 and number.value % 10
    if not line.has_case(i + 1, "nomn"):
        return number
    if number is None or not tens:
        return number
    return Found(i, i + 1, number.value - tens)


def part_of_day(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «утром», «после обеда», «в полдень», «к вечеру», «ближе к обеду»."""
    part = line.phrase("part", i)
    if part is None:
        return None
    of_day = line.term(part.stop, Term.WEEKDAY) or line.term(part.stop, Term.DAY)
    if line.norm(i) in ("утро", "вечер") and not (prefix.word or prefix.near or of_day):
        return None
    if line.term(part.stop, Term.NOT_AFTER_LENGTH) and part.stop == i + 1:
        return None
    return Found(i, part.stop, DateWords(None, DayPart(int(part.value[:2]))))


def _timed(line: Line, i: int, stop: int, hour: str, minute: int, score: float) -> Piece:
    """Make a clock piece, reading «утра» or «вечера» after it."""
    half = line.term(stop, Term.HALF_DAY)
    stop += half is not None
    stop += line.term(stop, Term.EXACT) is not None
    value = int(hour)
    clock = Clock(value, minute, _half(half, value, hour.startswith("0")))
    if half == "night" and value == 12:
        clock = Clock(24, minute, Half.AS_SAID)
    if clock.hour == 24 and clock.minute:
        clock = Clock(0, clock.minute, Half.AS_SAID)
    return Found(i, stop, DateWords(None, clock), score)


def _half(said: str | None, hour: int, padded: bool) -> Half:
    """Say what half of the day was said; «07:30» with its nought is a 24-hour clock."""
    if said == "evening" or (said == "night" and hour in (9, 10, 11)):
        return Half.EVENING
    if said is not None:
        return Half.MORNING
    return Half.AS_SAID if padded else Half.UNSAID


def _after_hours(line: Line, i: int) -> int:
    """Step over «часов», «ч.»."""
    if line.term(i, Term.UNIT) != "hour":
        return i
    return i + 1 + (line.norm(i + 1) == "." and line.glued(i + 1))


def _minutes(line: Line, i: int, prefix: Prefix, *, hours: bool) -> Found[int] | None:
    if not (prefix.word or prefix.near or hours) or prefix.away in ("ahead", "within"):
        return None
    return minutes_after(line, i, hours=hours)


def _minutes_of_next(line: Line, i: int) -> tuple[int | None, int]:
    said = line.term(i, Term.SPOKEN_CLOCK)
    if said in ("half", "quarter"):
        return (30 if said == "half" else 15), i + 1
    number = line.number(i)
    if number is None or line.term(number.stop, Term.UNIT) != "minute" or number.value > 30:
        return None, i
    return number.value, number.stop + 1


def _set_off(line: Line, hour: Found[int]) -> bool:
    """«Завтра, 12, набрать …», «завтра 11 созвон»: a bare hour between a day and what it is for."""
    ends = hour.stop == line.size or (
        line.norm(hour.stop) in {",", "-", ":"} and not line.glued(hour.stop + 1)
    )
    ends = ends or (stands_apart(line, hour.stop) and not line.term(hour.stop, Term.RECORD))
    return ends and line.is_number(hour.first) and hour.value in _WORKING_HOURS


def _ends_count(line: Line, first: int) -> bool:
    """«С 5 этажей на 7», «с 10 штук до 12»: as many as it was, then as many as it is to be."""
    counted = line.number(first - 2) if first > 2 else None
    led = counted is not None and line.norm(first - 3) in ("с", "со", "от")
    return led and not line.terms(first - 1) and counts_something(line, first - 1, 5, "")


def _may_be_hour(line: Line, hour: Found[int], stop: int, prefix: Prefix, plain: bool) -> bool:
    """Say whether a number without «утра» is an hour, from what stands round it."""
    if prefix.away in ("ahead", "within", "over"):
        return False
    if prefix.near and (plain or _set_off(line, hour)):
        return True
    if not plain and _ends_count(line, prefix.first):
        return False
    if prefix.hour is None:
        return False
    if plain:
        return prefix.away != "lasting" or stop > hour.stop + 1 or line.is_number(hour.stop)
    if line.number(stop) or (line.norm(stop) == "(" and line.is_number(stop + 1)):
        return False
    if line.glued_mark(stop, ".-:/,") and line.digits(stop + 1):
        return False
    return not counts_something(line, stop, hour.value, prefix.word)
