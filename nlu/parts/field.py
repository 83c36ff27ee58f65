"""What is asked about a record."""

from __future__ import annotations

from nlu.choices import Field
from nlu.draft import Draft
from nlu.parts.record import is_pointed_at
from nlu.reading import Reading

_FIELDS: tuple[tuple[str, Field], ...] = (
    ("phone", "phone"),
    ("email", "email"),
    ("note", "notes"),
    ("planned", "tasks"),
    ("budget", "budget"),
    ("cost", "budget"),
    ("money_word", "budget"),
    ("stage", "stage"),
    ("works", "company"),
    ("own", "responsible"),
    ("whose", "responsible"),
    ("responsible", "responsible"),
    ("when", "created"),
    ("created_at", "created"),
    ("since", "created"),
    ("takes_part", "contacts"),
    ("people", "contacts"),
    ("company", "company"),
)


def take_field(draft: Draft) -> bool:
    """Fill `field` from «телефон», «на каком этапе», «кто ведёт», «когда создана»."""
    for cue, name in _FIELDS:
        index = _said_field(draft.reading, cue)
        if index is not None:
            draft.put("field", name, [index])
            draft.explain_cues(cue)
            return True
    return False


def _said_field(reading: Reading, cue: str) -> int | None:
    """Return where a field is named; the noun a name hangs on («контакт Иванов») is no field."""
    named = (*reading.all("person"), *reading.all("company"), *reading.all("quote"))
    people = {index for found in named for index in (found.first, found.first + 1)}
    for index in reading.where(cue):
        if cue == "budget" and reading.has("descending", "ascending"):
            continue
        if cue == "money_word" and not (reading.all("id") and reading.has("deal")):
            continue
        if cue == "works" and reading.norm(reading.first("who") or 0) == "кто":
            continue
        if cue == "phone" and reading.all("id") and "номер" in reading.lemmas(index):
            continue
        asked = index > 0 and "which" in reading.cues[index - 1]
        asked = asked and reading.norm(index - 1) not in {"какие", "каких"}
        heads = reading.cues[index] & {"people", "company"} and reading.after(index) in people
        heads = heads and not asked
        if cue in ("people", "company") and is_pointed_at(reading, index):
            continue
        many = cue in ("people", "company") and not reading.is_one(index) and cue != "people"
        if not heads and (asked or not many):
            return index
    return None
