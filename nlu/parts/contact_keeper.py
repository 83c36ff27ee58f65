"""Who looks after a contact from now on: «отдай контакт Рахимова Марии», «… и впиши телефон»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.handed import swaps_users
from nlu.parts.likeliest import traits
from nlu.parts.taken_over import names_keeper
from nlu.parts.who import give_responsible, take_me
from nlu.reading import Reading, Who
from nlu.smallwords import HELD_BY, SPEAKER
from nlu.types import Found

_WAYS = frozenset({"set_phone", "set_email"})
_GIVING = frozenset({"передать", "отдать", "передавать", "отдавать", "вручить", "поручить"})
_BINDING = frozenset({"bind", "assign"})
_NEAR = 3
KEPT = "сказано, кто ведёт, а не кто будет вести"


def is_to_keep(reading: Reading) -> bool:
    """«Пусть», «теперь», «забирает», «на Волкову», not «Орлов ведёт Ромашку»."""
    given = any(reading.norm(one.first - 1) in {"на", "-", ":"} for one in reading.users)
    return given or reading.has("let", "now", "assign", "responsible") or "меня" in reading.norms


def is_kept(reading: Reading) -> bool:
    """«Вектор ведёт Волкова»: who looks after somebody is told, and nothing is to change."""
    keeps = any(traits(reading, i) >= {"VERB", "3per"} for i in reading.where("own"))
    told = keeps and bool(reading.users) and not is_to_keep(reading)
    return told and not reading.orders and not reading.has("want")


def take_contact_keeper(draft: Draft, people: list[Found[Who]]) -> None:
    """Fill `set_responsible`; beside a phone or an address only where the contact is given.

    Args:
        people: who is named, none of them taken.
    """
    reading = draft.reading
    kept = names_keeper(reading) or reading.has("responsible", "bind")
    if not _take_handed(draft, people) and kept and not draft.slots.keys() & _WAYS:
        _take_responsible(draft, people)


def _take_handed(draft: Draft, people: list[Found[Who]]) -> bool:
    """«Передай контакт Орлову и впиши телефон …»: the user right behind an order to give."""
    reading = draft.reading
    for found in people:
        verbs = range(max(found.first - _NEAR, 0), found.first)
        given = any(reading.lemmas(i) & _GIVING and reading.is_order(i) for i in verbs)
        given = given and found.value.case == "datv"
        bound = any(reading.cues[i] & _BINDING and reading.is_order(i) for i in verbs)
        given = given or (bound and reading.norm(found.first - 1) in HELD_BY)
        if given and found.value.users is not None:
            give_responsible(draft, "set_responsible", found)
            return True
    return False


def _take_responsible(draft: Draft, people: list[Found[Who]]) -> None:
    """The user is the last one named, or the one beside «ответственный»."""
    users = [found for found in people if found.value.users is not None]
    alone = "this" in draft.slots or swaps_users(draft.reading)
    if users and (len(people) > 1 or alone):
        give_responsible(draft, "set_responsible", users[-1])
    elif not take_me(draft, "set_responsible"):
        own = [i for i in range(len(draft.reading.tokens)) if draft.reading.norm(i) in SPEAKER]
        handed = draft.reading.has("responsible") or names_keeper(draft.reading)
        if own and handed:
            draft.put("set_responsible", "me", own[:1])
