"""A record that goes with the one just created: «и контакт Павел Зорин», «и сделку на 300к»."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.jobs import jobs
from nlu.parts.leads import money, take_way
from nlu.parts.words import give_text
from nlu.reading import Reading
from nlu.slots import filled

_NEXT = frozenset({"и", "а", "еще", "теперь", "плюс"})
_TO_IT = frozenset(
    {"к", "в", "на", "с", "для", "у", "ей", "ней", "нему", "нее", "него", "ним", "им"}
)
_ON = frozenset({"на", "для", "с", "по"})
_WHOSE = frozenset({"ней", "нее", "него", "нему", "ним"})
_LONGEST_NAME = 4
_PARTY = {"create_company": "company", "create_contact": "contact"}


def made_with_it(
    reading: Reading, written: Intent
) -> tuple[str, str, dict[str, Any], Draft] | None:
    """Read a record named with no verb behind the receipt of a new contact or company.

    Returns:
        The rule, the stem, the slots and the draft, or None.
    """
    slot, name = _PARTY.get(written.stem), filled(written).get("name")
    if reading.norm(0) not in _NEXT:
        return None
    party = {slot: name} if slot is not None and name is not None else {}
    if not party and not _is_new_deal(reading):
        return None
    draft = Draft(reading, strength=0.99)
    if reading.has("contact") and slot == "company":
        stem = _contact(draft)
    elif reading.has("deal"):
        stem = _deal(draft)
    else:
        return None
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _NEXT | _TO_IT)
    draft.explain_cues("create", "new", "put", "attach")
    fits = bool(draft.slots) and not draft.left()
    return (f"{stem}.with_it", stem, {**party, **draft.slots}, draft) if fits else None


def _is_new_deal(reading: Reading) -> bool:
    """«И сделку на неё реклама 80к» behind another receipt: whose it is has been said before."""
    heads = [i for i in reading.where("deal") if reading.norm(i).endswith("ку")]
    pointed = any(reading.norm(i) in _WHOSE and reading.norm(i - 1) in _ON for i in range(1, 6))
    return bool(heads) and pointed and bool(reading.all("amount"))


def _contact(draft: Draft) -> str:
    for found in draft.reading.all("person"):
        draft.take("name", found, found.value.name)
        break
    take_way(draft, "phone")
    take_way(draft, "email")
    draft.explain_cues("contact", "phone", "email")
    job = jobs(draft.reading) & set(draft.left())
    draft.explain(job)
    draft.unkept |= job
    return "create_contact"


def _deal(draft: Draft) -> str:
    for found in money(draft.reading, "amount"):
        draft.take("budget_value", found, found.value)
        break
    draft.explain_cues("deal", "budget", "create", "new", "put", "attach")
    left = [i for i in draft.left() if draft.reading.norm(i) not in _NEXT | _TO_IT]
    named = left and left == list(range(left[0], left[-1] + 1)) and len(left) <= _LONGEST_NAME
    if named and not any(draft.reading.is_command(i) for i in left):
        give_text(draft, "name", left)
    return "create_lead"
