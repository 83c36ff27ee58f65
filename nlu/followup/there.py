"""The people of the company just found or shown: «кто там работает», «какие у них контакты»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading

_NEXT = frozenset({"что", "дальше", "делать", "делаем", "с", "по", "ней", "ним", "нему"})
_FINDING = frozenset({"find_leads", "search"})


def people_there(reading: Reading, intent: Intent) -> Draft | None:
    """«Кто там работает» after a company was found: its people are to be listed."""
    draft = Draft(reading)
    if intent.stem not in ("search", "find_companies") or not _explain_people_there(draft):
        return None
    return draft


def people_of_one(reading: Reading, intent: Intent) -> Draft | None:
    """«Какие контакты», «а контакты» after one deal was found: its people, not everybody's."""
    previous = reading.request.previous
    records = previous.records if previous is not None else ()
    one = len(records) == 1 and records[0].type == "leads"
    if intent.stem not in _FINDING or not one or not reading.has("contact"):
        return None
    draft = Draft(reading)
    draft.put("field", "contacts", reading.where("contact"))
    draft.explain_cues("which", "what", "show", "exists", "who", "deal", "people")
    return draft if not (draft.left() or reading.figures) else None


def next_of_shown(reading: Reading, intent: Intent) -> Draft | None:
    """«Что дальше», «а дальше что делать» after a record was shown: what is planned for it."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    if intent.stem != "show" or not {"что", "дальше"} <= reading.norms or reading.orders:
        return None
    if any(reading.norm(i) not in _NEXT and i not in reading.fillers for i in words):
        return None
    draft = Draft(reading)
    draft.put("field", "tasks", words)
    return draft


def take_people_there(draft: Draft, intent: Intent) -> bool:
    """«Кто там работает», «какие там люди»: who belongs to the company just shown."""
    if getattr(intent, "company", None) is None and not _is_of_firm(draft.reading):
        return False
    people = _explain_people_there(draft)
    if people:
        draft.put("field", "contacts", people)
    return bool(people)


def _is_of_firm(reading: Reading) -> bool:
    """A company was found by a word, and something of it shown."""
    previous = reading.request.previous
    records = previous.records if previous is not None else ()
    return len(records) == 1 and records[0].type == "companies"


def _explain_people_there(draft: Draft) -> Sequence[int]:
    reading = draft.reading
    there = [i for i in range(len(reading.tokens)) if reading.norm(i) in {"там", "них"}]
    people = reading.where("contact", "people", "people_word", "face", "who") if there else []
    draft.explain(people)
    if people:
        draft.explain_cues("works", "hang", "exists", "which")
    return people
