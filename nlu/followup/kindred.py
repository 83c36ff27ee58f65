"""Records of another kind of the same client: «контакты», «а задачи» after a company's deals."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading

_KINDS = {"deal": "find_leads", "contact": "find_contacts", "task": "find_tasks"}
_LISTED = frozenset({"find_leads", "find_contacts", "find_tasks", "report"})
_KEPT = ("company", "contact")
_SMALL = ("show", "find", "which", "exists", "whole", "what")


def kindred(reading: Reading, intent: Intent) -> tuple[str, dict[str, Any], Draft] | None:
    """Read a bare noun after a list of one client's records as a list of his others.

    Returns:
        The stem it becomes, what it keeps of the last turn, and the draft; None where anything
        else is said.
    """
    kinds = [cue for cue in _KINDS if any(not reading.is_one(i) for i in reading.where(cue))]
    if intent.stem not in _LISTED or len(kinds) != 1 or _KINDS[kinds[0]] == intent.stem:
        return None
    kept = {slot: getattr(intent, slot, None) for slot in _KEPT}
    kept = {slot: said for slot, said in kept.items() if said is not None}
    if not kept or (kinds[0] == "contact" and "company" not in kept):
        return None
    draft = Draft(reading)
    draft.explain_cues(kinds[0], *_SMALL)
    if draft.left() or reading.figures or reading.has("how_many"):
        return None
    if kinds[0] == "contact":
        kept.pop("contact", None)
    return _KINDS[kinds[0]], kept, draft
