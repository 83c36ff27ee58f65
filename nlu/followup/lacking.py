"""A turn that has made what the last search did not find: «создай», «заведи такой контакт»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading
from nlu.slots import filled

_SOUGHT = {
    "find_contacts": "contact",
    "find_companies": "company",
    "find_leads": "deal",
    "search": "company",
}
_MADE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "contact": ("create_contact", ("name", "phone", "email", "company")),
    "company": ("create_company", ("name", "phone", "email")),
    "deal": ("create_lead", ("name",)),
}
_GIVEN = "update_contact"
_WRITING = frozenset({"attach", "note_down", "create", "put"})
_IT = frozenset({"он", "она", "это", "такой", "тогда", "новый"})


def made_of_lacking(reading: Reading, intent: Intent) -> tuple[str, dict[str, Any], Draft] | None:
    """Read «создай» after a search that found nobody.

    Returns:
        The stem, the slots that were sought, and the draft of the words; None for other words.
    """
    noun = _SOUGHT.get(intent.stem)
    if noun is not None and reading.orders & _WRITING and (known := _written_down(reading, intent)):
        return known
    if noun is None or "create" not in reading.orders:
        return None
    noun = next((one for one in _MADE if reading.has(one)), noun)
    stem, wanted = _MADE[noun]
    sought = {"name" if slot == "query" else slot: one for slot, one in filled(intent).items()}
    slots = {slot: value for slot, value in sought.items() if slot in wanted}
    if "name" not in slots:
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain_cues("create", noun, "new", "talk_yes", "beside_yes")
    draft.explain(i for i in range(len(reading.tokens)) if reading.lemmas(i) & _IT)
    return (stem, slots, draft) if not draft.left() else None


def _written_down(reading: Reading, intent: Intent) -> tuple[str, dict[str, Any], Draft] | None:
    """«Добавь его» after a number that nobody has, while a card is open: it is given the number."""
    slots = filled(intent)
    ways = {f"set_{slot}": slots[slot] for slot in ("phone", "email") if slot in slots}
    if reading.request.context.entity is None or len(slots) != 1 or not ways:
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain_cues(*_WRITING, "phone", "email", "talk_yes", "beside_yes")
    draft.explain(i for i in range(len(reading.tokens)) if reading.lemmas(i) & _IT)
    return None if draft.left() or reading.has("contact", "company") else (_GIVEN, ways, draft)
