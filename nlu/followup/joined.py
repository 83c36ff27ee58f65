"""A whole order that goes with the one waiting for «да»: «и бюджет 600», «и сделку переименуй»."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.needs import REFERENCES
from nlu.reading import Reading
from nlu.slots import filled

_JOINING = frozenset({"update_lead", "update_contact", "add_note"})
_OF_NEW = frozenset(
    {
        ("update_contact", "create_contact"),
        ("update_contact", "create_company"),
        ("update_lead", "create_lead"),
    }
)
_NEW_SLOTS = {"set_budget": "budget_value"}
_ADDING = frozenset({"и", "еще", "также", "плюс", "заодно", "допиши", "добавь"})


def joins(reading: Reading, stem: str, draft: Draft, waiting: Intent) -> bool:
    """Say whether an order that could stand alone is of the record that waits to be changed.

    «Нет, …» about something else entirely takes the place of what waits.

    Args:
        stem: the intent of the order by itself.
        draft: its slots.
        waiting: what was proposed.
    """
    if stem != waiting.stem or stem not in _JOINING:
        return False
    old, new = filled(waiting), {**draft.slots, **draft.ambiguous}
    other = any(old.get(slot) != draft.slots[slot] for slot in draft.slots.keys() & REFERENCES)
    if other or not new.keys() - REFERENCES:
        return False
    denied = any("talk_no" in reading.cues[i] for i in range(min(1, len(reading.tokens))))
    return not denied or bool(new.keys() & old.keys() - REFERENCES)


def as_new(stem: str, draft: Draft, waiting: Intent) -> bool:
    """Turn a change of no record into a value of the new one that waits: «телефон добавь 8 911…».

    Returns:
        Whether all it sets is a value of the new record.
    """
    if (stem, waiting.stem) not in _OF_NEW or draft.slots.keys() & REFERENCES:
        return False
    named = {slot: _NEW_SLOTS.get(slot, slot.removeprefix("set_")) for slot in draft.slots}
    if not named or not all(hasattr(waiting, slot) for slot in named.values()):
        return False
    for old, new in named.items():
        draft.slots[new] = draft.slots.pop(old)
        draft.places[new] = draft.places.pop(old, set())
    return True


def joined_text(reading: Reading, draft: Draft, old: dict[str, Any]) -> None:
    """«И добавь, что …»: what is added to a note stands behind what was to be written."""
    if "text" in draft.slots and "text" in old and reading.norm(0) in _ADDING:
        draft.slots["text"] = f"{old['text']}, {draft.slots['text']}"
