"""Minutes said after an hour: «в 15 30», «в пятнадцать тридцать», «15 часов 30 минут»."""

from __future__ import annotations

from nlu.dates.counted import counts_something
from nlu.dates.line import Line
from nlu.dates.vocabulary import Term
from nlu.types import Found

_MOST = 59
_TWO_DIGITS = 2


def minutes_after(line: Line, i: int, *, hours: bool) -> Found[int] | None:
    """Read the minutes at token `i`.

    Args:
        hours: «часов» stands before, so that a bare «м» means minutes.
    """
    if line.term(i, Term.SHARP):
        return Found(i, i + 1, 0)
    number = line.number(i)
    if number is None or number.value > _MOST:
        return None
    named = line.term(number.stop, Term.UNIT) == "minute"
    named = named or (hours and bool(line.digits(i)) and line.norm(number.stop) == "м")
    if named:
        return Found(i, number.stop + 1, number.value)
    if counts_something(line, number.stop, number.value, ""):
        return None
    return _in_digits(line, number) if line.digits(i) else _in_words(line, number)


def _in_digits(line: Line, number: Found[int]) -> Found[int] | None:
    """Take two digits that no date goes on from: «16 00», not «11 12 августа»."""
    goes_on = line.term(number.stop, Term.MONTH) or line.glued_mark(number.stop, ".-:/")
    fits = len(line.digits(number.first)) == _TWO_DIGITS and not goes_on
    return number if fits else None


def _in_words(line: Line, number: Found[int]) -> Found[int] | None:
    """Take «тридцать», «ноль пять», «ноль ноль», but no bare «пять»."""
    if number.value >= 10:
        return None if line.term(number.stop, Term.MONTH) else number
    unit = line.number(number.stop) if number.value == 0 else None
    if unit is None or unit.value >= 10:
        return None
    return Found(number.first, unit.stop, unit.value)
