"""Answer about one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import Field
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, Need, RecordReference
from nlu.parts.company import take_company_left
from nlu.parts.record import take_record
from nlu.parts.title import take_title
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Show(RecordReference):
    """Answer about one record."""

    stem: ClassVar[str] = "show"
    required: ClassVar[tuple[Need, ...]] = (RECORD,)

    field: Field | None = None


_ASKED = (
    "which",
    "who",
    "what",
    "where",
    "when",
    "how_many",
    "tell",
    "show",
    "find",
    "want",
    "exists",
)
_FRAME = (*_ASKED, "deal", "card", "about", "tell_about", "hang", "base", "name")
_FIELDS: tuple[tuple[str, Field], ...] = (
    ("phone", "phone"),
    ("email", "email"),
    ("note", "notes"),
    ("planned", "tasks"),
    ("budget", "budget"),
    ("stage", "stage"),
    ("own", "responsible"),
    ("whose", "responsible"),
    ("responsible", "responsible"),
    ("when", "created"),
    ("created_at", "created"),
    ("people", "contacts"),
    ("company", "company"),
)
_RECORD = frozenset({"this", "lead_id", "lead", "contact", "company"})


def _field_of(reading: Reading) -> Draft | Refusal:
    """«Какой телефон у Петрова», «кто ведёт сделку 5001», «почта этого контакта какая»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    for cue, name in _FIELDS:
        index = _said_field(reading, cue)
        if index is not None:
            draft = Draft(reading)
            draft.put("field", name, [index])
            draft.explain_cues(cue)
            return _checked(_with_record(draft))
    return Refusal("не сказано, что о записи нужно знать")


def _about(reading: Reading) -> Draft | Refusal:
    """«Расскажи про эту сделку», «что по сделке 5001», «подготовь к звонку Петрову»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    if not reading.has("about", "tell_about", "what", "tell"):
        return Refusal("не просят рассказать о записи")
    draft = Draft(reading, strength=0.96)
    if not take_record(draft):
        return Refusal("не сказано, о какой записи")
    return _with_record(draft)


def _checked(draft: Draft) -> Draft | Refusal:
    """People and plans are asked of a deal or the open card; else they are a search."""
    field, said = draft.slots.get("field"), draft.slots.keys() & _RECORD
    if field == "contacts" and not said & {"this", "lead_id", "lead"}:
        return Refusal("ищут людей, а не спрашивают о сделке")
    if field == "tasks" and not said:
        return Refusal("спрашивают о делах, а не о записи")
    if draft.reading.all("date") and field != "created":
        return Refusal("назван срок: это не вопрос о записи")
    return draft


def _refusal(reading: Reading) -> Refusal | None:
    orders = {"create", "put", "change", "move", "assign", "complete", "reschedule", "remind"}
    if reading.commands & orders and not reading.commands & {"tell", "show", "find", "want"}:
        return Refusal("просят что-то сделать, а не ответить")
    if reading.all("phone") or reading.all("email") or reading.all("stage"):
        return Refusal("ищут запись, а не спрашивают о ней")
    return None


def _said_field(reading: Reading, cue: str) -> int | None:
    """Return where a field is named; the noun a name hangs on («контакт Иванов») is no field."""
    people = {found.first for found in (*reading.all("person"), *reading.all("company"))}
    for index in reading.where(cue):
        if cue == "phone" and reading.all("id") and "номер" in reading.lemmas(index):
            continue
        heads = reading.cues[index] & {"people", "company"} and reading.after(index) in people
        many = cue in ("people", "company") and not reading.is_one(index) and cue != "people"
        if not heads and not many:
            return index
    return None


def _with_record(draft: Draft) -> Draft:
    draft.slots.keys() & _RECORD or take_record(draft) or take_title(draft, "lead")
    draft.explain_cues(*_FRAME)
    if draft.slots.get("field") == "created":
        draft.explain_cues("arrive")
    if draft.slots.keys() & _RECORD or draft.slots.get("field") in ("phone", "email"):
        draft.explain_cues("contact", "id")
    if not draft.slots.keys() & _RECORD:
        draft.explain_cues("company", "contact")
        if not take_company_left(draft):
            draft.strength = 0.93 if draft.reading.request.context.entity else 0.5
    return draft


RULES: Rules = (Rule("show.field", _field_of), Rule("show.about", _about))
