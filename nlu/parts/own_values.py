"""The value said for one of the account's own fields, wherever it stands in the utterance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nlu.account import OwnField
from nlu.dates import DateWords, Impossible, as_deadline, as_filter
from nlu.once import once
from nlu.ownfields import FieldName
from nlu.reading import Reading
from nlu.types import Found, Kind
from nlu.values import DateRange

NUMBERS = frozenset({"numeric", "price", "monetary"})
PLAIN = 1.02  # said by a name or a place that nothing else has: likelier readings do not count
PERIODS = frozenset({"date", "date_time"})
DAYS = PERIODS | {"birthday"}  # of a birthday only day and month are meant, whatever the year
MARKS = frozenset(":-=–—")
_BEGINS_OTHER = frozenset({"за", "у", "с", "до", "после", "из", "от", "который", "и"})
_TO_RECORD = frozenset({"в", "у", "по", "для", "к", "на", "от", "из"})
_HEADS = frozenset({"deal", "contact", "company", "card"})
_THIS = frozenset({"этот", "данный", "текущий"})
_EDGES = frozenset({"как", "что", "и", "а", "пожалуйста", "спасибо", "быть", "будет"})


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the tokens it was said with."""

    value: str
    place: range


@once
def own_names(reading: Reading) -> tuple[Found[FieldName], ...]:
    """The account's own fields that are named outside quotes."""
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    return tuple(
        one
        for one in reading.all("own_field")
        if one.first not in quoted
        and not _is_of_mail(reading, one.first)
        and not _is_breakdown(reading, one.first)
    )


def _is_breakdown(reading: Reading, index: int) -> bool:
    """«По источникам»: a report is broken down by the field."""
    return reading.norm(index - 1) == "по" and any(
        {"plur", "datv"} <= parse.grammemes for parse in reading.tokens[index].parses[:1]
    )


def _is_of_mail(reading: Reading, index: int) -> bool:
    """«Адрес» is a place only where a company is spoken of."""
    if "email" not in reading.cues[index]:
        return False
    firm = any(map(reading.naming.is_firm, range(len(reading.tokens))))
    company = firm or reading.has("company") or bool(reading.all("company"))
    return not company or bool(reading.all("email"))


def linked(reading: Reading, index: int) -> int:
    """Skip «:», «—», «равен», «значение» before a value."""
    while index < len(reading.tokens) and (
        reading.tokens[index].text in MARKS or "equal" in reading.cues[index]
    ):
        index += 1
    return index


def choices(reading: Reading, field: OwnField) -> list[tuple[Found[object], str]]:
    """The entries of a list field that were said."""
    return [
        (found, found.value.values[field.name])
        for found in reading.all("own_choice")
        if field.name in found.value.values
    ]


def figures_at(reading: Reading, index: int) -> Said | None:
    """A number right there; digits in groups are one."""
    stop = index
    while stop < len(reading.tokens) and reading.tokens[stop].kind is Kind.NUMBER:
        stop += 1
    digits = "".join(token.text for token in reading.tokens[index:stop])
    return Said(digits, range(index, stop)) if digits else None


def quote_at(reading: Reading, index: int) -> Said | None:
    """Words in quotes right there."""
    found = next((one for one in reading.all("quote") if one.first == index), None)
    return Said(str(found.value), range(found.first, found.stop)) if found else None


def day_in(reading: Reading, place: range) -> Said | None:
    """A day said within a stretch, as ISO 8601."""
    for found in reading.all("date"):
        if found.first in place and not isinstance(found.value, Impossible):
            moment = as_deadline(found.value, reading.request.now)
            if moment is not None:
                return Said(moment.at.date().isoformat(), range(found.first, found.stop))
    return None


def days_at(reading: Reading, index: int) -> tuple[DateRange, range] | None:
    """A stretch of time right there: «в июне», «на этой неделе», «до 10 марта»."""
    while index < len(reading.tokens) and _may_be(reading, index, "PREP"):
        index += 1
    for found in reading.all("date"):
        if found.first <= index < found.stop:
            days = days_of(found, reading)
            return (days, range(found.first, found.stop)) if days else None
    return None


def days_of(found: Found[DateWords | Impossible], reading: Reading) -> DateRange | None:
    """What a field keeps may lie behind or ahead: of two readings the one nearer to now."""
    if isinstance(found.value, Impossible):
        return None
    now = reading.request.now
    ways = [as_filter(found.value, now, forward) for forward in (False, True)]
    return min((one for one in ways if one), key=lambda one: _distance(one, now), default=None)


def _distance(days: DateRange, now: datetime) -> timedelta:
    return max((days.start or now) - now, now - (days.stop or now), timedelta())


def words_of_filter(reading: Reading, index: int) -> Said | None:
    """Words up to a mark, another entity, or a preposition that begins another condition."""
    starts = _starts(reading, "date", "stage", "pipeline", "id", "budget", "own_field")
    stop = index
    while stop < len(reading.tokens) and _goes_on(reading, index, stop, starts):
        stop += 1
    return _said(reading, range(index, stop))


def words_to_set(reading: Reading, index: int, *, alone: bool) -> Said | None:
    """Words up to where the record to change is named.

    Args:
        alone: the value stands behind a mark, so that only «в карточке …» ends it.
    """
    heads = _starts(reading, "id", *(() if alone else ("person", "company")))
    stop = index
    while stop < len(reading.tokens) and not _names_record(reading, stop, heads, alone=alone):
        stop += 1
    return _said(reading, range(index, stop))


def nominative(reading: Reading, said: Said) -> Said:
    """«На главного инженера завода»: adjectives and the first noun as the dictionary has them."""
    head = said.place.start
    while head + 1 < said.place.stop and _may_be(reading, head, "ADJF"):
        head += 1
    if (
        not _may_be(reading, head, "NOUN")
        or not reading.text_of(said.place.start, head + 1).islower()
    ):
        return said
    words = [_in_nominative(reading, index) for index in range(said.place.start, head + 1)]
    rest = reading.text_of(head + 1, said.place.stop)
    return Said(" ".join((*words, rest)).strip(), said.place)


def _in_nominative(reading: Reading, index: int) -> str:
    named = reading.naming.company(index, index + 1)
    return f"{named[:1].lower()}{named[1:]}"


def _may_be(reading: Reading, index: int, pos: str) -> bool:
    return any(parse.pos == pos for parse in reading.tokens[index].parses)


def _goes_on(reading: Reading, first: int, index: int, starts: frozenset[int]) -> bool:
    token = reading.tokens[index]
    if token.kind is Kind.MARK and not (token.glued and token.text in "-/."):
        return False
    if index in starts or reading.cues[index] & {"find", "show", "own", "whole"}:
        return False
    if index == first:
        verb = bool(token.parses) and token.parses[0].pos in {"VERB", "INFN", "PREP", "CONJ"}
        return not verb and not reading.cues[index] & {"which", "what", "who"}
    return not (token.lemmas | {token.norm}) & _BEGINS_OTHER


def _names_record(reading: Reading, index: int, heads: frozenset[int], *, alone: bool) -> bool:
    follower = index + 1
    if reading.norm(index) in _TO_RECORD and follower < len(reading.tokens):
        pointed = bool(reading.lemmas(follower) & _THIS)
        return pointed or bool(reading.cues[follower] & _HEADS) or follower in heads
    if alone:
        return False
    return (
        index in heads or bool(reading.cues[index] & _HEADS) or reading.tokens[index].text in ",;"
    )


def _starts(reading: Reading, *kinds: str) -> frozenset[int]:
    return frozenset(one.first for kind in kinds for one in reading.all(kind))


def _said(reading: Reading, place: range) -> Said | None:
    """The words of a stretch as typed, without marks and courtesy at its edges."""
    kept = _trimmed(reading, list(place))
    if not any(reading.is_word(index) for index in kept):
        return None
    whole = range(kept[0], kept[-1] + 1)
    return Said(reading.text_of(whole.start, whole.stop).strip('"«» '), whole)


def _trimmed(reading: Reading, indices: Iterable[int]) -> list[int]:
    kept = list(indices)
    while kept and _is_edge(reading, kept[0]):
        kept = kept[1:]
    while kept and _is_edge(reading, kept[-1]):
        kept = kept[:-1]
    return kept


def _is_edge(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    mark = token.kind is Kind.MARK and token.text not in '"«»'
    return mark or token.norm in _EDGES
