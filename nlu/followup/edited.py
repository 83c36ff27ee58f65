"""A turn that changes the field just shown: «подними до 650», «поменяй на Орлова»."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.leads import money, take_way
from nlu.parts.who import give_responsible
from nlu.reading import Reading
from nlu.slots import filled

_ORDERS = frozenset({"change", "put", "raise", "lower", "assign", "attach"})
_FRAME = ("change", "put", "raise", "lower", "assign", "attach", "talk_no", "beside_yes", "now")
_REFERENCES = ("this", "lead_id", "lead", "contact", "company")


def edited(reading: Reading, shown: Intent) -> tuple[str, dict[str, Any], Draft] | None:
    """Read an order that gives the field just shown another value.

    Returns:
        The stem it is, the record it is of, and the draft of the value.
    """
    if shown.stem != "show" or not reading.orders & _ORDERS:
        return None
    slots = filled(shown)
    record = {slot: slots[slot] for slot in _REFERENCES if slot in slots}
    draft = Draft(reading, strength=0.99)
    stem = _take(draft, slots.get("field"), party=bool(record.keys() & {"contact", "company"}))
    draft.explain_cues(*_FRAME)
    return (stem, record, draft) if stem and (draft.slots or draft.ambiguous) else None


def _take(draft: Draft, field: object, *, party: bool) -> str:
    """Take the new value; return the intent it belongs to."""
    match field:
        case "budget":
            _take_sum(draft)
            return "update_lead"
        case "responsible":
            for found in draft.reading.all("person"):
                if found.value.users is not None:
                    give_responsible(draft, "set_responsible", found)
            return "update_contact" if party else "update_lead"
        case "phone" | "email":
            if take_way(draft, str(field)):
                draft.slots[f"set_{field}"] = draft.slots.pop(str(field))
                draft.places[f"set_{field}"] = draft.places.pop(str(field))
            return "update_contact"
        case _:
            return ""


def _take_sum(draft: Draft) -> None:
    """«Подними до 650» is the new sum, «подними на 50 тысяч», «добавь 50к» what it grows by."""
    reading = draft.reading
    sums = money(reading, "amount")
    for found in (*sums, *reading.all("number")):
        before = {reading.norm(found.first - 1), reading.norm(found.first)}
        by = reading.has("raise", "lower") and "до" not in before
        by = by and ("на" in before or found in sums)
        slot = "add_budget" if by else "set_budget"
        value = -found.value if by and not reading.has("raise") else found.value
        draft.take(slot, found, value)
        return
