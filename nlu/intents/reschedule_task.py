"""Move a task's deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.clauses import told_before
from nlu.parts.company import take_company, take_company_coined
from nlu.parts.count import take_ordinal
from nlu.parts.denied import explain_denied
from nlu.parts.moved import gives_term, is_contrasted, says_move, sets_ahead
from nlu.parts.period import take_deadline
from nlu.parts.record import (
    take_company_led,
    take_lead_id,
    take_likely_person,
    take_quoted_lead,
    take_this,
)
from nlu.parts.task_words import take_person_met
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


_ASKED = ("which", "how_many", "who", "when", "where")
_FRAME = (
    "reschedule",
    "task",
    "want",
    "date",
    "deal",
    "company",
    "contact",
    "this_task",
    "now",
    "new",
)


def _moved(reading: Reading) -> Draft | Refusal:
    """«Перенеси вторую на пятницу», «сдвинь звонок Сидоровой на час», «новый срок — 25.03»."""
    refusal = _otherwise(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    if is_contrasted(reading):
        explain_denied(draft)
    if is_contrasted(reading) or gives_term(reading):
        draft.explain(i for i in reading.where("put", "assign", "let") if reading.is_order(i))
    told = _pass_told_days(draft)
    _take_when(draft)
    take_ordinal(draft)
    take_this(draft) or take_lead_id(draft) or take_quoted_lead(draft)
    take_company(draft)
    draft.explain_cues(*_FRAME)
    _take_what(draft)
    if draft.slots.keys() & {"type", "text", "ordinal", "lead_id", "this"}:
        draft.explain(told)
    return draft


def _otherwise(reading: Reading) -> Refusal | None:
    """Say what else is asked, where no deadline is moved."""
    if not reading.has("reschedule") and not says_move(reading):
        return Refusal("не просят перенести срок")
    if sets_ahead(reading):
        return Refusal("задачу ставят, а не переносят")
    about = reading.has("task", "call", "meeting", "this_task", "date")
    about = about or bool(reading.all("task_type"))
    if "reschedule" not in reading.orders and not about and not says_move(reading):
        return Refusal("переносить велят не срок задачи")
    about = about or says_move(reading)
    if not about and not any(map(reading.all, ("task_type", "ordinal", "date", "shift"))):
        return Refusal("речь не о задаче")
    if "как" in (reading.norm(0), reading.norm(1)):
        return Refusal("спрашивают, как это сделать")
    if reading.has("deal") and reading.all("stage") and not reading.all("date"):
        return Refusal("переносят сделку на другой этап")
    if _names_stage(reading) or reading.has(*_ASKED, "pipeline", "budget", "phone"):
        return Refusal("переносят не срок задачи")
    return None


def _pass_told_days(draft: Draft) -> frozenset[int]:
    """«Утром не сложилось, передвинь на вечер»: a day said before the order is not the new one."""
    told = told_before(draft.reading) | _led_to(draft.reading)
    dates = draft.reading.all("date")
    former = {i for one in dates if one.first in told for i in range(one.first, one.stop)}
    former |= _former_days(draft.reading)
    if any(one.first not in former for one in dates):
        draft.places["told"] = former
        draft.explain(former)
    return told


def _former_days(reading: Reading) -> set[int]:
    """«Задачу на завтра перенеси на пятницу»: the day before the order is the one it had."""
    order = next((i for i in reading.where("reschedule") if reading.is_order(i)), 0)
    dates = [one for one in reading.all("date") if getattr(one.value, "day", None) is not None]
    if not any(one.first > order for one in dates):
        return set()
    return {i for one in dates if one.stop <= order for i in range(one.first, one.stop)}


def _led_to(reading: Reading) -> frozenset[int]:
    """«Сегодня завал, перенеси на завтра», «в пятницу я в отпуске, …»: no verb, yet news."""
    moving = (i for i in reading.where("reschedule") if reading.is_order(i))
    order = next(moving, 0)
    start = next((one.start for one in reading.clauses if order in one), 0)
    named = reading.where("task", "call", "meeting", "this_task", "deal")
    return frozenset() if any(i < start for i in named) else frozenset(range(start))


def _names_stage(reading: Reading) -> bool:
    """«В переговоры» is where a deal goes; «отправку КП» is a task moved to a day."""
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    types = {one.first for one in reading.all("task_type") if reading.all("date")}
    return any(one.first not in quoted | types for one in reading.all("stage"))


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
        street = draft.reading.norm(found.first - 1) == "на" and found.value.users is None
        if draft.is_free(found) and head and not street:
            draft.take("contact", found, found.value.name)
            break
    if "contact" not in draft.slots and "type" in draft.slots:
        take_likely_person(draft, frozenset({"с", "со"}))
    if "contact" not in draft.slots and "type" in draft.slots:
        take_person_met(draft)
    titled = take_task_title(draft)
    take_company_led(draft) or take_company_coined(draft, frozenset({"по", "с", "со", "для"}))
    if not titled:
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
        marked = not reading.is_word(min(head + 1, len(reading.tokens) - 1))
        if words and words[0] <= head + 2 and not (marked and reading.has("talk_no")):
            give_text(draft, "text", words)
            return
    if not reading.has("task") and "type" not in draft.slots and "ordinal" not in draft.slots:
        give_text(draft, "text", rest(draft, (reading.first("reschedule") or 0) + 1))


RULES: Rules = (Rule("reschedule_task.moved", _moved),)
