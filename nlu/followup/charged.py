"""Whom «поставь ей задачу» charges where a user was just made responsible: «передай Юлии»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading
from nlu.request import Previous
from nlu.slots import filled

_TO_WHOM = {"ей": "femn", "ему": "masc"}
_CHARGED = ("set_responsible", "responsible")


def charge(reading: Reading, previous: Previous, draft: Draft) -> None:
    """Fill the responsible of a task from «ей», «ему» that stand outside its words."""
    if draft.slots.keys() | draft.ambiguous.keys() >= {"responsible"}:
        return
    if not reading.orders & {"put", "create"} and not reading.has("task"):
        return
    inside = draft.places.get("text", set())
    places = [
        i for i in range(len(reading.tokens)) if reading.norm(i) in _TO_WHOM and i not in inside
    ]
    user = _charged(previous) if places else None
    if user is not None and _TO_WHOM[reading.norm(places[0])] in reading.naming.genders(user):
        draft.put("responsible", user, places[:1])


def _charged(previous: Previous) -> str | None:
    """The user whom the write that waits, or was just done, makes responsible."""
    intent = previous.written or previous.intent
    slots = filled(intent) if intent is not None else {}
    users = (slots.get(slot) for slot in _CHARGED)
    return next((one for one in users if isinstance(one, str) and one != "me"), None)
