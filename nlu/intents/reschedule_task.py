"""Move a task's deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.company import take_company
from nlu.parts.count import take_ordinal
from nlu.parts.period import take_deadline
from nlu.parts.record import take_company_led, take_lead_id, take_quoted_lead, take_this
from nlu.parts.tasks import take_task_type
from nlu.parts.words import give_text, rest, take_task_title
from nlu.reading import Reading
from nlu.values import Moment


@dataclass(frozen=True, slots=True)
class RescheduleTask(RecordReference):
    """Move a task's deadline."""

    stem: ClassVar[str] = "reschedule_task"
    required: ClassVar[tuple[Need, ...]] = (Need("due", ("due", "shift")),)

    due: Moment | None = None
    shift: str | None = None
    text: str | None = None
    ordinal: int | None = None
    type: str | None = None


_FRAME = ("reschedule", "task", "want", "date", "deal", "company", "contact", "this_task", "now")


def _moved(reading: Reading) -> Draft | Refusal:
    """«Перенеси вторую на пятницу», «сдвинь звонок Сидоровой на час», «новый срок задачи — 25.03»."""
    if not reading.has("reschedule") and not _dated(reading) and not _shifted(reading):
        return Refusal("не просят перенести срок")
    if "reschedule" not in reading.orders and not reading.has("task", "date", "call", "meeting"):
        return Refusal("переносить велят не срок задачи")
    about = reading.has("task", "call", "meeting", "this_task", "date")
    if not about and not any(map(reading.all, ("task_type", "ordinal", "date", "shift"))):
        return Refusal("речь не о задаче")
    if _names_stage(reading) or reading.has("which", "how_many", "pipeline", "budget", "phone"):
        return Refusal("переносят не срок задачи")
    draft = Draft(reading)
    _take_when(draft)
    take_ordinal(draft)
    take_this(draft) or take_lead_id(draft) or take_quoted_lead(draft)
    take_company(draft)
    draft.explain_cues(*_FRAME)
    _take_what(draft)
    return draft


def _names_stage(reading: Reading) -> bool:
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    return any(one.first not in quoted for one in reading.all("stage"))


def _dated(reading: Reading) -> bool:
    """«Новый срок задачи — 25.03», «дедлайн по задаче теперь 31 декабря», «эту задачу на среду»."""
    when = bool(reading.all("date"))
    term = reading.has("date") and reading.has("task") and reading.has("now", "new")
    this = any(reading.norm(i - 1) == "эту" for i in reading.where("task"))
    return when and (term or (this and not reading.orders))


def _shifted(reading: Reading) -> bool:
    """«Задачу по сделке 5055 на два дня позже»: the words can be nothing but a shift."""
    moved = any(
        found.value.length is not None and found.value.length.moved
        for found in reading.all("date")
        if hasattr(found.value, "length")
    )
    return moved and reading.has("task", "call", "meeting")


def _take_when(draft: Draft) -> None:
    for found in draft.reading.all("shift"):
        if draft.is_free(found):
            draft.take("shift", found, found.value)
            return
    take_deadline(draft)


def _take_what(draft: Draft) -> None:
    """«Звонок Сидоровой» is a type and a person; what follows «задачу» is the task's own text."""
    if not draft.reading.has("task"):
        take_task_type(draft)
    for found in draft.reading.all("person"):
        head = draft.reading.norm(found.first - 1) in {"по", "с", "у"} or "type" in draft.slots
        if draft.is_free(found) and head:
            draft.take("contact", found, found.value.name)
            break
    if not take_task_title(draft):
        take_company_led(draft)
        _take_text(draft)


def _take_text(draft: Draft) -> None:
    """The task's own words stand in quotes or right behind «задачу»; other words are talk."""
    reading = draft.reading
    for found in reading.all("quote"):
        if draft.is_free(found):
            draft.take("text", found, found.value)
            return
    for head in reading.where("task"):
        words = rest(draft, head + 1)
        if words and words[0] <= head + 2:
            give_text(draft, "text", words)
            return
    if not reading.has("task") and "type" not in draft.slots and "ordinal" not in draft.slots:
        give_text(draft, "text", rest(draft, (reading.first("reschedule") or 0) + 1))


RULES: Rules = (Rule("reschedule_task.moved", _moved),)
