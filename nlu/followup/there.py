"""The people of the company just found or shown: «кто там работает», «какие у них контакты»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading


def people_there(reading: Reading, intent: Intent) -> Draft | None:
    """«Кто там работает» after a company was found: its people are to be listed."""
    draft = Draft(reading)
    if intent.stem not in ("search", "find_companies") or not _explain_people_there(draft):
        return None
    return draft


def take_people_there(draft: Draft, intent: Intent) -> bool:
    """«Кто там работает», «какие там люди»: who belongs to the company just shown."""
    if getattr(intent, "company", None) is None:
        return False
    people = _explain_people_there(draft)
    if people:
        draft.put("field", "contacts", people)
    return bool(people)


def _explain_people_there(draft: Draft) -> Sequence[int]:
    reading = draft.reading
    there = [i for i in range(len(reading.tokens)) if reading.norm(i) in {"там", "них"}]
    people = reading.where("contact", "people", "people_word", "face", "who") if there else []
    draft.explain(people)
    if people:
        draft.explain_cues("works", "hang", "exists", "which")
    return people
