"""A turn that takes a condition of the last search back: «без Волковой», «убери этап», «у всех»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading, Who
from nlu.text import fold
from nlu.types import Found

_SEARCHES = frozenset({"find_leads", "find_contacts", "find_companies", "find_tasks", "report"})
_MADE: Mapping[str, frozenset[str]] = {  # of a new record, what may be left out
    "create_lead": frozenset({"budget_value", "contact", "company", "stage", "pipeline"})
    | {"responsible"},
    "create_contact": frozenset({"phone", "email", "company"}),
    "create_company": frozenset({"phone", "email"}),
    "create_task": frozenset({"responsible", "contact", "company"}),
}
_WITHOUT = frozenset(
    {"без", "убери", "уберите", "убрать", "убираем", "сними", "снимите", "сбрось", "неважно"}
)
_ANY = frozenset({"весь", "все", "любой", "каждый"})
_FRAME = frozenset({"фильтр", "условие", "ограничение", "неважно", "по", "показать"})
_VALUES = (
    ("person", "responsible"),
    ("person", "contact"),
    ("stage", "stage"),
    ("pipeline", "pipeline"),
)
_PERIODS = ("created", "closed", "due")
_NOUNS = {
    "stage": ("stage",),
    "pipeline": ("pipeline",),
    "responsible": ("responsible",),
    "budget": ("budget", "budget_value"),
    "phone": ("phone",),
    "email": ("email",),
    "contact": ("contact",),
    "company": ("company",),
    "date": _PERIODS,
    "kind": ("type",),
}
_WORDS = {"период": _PERIODS, "время": _PERIODS, "состояние": ("status",), "статус": ("status",)}


def drop(reading: Reading, intent: Intent) -> tuple[frozenset[str], Draft] | None:
    """Read an utterance as the last search without some of its conditions.

    Returns:
        The slots to leave out and the draft that explains the words, or None.
    """
    made = _MADE.get(intent.stem)
    if intent.stem not in _SEARCHES and made is None:
        return None
    draft = Draft(reading)
    gone = frozenset((*_named(draft, intent), *_called(draft), *_everybody(draft)))
    gone = frozenset(slot for slot in gone if getattr(intent, slot, None) is not None)
    gone = gone if made is None else gone & made
    draft.explain(i for i, t in enumerate(reading.tokens) if t.lemmas & _FRAME)
    draft.explain(i for i, t in enumerate(reading.tokens) if t.norm in _WITHOUT)
    draft.explain_cues("show", "whole", "talk_no")
    return (gone, draft) if gone else None


def _named(draft: Draft, intent: Intent) -> list[str]:
    """«Без Волковой», «убери переговоры»: the value that stands there now."""
    reading = draft.reading
    gone = []
    for kind, slot in _VALUES:
        for found in reading.all(kind):
            if _is_without(reading, found.first) and _is_now(found, getattr(intent, slot, None)):
                draft.explain(range(found.first, found.stop))
                gone.append(slot)
    firm = fold(getattr(intent, "company", None) or "")
    for index in draft.left() if firm else ():
        if _is_without(reading, index) and fold(reading.naming.company(index, index + 1)) == firm:
            draft.explain([index])
            gone.append("company")
    return gone


def _is_now(found: Found[Any], value: str | None) -> bool:
    own = found.value
    names = (own.name, *(own.users or ())) if isinstance(own, Who) else own
    return value is not None and value in names


def _called(draft: Draft) -> list[str]:
    """«Без этапа», «любой этап», «за всё время»: the condition by what it is called."""
    reading = draft.reading
    gone: list[str] = []
    for cue, slots in _NOUNS.items():
        for index in reading.where(cue):
            if _is_without(reading, index) or _is_any(reading, index):
                draft.explain([index])
                gone += slots
    for index, token in enumerate(reading.tokens):
        slots = next((_WORDS[word] for word in token.lemmas if word in _WORDS), ())
        if slots and (_is_without(reading, index) or _is_any(reading, index)):
            draft.explain([index])
            gone += slots
    return gone


def _everybody(draft: Draft) -> list[str]:
    """«У всех», «а по всем?»."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)):
        led = reading.norm(index - 1) in {"у", "по"} and reading.norm(index) in {"всех", "всем"}
        if led and reading.after(index) is None:
            draft.explain([index])
            return ["responsible"]
    return []


def _is_without(reading: Reading, index: int) -> bool:
    """«Без …», «убери фильтр по …»: small words and «фильтр» may stand between."""
    before = index - 1
    while before >= 0 and reading.lemmas(before) & _FRAME and reading.norm(before) not in _WITHOUT:
        before -= 1
    return reading.norm(before) in _WITHOUT


def _is_any(reading: Reading, index: int) -> bool:
    return bool(reading.lemmas(index - 1) & _ANY) if index else False
