"""Months, quarters, seasons and years by name: «в феврале прошлого года», «II квартал»."""

from __future__ import annotations

from dataclasses import replace

from nlu.dates.counted import counts_something
from nlu.dates.days import Between, YearPart
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term
from nlu.dates.words import DateWords
from nlu.dates.years import FIRST_YEAR, LAST_YEAR, word_of_year, year_after
from nlu.types import Found

_WITH = frozenset({"с", "со"})
_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
_MONTHS = {"quarter": 3, "half_year": 6}
_LINKS = frozenset({"и", "с", "со", "или"})
_YEAR = 12
_BARE = 0.5
OF_MONTH = 0.3  # «выручка февраля»: when a list or a figure is asked for, no deadline


def month_named(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «в марте», «за март 2025», «февраль прошлого года»."""
    month = line.term(i, Term.MONTH)
    if month is None or (line.has_case(i, "plur") and not line.has_case(i, "sing")):
        return None
    owned = not prefix.word and line.has_case(i, "gent") and not line.has_case(i, "nomn")
    dot = line.norm(i + 1) == "." and line.glued(i + 1) and len(line.norm(i)) <= 4
    year = year_after(line, i + 1 + dot)
    said = year.year or year.offset is not None
    stop = year.stop if said else i + 1
    value = YearPart(int(month), 1, year.year, year.offset)
    score = OF_MONTH if owned else 1.0 if said or prefix.word else _BARE
    return Found(i, stop, DateWords(value), score)


def of_month(line: Line, i: int, _: Prefix) -> Piece | None:
    """Read «мартовские» (сделки), in the plural: «Майский» may be a name."""
    month = line.term(i, Term.MONTH_ADJECTIVE)
    if month is None or not line.has_case(i, "plur"):
        return None
    return Found(i, i + 1, DateWords(YearPart(int(month), 1)))


def quarter_named(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «второй квартал», «2-й квартал 2025 года», «II квартал», «первое полугодие»."""
    roman = line.term(i, Term.ROMAN)
    found = line.ordinal(i)
    if found is None and line.digits(i) and not (prefix.away and line.has_case(i + 1, "gent")):
        found = Found(i, i + 1, int(line.digits(i)))
    nth, at = (found.value, found.stop) if found else (0, i)
    if roman:
        nth, at = int(roman), i + 1
    at += bool(roman) and line.norm(at) == "-" and line.glued(at)
    at += bool(roman) and line.norm(at) in ("й", "м", "го", "ый", "ом")
    unit = line.term(at, Term.UNIT)
    months = _MONTHS.get(unit or "", 0)
    if not months or not 1 <= nth <= 12 // months:
        return None
    year = year_after(line, at + 1)
    part = YearPart(months * (nth - 1) + 1, months, year.year, year.offset)
    return Found(i, max(year.stop, at + 1), DateWords(part))


def pair_named(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «первый и второй квартал», «2025 и 2026 год», which follow each other."""
    found = line.ordinal(i) or line.number(i)
    if found is None or line.norm(found.stop) not in _LINKS:
        return None
    at = found.stop + 1
    second = quarter_named(line, at, prefix) or year_named(line, at, prefix)
    last = None if second is None else second.value.day
    if second is None or not isinstance(last, YearPart):
        return None
    if last.months == _YEAR:
        parts = [YearPart(1, _YEAR, found.value), last]
        follow = last.year is not None and abs(found.value - last.year) == 1
        parts.sort(key=lambda one: one.year or 0)
    else:
        first = replace(last, first_month=last.months * (found.value - 1) + 1)
        parts = sorted((first, last), key=lambda one: one.first_month)
        follow = abs(first.first_month - last.first_month) == last.months
    day = Between(parts[0], parts[1], through=True)
    return Found(i, second.stop, DateWords(day)) if follow else None


def season_named(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «летом», «за лето», «зимой 2025 года»."""
    season = line.term(i, Term.SEASON)
    if season is None or (line.norm(i - 1) in _WITH and line.has_case(i, "ablt")):
        return None  # «сделку с зимой»: with somebody
    if not (prefix.word or line.has_case(i, "ablt") or line.norm(i) == "зимой"):
        return None
    year = year_after(line, i + 1)
    part = YearPart(_SEASONS[season], 3, year.year, year.offset)
    return Found(i, max(year.stop, i + 1), DateWords(part))


def year_named(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «2025 год», «за 2025», «две тысячи двадцать пятый год»."""
    if line.is_number(i):
        return _year_in_digits(line, i, prefix) or _short_year(line, i, prefix)
    found = line.ordinal(i)
    stop = word_of_year(line, found.stop) if found else None
    if found is None or stop is None or not FIRST_YEAR <= found.value <= LAST_YEAR:
        return None
    return Found(i, stop, DateWords(YearPart(1, 12, found.value)))


def _short_year(line: Line, i: int, prefix: Prefix) -> Piece | None:
    """Read «за 25 год», «в 25-м году», «до 25 года», but not «за 22 года»."""
    ordinal = line.ordinal(i)
    after = ordinal.stop if ordinal else i + 1
    fits = len(line.digits(i)) == 2 and prefix.word and prefix.away in (None, "over")
    stop = word_of_year(line, after) if fits and line.has_case(after, "sing") else None
    length = prefix.away == "over" and ordinal is None and line.has_case(after, "gent")
    if stop is None or length or line.continues(i):
        return None
    return Found(i, stop, DateWords(YearPart(1, 12, 2000 + int(line.digits(i)))))


def _year_in_digits(line: Line, i: int, prefix: Prefix) -> Piece | None:
    run = line.digits(i)
    if len(run) != 4 or not FIRST_YEAR <= int(run) <= LAST_YEAR or line.continues(i):
        return None
    ordinal = line.ordinal(i)
    after = ordinal.stop if ordinal else i + 1
    stop = word_of_year(line, after)
    if stop is None and ordinal is None:
        bare = prefix.word in ("в", "за", "весь") and not counts_something(line, after, 5, "")
        if not bare or line.glued_mark(after, ".-:/,"):
            return None
    value = DateWords(YearPart(1, 12, int(run)))
    return Found(i, stop or after, value, 1.0 if stop or ordinal else _BARE)
