"""A turn that has made what the last search did not find: «создай», «заведи такой контакт»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading
from nlu.slots import filled

_MADE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "find_contacts": ("create_contact", "contact", ("name", "phone", "email", "company")),
    "find_companies": ("create_company", "company", ("name", "phone", "email")),
}
_IT = frozenset({"он", "она", "это", "такой", "тогда", "новый"})


def made_of_lacking(reading: Reading, intent: Intent) -> tuple[str, dict[str, Any], Draft] | None:
    """Read «создай» after a search that found nobody.

    Returns:
        The stem, the slots that were sought, and the draft of the words; None for other words.
    """
    stem, noun, wanted = _MADE.get(intent.stem, ("", "", ()))
    slots = {slot: value for slot, value in filled(intent).items() if slot in wanted}
    if "name" not in slots or "create" not in reading.orders:
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain_cues("create", noun, "new", "talk_yes", "beside_yes")
    draft.explain(i for i in range(len(reading.tokens)) if reading.lemmas(i) & _IT)
    return (stem, slots, draft) if not draft.left() else None
