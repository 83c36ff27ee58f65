"""Lengths of time: «через 3 дня», «неделю назад», «за последние две недели», «на час позже»."""

from __future__ import annotations

from fractions import Fraction

from nlu.dates.days import Away, Coming, Day, Lasting, Period, Recent, RelativeDay, Unit
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term
from nlu.dates.words import Bound, DateWords
from nlu.types import Found

Length = Found[tuple[Fraction, Unit]]
_MOST = 9_999
_MOST_YEARS = 100
_BUILT = {Unit.QUARTER: (3, Unit.MONTH), Unit.HALF_YEAR: (6, Unit.MONTH)}


def length_at(line: Line, i: int) -> Length | None:
    """Read a length of time: «3 дня», «полтора часа», «неделю», «полгода», «2 часа 15 минут»."""
    rough = line.term(i, Term.ROUGH)
    if rough is not None:
        named, count = rough.split()
        return Found(i, i + 1, _plain(Fraction(count), Unit(named)))
    half = line.phrase("half_unit", i)
    if half is not None or line.term(i, Term.HALF_UNIT):
        unit = Unit(half.value if half else line.terms(i)[Term.HALF_UNIT])
        return Found(i, half.stop if half else i + 1, _plain(Fraction(1, 2), unit))
    if line.term(i, Term.SPOKEN_CLOCK) == "quarter" and line.term(i + 1, Term.UNIT) == "hour":
        return Found(i, i + 2, (Fraction(1, 4), Unit.HOUR))
    if line.term(i, Term.UNIT):
        return _one_and_half(line, i)
    amount = _amount(line, i)
    if amount is None or amount.value > _MOST:
        return None
    at = amount.stop + (line.term(amount.stop, Term.WHICH) in ("recent", "coming"))
    workday = line.term(at, Term.WORKDAY) is not None
    at += workday
    name = line.term(at, Term.UNIT)
    if name is None or (workday and name != Unit.DAY):
        return None
    unit = Unit.WORKDAY if workday else Unit(name)
    if unit is Unit.YEAR and amount.value > _MOST_YEARS:
        return None
    stop = at + 1
    stop += line.is_short_unit(at) and line.norm(stop) == "." and line.glued(stop)
    return _with_minutes(line, i, stop, amount.value, unit)


def away(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read a length after «через», «за», «в течение», «на», or before «назад», «позже»."""
    length = None if line.continues(i) else length_at(line, i)
    if length is None:
        return None
    count, unit = length.value
    back = line.phrase("ago", length.stop)
    if back is not None and back.value == "back" and prefix.away == "older":
        return Found(i, back.stop, DateWords(Away(-count, unit), bound=Bound.UNTIL, back=True))
    if back is not None and prefix.away in (None, "ahead") and back.value == "back":
        return Found(i, back.stop, DateWords(Away(-count, unit), back=True))
    if back is not None and back.value == "ahead":
        return Found(i, back.stop, DateWords(Away(count, unit)))
    moved = _moved(line, length, prefix)
    if moved is not None:
        return moved
    recent = any(line.term(k, Term.WHICH) == "recent" for k in range(i, length.stop))
    day = _introduced(prefix.away or ("over" if recent else None), count, unit)
    if isinstance(day, Lasting) and not _lasts(line, i, length.stop):
        day = Period(Unit.WEEK, 0) if unit is Unit.WEEK else None
    if isinstance(day, Coming) and unit is Unit.DAY and length.stop == i + 1:
        day = RelativeDay(0)
    if isinstance(day, Recent) and _says(line, i, length.stop) == "quarter":
        day = Period(Unit.QUARTER, 0)
    if day is None or line.term(length.stop, Term.NOT_AFTER_LENGTH):
        return None
    return Found(i, length.stop, DateWords(day, back=isinstance(day, Recent)))


def in_units(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read the order of speech «минут через 10», «недели через две», «минут на сорок»."""
    unit = line.term(i, Term.UNIT)
    link = line.phrase("away", i + 1) if unit else None
    lasting = link is not None and link.value == "lasting" and not _is_oclock(line, i)
    inside = prefix.away == "ahead"
    if unit is None or not (inside or lasting or (link and link.value == "ahead")):
        return None
    amount = _amount(line, link.stop if link else i + 1)
    if amount is None or amount.value > _MOST or line.term(amount.stop, Term.UNIT):
        return None
    length = _plain(amount.value, Unit(unit))
    return Found(i, amount.stop, DateWords(Lasting(*length) if lasting else Away(*length)))


def _is_oclock(line: Line, i: int) -> bool:
    """«Часов на пять» is about five o'clock; «часа на два» and «минут на сорок» are lengths."""
    return line.term(i, Term.UNIT) == "hour" and not line.has_case(i, "sing")


def moved_first(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «позже на час», «раньше на 2 дня», «вперёд на неделю»."""
    move = line.phrase("move", i)
    if move is None or line.norm(move.stop) != "на":
        return None
    length = length_at(line, move.stop + 1)
    if length is None:
        return None
    count, unit = length.value
    sign = -1 if move.value == "earlier" else 1
    return Found(i, length.stop, DateWords(Lasting(sign * count, unit, moved=True)))


def _moved(line: Line, length: Length, prefix: Prefix) -> Piece | None:
    move = line.phrase("move", length.stop)
    if move is None or prefix.away not in ("lasting", None):
        return None
    count, unit = length.value
    sign = -1 if move.value == "earlier" else 1
    return Found(
        length.first, move.stop, DateWords(Lasting(sign * count, unit, moved=True), bound=Bound.AT)
    )


def _introduced(way: str | None, count: Fraction, unit: Unit) -> Day | None:
    match way:
        case "ahead":
            return Away(count, unit)
        case "within":
            return Coming(count, unit)
        case "over":
            return Recent(count, unit)
        case "lasting":
            return Lasting(count, unit)
        case _:
            return None


def _lasts(line: Line, i: int, stop: int) -> bool:
    """Tell «на неделю», a length, from «на неделе», within this one."""
    return stop > i + 1 or line.has_case(i, "accs") or line.term(i, Term.UNIT) is None


def _says(line: Line, i: int, stop: int) -> str | None:
    """Return the unit of a length that is one bare word: «квартал»."""
    return line.term(i, Term.UNIT) if stop == i + 1 else None


def _one_and_half(line: Line, i: int) -> Length | None:
    """Read a unit that says its own number: «час», «неделю», «час с половиной»."""
    unit = Unit(line.terms(i)[Term.UNIT])
    if line.is_short_unit(i):
        return None
    if not line.has_case(i, "sing") and line.norm(i) != "сутки":
        return None
    if line.norm(i + 1) in ("с", "со") and line.norm(i + 2) == "половиной":
        return Found(i, i + 3, _plain(Fraction(3, 2), unit))
    return Found(i, i + 1, _plain(Fraction(1), unit))


def _amount(line: Line, i: int) -> Found[Fraction] | None:
    """Read how many; of «2–3» the larger counts."""
    found = line.quantity(i)
    if found is None:
        return None
    if line.norm(found.stop) == "-":
        upper = line.quantity(found.stop + 1)
        if upper is not None and upper.value > found.value:
            return Found(i, upper.stop, upper.value)
    return found


def _with_minutes(line: Line, i: int, stop: int, count: Fraction, unit: Unit) -> Length:
    """Read the minutes of «2 часа 15 минут»."""
    if unit is Unit.HOUR:
        at = stop + (line.norm(stop) == "и")
        more = line.number(at)
        if more is not None and more.value < 60 and line.term(more.stop, Term.UNIT) == "minute":
            return Found(i, more.stop + 1, (count + Fraction(more.value, 60), unit))
    return Found(i, stop, _plain(count, unit))


def _plain(count: Fraction, unit: Unit) -> tuple[Fraction, Unit]:
    """Bring a fraction of a long unit to whole short ones: «полгода» is 6 months."""
    if unit in _BUILT:
        factor, unit = _BUILT[unit]
        return count * factor, unit
    if count.denominator == 1:
        return count, unit
    if unit is Unit.YEAR:
        return Fraction(round(count * 12)), Unit.MONTH
    if unit is Unit.MONTH:
        return Fraction(round(count * 30)), Unit.DAY
    if unit is Unit.WEEK:
        return Fraction(round(count * 7)), Unit.DAY
    if unit in (Unit.DAY, Unit.WORKDAY):
        return count * 24, Unit.HOUR
    return count, unit
