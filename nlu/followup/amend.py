"""Corrections of a write that waits for «да»: «нет, 350», «и клиент Петров», «почта …»."""

from __future__ import annotations

from rapidfuzz.distance import Prefix

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.company import take_company
from nlu.parts.leads import give_place, take_way
from nlu.parts.likeliest import traits
from nlu.parts.own_fields import take_other_choice
from nlu.parts.record import take_company_led
from nlu.parts.remark import tail
from nlu.parts.who import give_responsible, of_contact, take_me
from nlu.parts.words import give_text
from nlu.reading import Reading
from nlu.text import fold

_THOUSAND, _MILLION = 1_000, 1_000_000
_FEW = 20
_ADDING = frozenset({"и", "а", "еще", "также", "что", "плюс", "то"})
_FIELDS = ("budget", "stage", "pipeline", "responsible", "contact", "company", "phone", "email")
_FRAME = (*_FIELDS, "deal", "put", "change", "called", "name", "rename", "own", "new", "let")
_CALLING = frozenset({"called", "name", "rename"})
_INTO = frozenset({"на", "в", ":", "-"})
_PARTS = {"фамилия": -1, "имя": 0}
_STEM = 3
_PERSON = frozenset({"имя", "фамилия", "звать", "фио"})


def amend_lead(draft: Draft, intent: Intent) -> str:
    """Read other values of a deal that is about to be created."""
    _take_title(draft)
    take_amount(draft, "budget_value", getattr(intent, "budget_value", None))
    for kind in ("pipeline", "stage"):
        hints = draft.reading.all(f"{kind}_hint") if draft.reading.has(kind) else ()
        for found in (*draft.reading.all(kind), *hints):
            if draft.is_free(found) and kind not in draft.slots:
                give_place(draft, kind, found)
    _take_people(draft)
    take_company(draft) or take_company_led(draft)
    _leave_ways(draft)
    draft.explain_cues(*_FRAME)
    return intent.stem


def _leave_ways(draft: Draft) -> None:
    """«И контакт Лапин 8903…»: a deal has no phone, and it is said that it is left out."""
    for kind in ("phone", "email"):
        for found in draft.reading.all(kind):
            draft.explain(range(found.first, found.stop))
            draft.unkept |= {*range(found.first, found.stop)}


def amend_contact(draft: Draft, intent: Intent) -> str:
    """Read other values of a contact that is about to be created."""
    _take_ways(draft)
    take_company(draft) or take_company_led(draft)
    for found in draft.reading.all("person"):
        if draft.is_free(found) and found.value.users is None:
            name = _put_right(draft.reading, getattr(intent, "name", None), found.value.name)
            draft.take("name", found, name)
            break
    draft.explain_cues(*_FRAME)
    return intent.stem


def _put_right(reading: Reading, old: str | None, new: str) -> str:
    """«Фамилия Соменко», «Соменко» for «Игорь Сомов»: one part of the name is another."""
    parts = (old or "").split()
    if len(parts) < 2 or " " in new:
        return new
    alike = [Prefix.similarity(fold(part), fold(new)) for part in parts]
    said = {
        lemma for i in range(len(reading.tokens)) for lemma in reading.lemmas(i)
    } & _PARTS.keys()
    if max(alike) >= _STEM:
        place = alike.index(max(alike))
    elif said:
        place = _PARTS[said.pop()]
    else:
        return new
    parts[place] = new
    return " ".join(parts)


def amend_company(draft: Draft, intent: Intent) -> str:
    """Read other values of a company that is about to be created."""
    _take_ways(draft)
    if not draft.slots:
        _take_title(draft)
    draft.explain_cues(*_FRAME)
    return intent.stem


def amend_result(draft: Draft, intent: Intent) -> str:
    """Read what came of a task that is about to be closed: «результат: отправили»."""
    named = draft.reading.first("result")
    if named is not None:
        draft.explain(range(named + 1))
        give_text(draft, "result", tail(draft, named + 1))
    return intent.stem


def amend_note(reading: Reading, intent: Intent) -> Draft | None:
    """Read what is added to a note that waits, «и что …», «а также …», or put in its place."""
    old, first = getattr(intent, "text", None), 0
    while first < len(reading.tokens) and reading.norm(first) in _ADDING:
        first += 1
    opening = set(map(reading.norm, range(first)))
    added = "также" in opening or ("что" in opening and "а" not in opening)
    denied = (reading.norm(0), reading.norm(1)) == ("нет", ",") and reading.norm(2) != "не"
    if not old or reading.orders or not (added or denied):
        return None
    draft = Draft(reading, strength=0.98)
    words = tail(draft, first if added else 2)
    tells = any("VERB" in traits(reading, i) for i in words)
    if not tells or any(token.text == "?" for token in reading.tokens):
        return None
    give_text(draft, "text", words)
    draft.explain(range(len(reading.tokens)))
    if added:
        draft.slots["text"] = f"{old}, {draft.slots['text']}"
    return draft


def amend_update(draft: Draft, intent: Intent) -> str:
    """Read other values of a deal that is about to be changed."""
    take_other_choice(draft, getattr(intent, "set_fields", None))
    for slot, kind in (("set_pipeline", "pipeline"), ("set_stage", "stage")):
        for found in (*draft.reading.all(kind), *draft.reading.all(f"{kind}_hint")):
            if draft.is_free(found) and slot not in draft.slots:
                give_place(draft, slot, found)
    added = getattr(intent, "add_budget", None)
    before = getattr(intent, "set_budget", None) if added is None else added
    take_amount(draft, "set_budget" if added is None else "add_budget", before)
    take_people(draft, None, "set_responsible")
    draft.explain_cues("budget", "stage", "pipeline", "put", "deal")
    return intent.stem


def amend_party(draft: Draft, intent: Intent) -> str:
    """Read other values of a contact or company that is about to be changed."""
    take_other_choice(draft, getattr(intent, "set_fields", None))
    for kind in ("phone", "email"):
        if take_way(draft, kind):
            draft.slots[f"set_{kind}"] = draft.slots.pop(kind)
            draft.places[f"set_{kind}"] = draft.places.pop(kind)
    _take_name_put_right(draft, getattr(intent, "set_name", None))
    take_people(draft, None, "set_responsible")
    return intent.stem


def _take_name_put_right(draft: Draft, old: str | None) -> None:
    """«Нет, Гусь Сергей Иванович» where a contact is being renamed."""
    reading = draft.reading
    amends = old is not None and not reading.orders and not reading.has("phone", "email")
    for found in reading.all("person") if amends else ():
        if draft.is_free(found) and found.value.users is None:
            draft.take("set_name", found, _put_right(reading, old, found.value.name))
            return


def take_people(draft: Draft, contact: str | None, user: str = "responsible") -> None:
    """A user replaces the responsible, anybody else the contact."""
    for found in draft.reading.all("person"):
        if not draft.is_free(found):
            continue
        if found.value.users is not None:
            give_responsible(draft, user, found)
        elif contact is not None:
            draft.take(contact, found, found.value.name)
        draft.explain_cues("contact", "responsible")
        return
    take_me(draft, user)


def take_amount(draft: Draft, slot: str, before: int | None) -> None:
    """Fill a sum; a small bare number is of the order of the one it replaces.

    Args:
        before: the sum that was proposed, whose thousands or millions go without saying.
    """
    reading = draft.reading
    bare = reading.all("amount_hint") if before is not None or reading.has("budget") else ()
    for found in (*reading.all("amount"), *bare):
        if draft.is_free(found) and slot not in draft.slots:
            known = found in reading.all("amount")
            draft.take(slot, found, found.value if known else scaled(found.value, before))
            draft.explain_cues("budget")


def scaled(value: int, before: int | None) -> int:
    """«Нет, 350» of 300 000 is 350 000; of 2 500 000 «нет, 3» is three millions."""
    if before is None or not 0 < value < _THOUSAND <= abs(before):
        return value
    return value * (_MILLION if abs(before) >= _MILLION and value < _FEW else _THOUSAND)


def _take_ways(draft: Draft) -> None:
    for kind in ("phone", "email"):
        take_way(draft, kind)


def _take_people(draft: Draft) -> None:
    """A user is the one in charge, unless said to be the client; anybody else is the contact."""
    reading = draft.reading
    for found in reading.all("person"):
        if not draft.is_free(found):
            continue
        client = of_contact(reading, found) or "contact" in reading.cues[found.first - 1]
        if found.value.users is not None and not (found.first and client):
            give_responsible(draft, "responsible", found)
        else:
            draft.take("contact", found, found.value.name)
    if reading.has("responsible", "own"):
        take_me(draft, "responsible")


def _take_title(draft: Draft) -> None:
    """«Название: кровля ангара», «назови её …», «переименуй в …»."""
    reading = draft.reading
    head = next((i for i in range(len(reading.tokens)) if _calls(reading, i)), None)
    if head is None:
        return
    first = head + 1
    while first < len(reading.tokens) and (
        reading.norm(first) in _INTO
        or first in reading.fillers
        or _calls(reading, first)
        or reading.cues[first] & {"deal", "change", "company"}
    ):
        first += 1
    draft.explain(range(head, first))
    give_text(draft, "name", tail(draft, first))


def _calls(reading: Reading, index: int) -> bool:
    return bool(reading.cues[index] & _CALLING) and not reading.lemmas(index) & _PERSON
