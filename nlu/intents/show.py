"""Answer about one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import Field
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, Need, RecordReference
from nlu.parts.company import take_company_left
from nlu.parts.record import take_record
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
_FIELDS: tuple[tuple[str, Field], ...] = (
    ("phone", "phone"),
    ("email", "email"),
    ("note", "notes"),
    ("task", "tasks"),
    ("planned", "tasks"),
    ("people", "contacts"),
    ("own", "responsible"),
    ("responsible", "responsible"),
    ("budget", "budget"),
    ("stage", "stage"),
    ("created", "created"),
    ("when", "created"),
    ("company", "company"),
)


def _field_of(reading: Reading) -> Draft | Refusal:
    """«Какой телефон у Петрова», «кто ведёт сделку 5001», «почта этого контакта какая»."""
    draft = Draft(reading)
    if not reading.has(*_ASKED) or _is_order(reading):
        return Refusal("нет вопроса о записи")
    for cue, name in _FIELDS:
        index = reading.first(cue)
        if index is not None and not (cue == "company" and take_record(Draft(reading))):
            draft.put("field", name, [index])
            break
    else:
        return Refusal("не сказано, что о записи нужно знать")
    return _with_record(draft)


def _about(reading: Reading) -> Draft | Refusal:
    """«Расскажи про эту сделку», «что по сделке 5001», «подготовь к звонку Петрову»."""
    if not reading.has("about", "tell_about", "what") or _is_order(reading):
        return Refusal("не просят рассказать о записи")
    draft = _with_record(Draft(reading, strength=0.96))
    return draft if draft.slots else Refusal("не сказано, о какой записи")


def _with_record(draft: Draft) -> Draft:
    take_record(draft)
    draft.explain_cues(
        *_ASKED, "deal", "contact", "card", "about", "tell_about", "hang", "base", "arrive"
    )
    take_company_left(draft)
    return draft


def _is_order(reading: Reading) -> bool:
    orders = {"create", "put", "change", "move", "assign", "complete", "reschedule", "remind"}
    return bool(reading.commands & orders) and not reading.commands & {"tell", "show", "find"}


RULES: Rules = (Rule("show.field", _field_of), Rule("show.about", _about))
