"""A record of the last list told by its number in the middle of a request: «позвони второму»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.dates import DateWords, Impossible
from nlu.dates.days import CalendarDay
from nlu.parts.count import agrees
from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading
from nlu.smallwords import PLAIN_PREPOSITIONS
from nlu.types import Found, Span

_RECORDS = frozenset({"deal", "contact", "company"})
_DAYS = frozenset({"к", "до", "на", "с", "от", "после"})
# What stands for the record, alone and behind a preposition, by how the number ends.
_PRONOUNS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("ую", "юю", "ью", "ю"), "её", "неё"),
    (("ой", "ей", "й"), "ей", "ней"),
    (("ому", "ему", "му"), "ему", "нему"),
    (("ого", "его", "го"), "его", "него"),
    (("ым", "им", "м"), "им", "ним"),
    (("ом", "ем"), "нём", "нём"),
)
_NO_DAY = ("му", "ую", "ью", "юю")  # «второму», «третью»: a day is «третьего»
_OWNED = "её"  # «бюджет второй»


@dataclass(frozen=True, slots=True)
class Numbered:
    """A place in a list, and the request that says a pronoun in its stead.

    Args:
        place: from 1; −1 is the last one.
    """

    place: int
    text: str


def numbered(reading: Reading, ordinals: Sequence[Found[int]]) -> Numbered | None:
    """Find the number that stands for a record of the last list, or None.

    «Второй этап», «первым делом», «второго марта», «к пятому» number something else; what is
    dictated behind a colon or in quotes is none of it.

    Args:
        ordinals: every ordinal of the utterance, those of dates too.
    """
    if reading.repaired:
        return None
    for found in ordinals:
        if _is_dictated(reading, found.first):
            return None
        said = _pronoun(reading, found)
        if said and _stands_for_record(reading, found):
            return Numbered(found.value, _replaced(reading, found, said))
    return None


def _is_dictated(reading: Reading, index: int) -> bool:
    colon = any(reading.norm(i) == ":" for i in range(index))
    return colon or any(one.first <= index < one.stop for one in reading.all("quote"))


def _stands_for_record(reading: Reading, found: Found[int]) -> bool:
    if agrees(reading, found) and not reading.cues[found.stop] & _RECORDS:
        return False
    if any(one.first == found.stop for one in reading.all("number")):
        return False
    return not _is_day(reading, found)


def _is_day(reading: Reading, found: Found[int]) -> bool:
    """«До пятого», «второго марта», «встреча третьего»; «второму», «телефон второго» is none."""
    day = next((one for one in reading.all("date") if one.first <= found.first < one.stop), None)
    if day is None:
        return False
    before = reading.norm(found.first - 1)
    if _has_month(day) or before in _DAYS:
        return True
    behind_noun = found.first > 0 and bool(reading.cues[found.first - 1] & _OF_RECORDS)
    led = _is_led(reading, found.first) or reading.norm(found.stop - 1).endswith(_NO_DAY)
    return not (led or behind_noun)


def _has_month(day: Found[DateWords | Impossible]) -> bool:
    said = None if isinstance(day.value, Impossible) else day.value.day
    months = (said.month, said.month_offset) if isinstance(said, CalendarDay) else ()
    return any(one is not None for one in months)


_OF_RECORDS = frozenset(
    {"phone", "email", "budget", "stage", "responsible", "company", "contact", "deal", "task"}
    | {"note", "field", "address"}
)


def _pronoun(reading: Reading, found: Found[int]) -> str:
    last = reading.norm(found.stop - 1)
    for endings, alone, led in _PRONOUNS:
        if last.endswith(endings):
            if _is_led(reading, found.first):
                return led
            noun = found.first > 0 and "NOUN" in traits(reading, found.first - 1)
            return _OWNED if noun and alone == "ей" else alone
    return ""


def _is_led(reading: Reading, index: int) -> bool:
    return index > 0 and is_preposition(reading, index - 1)


def _replaced(reading: Reading, found: Found[int], said: str) -> str:
    noun = found.stop < len(reading.tokens) and bool(reading.cues[found.stop] & _RECORDS)
    stop = found.stop + (noun and agrees(reading, found))
    first, last = reading.tokens[found.first].span, reading.tokens[stop - 1].span
    place = reading.clean.typed_span(Span(first.start, last.stop))
    typed = reading.clean.typed
    before = typed[: place.start]
    long = reading.tokens[found.first - 1].norm if found.first else ""
    if long in PLAIN_PREPOSITIONS:  # «со вторым», but «с ним»
        before = f"{before.rstrip()[: -len(long)]}{PLAIN_PREPOSITIONS[long]} "
    return f"{before}{said}{typed[place.stop :]}"
