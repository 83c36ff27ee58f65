"""A turn that takes a condition of the last search back: «без Волковой», «убери этап», «у всех»."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading, Who
from nlu.text import fold
from nlu.types import Found

_SEARCHES = frozenset({"find_leads", "find_contacts", "find_companies", "find_tasks", "report"})
_WITHOUT = frozenset(
    {"без", "убери", "уберите", "убрать", "убираем", "сними", "снимите", "сбрось", "неважно"}
)
_ANY = frozenset({"весь", "все", "любой", "каждый"})
_FRAME = frozenset({"фильтр", "условие", "ограничение", "неважно", "по", "показать"})
_PERIODS = ("created", "closed", "due")
_NOUNS = {
    "stage": ("stage",),
    "pipeline": ("pipeline",),
    "responsible": ("responsible",),
    "budget": ("budget",),
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
    if intent.stem not in _SEARCHES:
        return None
    draft = Draft(reading)
    gone = frozenset((*_named(draft, intent), *_called(draft), *_everybody(draft)))
    gone = frozenset(slot for slot in gone if getattr(intent, slot, None) is not None)
    draft.explain(i for i, t in enumerate(reading.tokens) if t.lemmas & _FRAME)
    draft.explain(i for i, t in enumerate(reading.tokens) if t.norm in _WITHOUT)
    draft.explain_cues("show", "whole")
    return (gone, draft) if gone else None


def _named(draft: Draft, intent: Intent) -> list[str]:
    """«Без Волковой», «убери переговоры»: the value that stands there now."""
    reading = draft.reading
    gone = []
    for kind, slot in (("person", "responsible"), ("stage", "stage"), ("pipeline", "pipeline")):
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
    names = found.value.users or () if isinstance(found.value, Who) else found.value
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
