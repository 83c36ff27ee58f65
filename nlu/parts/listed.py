"""Deals of the last list that a number picks: «вторую», «последнюю сделку»."""

from __future__ import annotations

from itertools import pairwise

from nlu.draft import Draft
from nlu.reading import Reading
from nlu.smallwords import EVERYBODY

_JOINED = frozenset({"и", ","})
_ID_LENGTHS = range(4, 9)


def lists_leads(reading: Reading) -> bool:
    """Say whether the last answer was a list of deals."""
    previous = reading.request.previous
    records = previous.records if previous is not None else ()
    return bool(records) and all(one.type == "leads" for one in records)


_OF_ONE = frozenset({"search", "show"})  # what was written is listed as found


def was_lead(reading: Reading) -> bool:
    """«Отдай её Орлову» after deals were listed, or on a deal's card."""
    previous, entity = reading.request.previous, reading.request.context.entity
    listed = previous is not None and any(one.type == "leads" for one in previous.records)
    return listed or (entity is not None and entity[0] == "leads")


def speaks_of_one(reading: Reading, kind: str) -> bool:
    """Say whether one record was just written or shown: «бюджет 250 тысяч» is of that deal.

    Args:
        kind: amoCRM's type of records.
    """
    previous = reading.request.previous
    if previous is None or previous.intent is None or len(previous.records) != 1:
        return False
    return previous.records[0].type == kind and previous.intent.stem in _OF_ONE


def take_listed(draft: Draft) -> bool:
    """Fill `lead_id` with the deal at a place of the last list."""
    previous = draft.reading.request.previous
    if previous is None or not lists_leads(draft.reading):
        return False
    count = len(previous.records)
    for found in draft.reading.all("ordinal"):
        place = found.value - 1 if found.value > 0 else count + found.value
        if draft.is_free(found) and 0 <= place < count and _is_one(draft.reading, found.stop):
            draft.take("lead_id", found, previous.records[place].id)
            return True
    return False


def _is_one(reading: Reading, stop: int) -> bool:
    """«Первые две» are several, which no slot holds."""
    counted = any(one.first == stop for one in reading.all("number"))
    plural = all("plur" in parse.grammemes for parse in reading.tokens[stop - 1].parses)
    return not counted and not (plural and reading.tokens[stop - 1].parses)


def makes_list(reading: Reading) -> bool:
    """«Сформируйте список сделок»: records are to be shown, whatever verb orders it."""
    return any(reading.is_order(i - 1) for i in reading.where("list") if i)


def names_several(reading: Reading) -> bool:
    """«Сделки 5001 и 5003», «все сделки»: a slot holds one, half of an order is a wrong act."""
    if any(reading.norm(index - 1) in EVERYBODY for index in reading.where("deal")):
        return True
    further = [
        found
        for found in (*reading.all("id"), *reading.all("number"))
        if reading.norm(found.first - 1) in _JOINED
        and len(reading.text_of(found.first, found.stop)) in _ID_LENGTHS
    ]
    if _are_bare(reading):
        return True
    return bool(further) and len({one.first for one in (*reading.all("id"), *further)}) > 1


def _are_bare(reading: Reading) -> bool:
    """«Переведи 5006 и 5007 в думает»: two numbers of one length, joined."""
    numbers = [(one, reading.text_of(one.first, one.stop)) for one in reading.all("number")]
    return any(
        one.stop == other.first - 1
        and reading.norm(one.stop) in _JOINED
        and len(said) == len(told)
        and len(said) in _ID_LENGTHS
        and (said + told).isdigit()
        for (one, said), (other, told) in pairwise(numbers)
    )
