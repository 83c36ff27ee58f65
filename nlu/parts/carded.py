"""Whose record something is put on: «в карточку Ромашки», «к сделке Ромашки», «клиенту Лапину»."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.parts.likeliest import traits
from nlu.parts.person_inside import is_capital, may_be_person
from nlu.parts.things import is_firm, is_thing
from nlu.reading import Reading
from nlu.types import Found

_ONTO = frozenset({"в", "к", "на", "по"})
_MOST_OWNER = 3


def take_carded(draft: Draft) -> bool:
    """Fill `contact` or `company` with whose card or deal the order names before anything else."""
    reading = draft.reading
    for head in reading.where("card", "deal"):
        if reading.norm(head - 1) not in _ONTO or head > _first_deed(reading):
            continue
        if _take_owner(draft, head, user="card" in reading.cues[head]):
            draft.explain([head - 1, head])
            return True
    return False


def _first_deed(reading: Reading) -> int:
    tokens = enumerate(reading.tokens)
    deeds = (i for i, token in tokens if token.pos == "INFN")
    return next(deeds, len(reading.tokens))


def _take_owner(draft: Draft, head: int, *, user: bool) -> bool:
    """A person right behind the noun, a user on a card too; else a word firms are called by."""
    reading, first = draft.reading, head + 1
    headed = first < len(reading.tokens) and bool(reading.cues[first] & {"contact", "company"})
    first += headed
    hints = [one for one in reading.all("person_hint") if headed or may_be_person(reading, one)]
    for found in (*reading.all("company"), *reading.all("person"), *hints):
        if not first - 1 <= found.first <= first or is_thing(reading, found):
            continue
        if not user and is_title(reading, found):
            continue
        if isinstance(found.value, str):
            draft.take("company", found, found.value)
            return True
        if found.first == first and (user or found.value.users is None):
            draft.take("contact", found, found.value.name)
            draft.explain(range(head, first))
            return True
    if first < len(reading.tokens) and _is_firm_like(reading, first, card=user):
        stop = first + 1
        while stop < min(len(reading.tokens), first + _MOST_OWNER) and is_capital(reading, stop):
            stop += 1
        draft.put("company", reading.naming.company(first, stop), range(first, stop))
        return True
    return False


def _is_firm_like(reading: Reading, index: int, *, card: bool) -> bool:
    if reading.cues[index] or not reading.is_word(index):
        return False
    return is_firm(reading, index) or (card and is_capital(reading, index))


def is_title(reading: Reading, found: Found[Any]) -> bool:
    """«По сделке Гостиница Волга»: two words and more, not declined, are the deal's own name."""
    said = traits(reading, found.first)
    return found.stop - found.first > 1 and said >= {"NOUN", "nomn"} and "gent" not in said
