"""Move a task's deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.clauses import beside, news
from nlu.parts.company import take_company, take_company_of_task
from nlu.parts.count import take_ordinal
from nlu.parts.day_alone import numbered_beside, put_off
from nlu.parts.denied import explain_denied
from nlu.parts.likeliest import is_infinitive, is_past, traits
from nlu.parts.moved import (
    is_contrasted,
    is_passed_on,
    says_move,
    sets_ahead,
    take_day_moved_to,
)
from nlu.parts.moved_text import take_moved_text
from nlu.parts.mused import speaks_mind
from nlu.parts.open_lead import goes_on, is_open_lead
from nlu.parts.own_values import PLAIN
from nlu.parts.period import take_deadline
from nlu.parts.placed import sets_stage
from nlu.parts.record import (
    take_bare_id,
    take_company_led,
    take_lead_id,
    take_likely_person,
    take_quoted_lead,
    take_this,
)
from nlu.parts.second_order import orders_more
from nlu.parts.task_news import take_firm_left, take_party_in
from nlu.parts.task_title import described, take_task_title
from nlu.parts.task_words import take_named_inside, take_person_met
from nlu.parts.tasks import is_whose, owners, take_task_type
from nlu.reading import Reading, Who
from nlu.types import Found
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


_RECORD = frozenset({"contact", "company", "lead", "lead_id", "this", "ordinal"})
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

_TERM = frozenset({"reschedule", "date", "task", "want"})
_MOVING = frozenset({"reschedule", "change", "put"})


def _moved(reading: Reading) -> Draft | Refusal:
    """«Перенеси вторую на пятницу», «сдвинь звонок Сидоровой на час», «новый срок — 25.03»."""
    if not reading.has("reschedule") and not says_move(reading):
        return Refusal("не просят перенести срок")
    told = beside(reading) | _beside(reading) | set(put_off(reading)) | numbered_beside(reading)
    refusal = _refusal(reading, told)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    if is_contrasted(reading):
        explain_denied(draft)
    if not reading.has("reschedule"):
        draft.explain(i for i in reading.where("put", "assign", "let") if reading.is_order(i))
    _pass_told_days(draft, told)
    _take_when(draft)
    take_ordinal(draft)
    take_this(draft) or take_lead_id(draft) or take_bare_id(draft) or take_quoted_lead(draft)
    take_company(draft) or take_company_of_task(draft)
    draft.explain_cues(*_FRAME)
    draft.explain(owners(reading))
    rung = (i for i in reading.where("call", "meeting") if i in told and is_past(reading, i))
    draft.mark("denied", rung)
    titled = _take_what(draft)
    if not draft.slots.keys() & _RECORD:
        take_party_in(draft, {i for one in news(reading) for i in one})
    draft.explain(told)
    if not titled:
        take_moved_text(draft)
    if _names_term_alone(draft) or _is_plain(draft):
        draft.strength = PLAIN
    return draft


def _names_term_alone(draft: Draft) -> bool:
    """«Сдвинуть срок», «дедлайн перенеси»: whose and when are to be asked."""
    reading = draft.reading
    said = (reading.cues[i] for i in reading.content)
    return not draft.slots and reading.has("date") and all(c & _TERM for c in said)


def _is_plain(draft: Draft) -> bool:
    """«Переноси планёрку со вторника на среду»: a thing, when to, and nothing else is said."""
    reading, said = draft.reading, draft.places.get("text", set())
    ordered = any("impr" in traits(reading, i) for i in reading.where("reschedule"))
    moment = draft.slots.keys() & {"due", "shift"} and draft.score >= 1.0
    thing = bool(said) and traits(reading, min(said)) >= {"NOUN", "inan"}
    return ordered and bool(moment) and thing and not reading.has("deal", "stage", "pipeline")


def _beside(reading: Reading) -> frozenset[int]:
    """«Сегодня завал, перенеси на завтра», «сдвинь на час, я в пробке»: why, with no verb."""
    orders = [i for i in reading.where("reschedule") if reading.is_order(i)]
    clause = next((one for one in reading.clauses if orders and orders[0] in one), range(0))
    moments = [one for kind in ("date", "shift") for one in reading.all(kind)]
    if not any(one.first in clause for one in moments):
        return frozenset()
    others = [one for one in reading.clauses if one != clause]
    return frozenset(i for one in others if _says_why(reading, one) for i in one)


def _says_why(reading: Reading, clause: range) -> bool:
    """Words that are no moment alone, no record, no task and no order."""
    said = [i for i in clause if i not in reading.figures and reading.is_word(i)]
    named = any(reading.cues[i] & {"task", "call", "meeting", "deal", "let"} for i in clause)
    return bool(said) and not named and not any(map(reading.is_order, clause))


def _refusal(reading: Reading, told: frozenset[int]) -> Refusal | None:
    """Say why no deadline is moved.

    Args:
        told: what is told beside the order, whose words mean nothing here.
    """
    if (
        speaks_mind(reading)
        or orders_more(reading, "reschedule")
        or is_passed_on(reading)
        or _is_only_told(reading)
        or (reading.cues_at(0) & {"note"} and "reschedule" not in reading.orders)
    ):
        return Refusal("велят не перенести одну задачу")
    if sets_stage(reading) or _has_come_about(reading, told) or goes_on(reading):
        return Refusal("переносят сделку на другой этап")
    moves = says_move(reading)
    if sets_ahead(reading):
        return Refusal("задачу ставят, а не переносят")
    about = moves or reading.has("task", "call", "meeting", "this_task", "date")
    about = about or bool(reading.all("task_type"))
    if "reschedule" not in reading.orders and not about:
        return Refusal("переносить велят не срок задачи")
    if not about and not any(map(reading.all, ("task_type", "ordinal", "date", "shift"))):
        return Refusal("речь не о задаче")
    if "как" in (reading.norm(0), reading.norm(1)):
        return Refusal("спрашивают, как это сделать")
    if reading.has("deal") and reading.all("stage") and not reading.all("date"):
        return Refusal("переносят сделку на другой этап")
    told = told.union(described(reading))
    others = reading.where(*_ASKED, "pipeline", "budget", "phone")
    titled = Draft(reading)
    if (others or reading.all("stage")) and take_task_title(titled):
        told = told | titled.places["text"]
    if _names_stage(reading, told) or any(i not in told for i in others):
        return Refusal("переносят не срок задачи")
    return None


def _has_come_about(reading: Reading, told: frozenset[int]) -> bool:
    """«Вчера отправили КП, передвинь» on a deal's card: it goes to the stage that was reached."""
    done = any(one.first in told and is_past(reading, one.first) for one in reading.all("stage"))
    moments = (one.first for kind in ("date", "shift") for one in reading.all(kind))
    bare = not reading.has("task", "this_task") and told.issuperset(moments)
    return done and bare and is_open_lead(reading)


def _is_only_told(reading: Reading) -> bool:
    """«Задачу закрой, встречу перенесли», «замер перенесли, уточнить дату»: told, not ordered."""
    moved = reading.where("reschedule")
    described_so = (traits(reading, i) & {"PRTF", "ADJF"} for i in moved)
    if moved and all(described_so):
        return True  # «отложенный звонок Пестову через 20 минут»
    told = bool(moved) and all(is_past(reading, i) for i in moved)
    named = reading.has("task", "this_task")
    deeds = (i for i in reading.content if is_infinitive(reading, i))
    other = told and not named and any(not reading.cues[i] & _MOVING for i in deeds)
    return other or ("closing" in reading.orders and "reschedule" not in reading.orders)


def _pass_told_days(draft: Draft, told: frozenset[int]) -> None:
    """«Утром не сложилось, передвинь на вечер»: a day of the news is not the one it is moved to."""
    dates = draft.reading.all("date")
    left = [d for d in dates if d.first in told or draft.reading.norm(d.first - 1) == "вместо"]
    former = {i for one in left for i in range(one.first, one.stop)} | _former_days(draft.reading)
    gone = all(getattr(one.value, "back", False) and one.first in told for one in dates)
    if gone or any(one.first not in former for one in dates):
        draft.places["told"] = former
        draft.explain(former)


def _former_days(reading: Reading) -> set[int]:
    """«Задачу на завтра перенеси на пятницу»: the day before the order is the one it had."""
    order = next((i for i in reading.where("reschedule") if reading.is_order(i)), 0)
    dates = [one for one in reading.all("date") if getattr(one.value, "day", None) is not None]
    if not any(one.first > order for one in dates):
        return set()
    return {i for one in dates if one.stop <= order for i in range(one.first, one.stop)}


def _names_stage(reading: Reading, told: frozenset[int]) -> bool:
    """«В переговоры» is where a deal goes; «отправку КП» is a task moved to a day."""
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    types = {one.first for one in reading.all("task_type") if reading.all("date")}
    return any(one.first not in quoted | types | told for one in reading.all("stage"))


def _take_when(draft: Draft) -> None:
    if take_day_moved_to(draft):
        return
    for found in draft.reading.all("shift"):
        if draft.is_free(found):
            draft.take("shift", found, found.value)
            return
    take_deadline(draft)


def _take_what(draft: Draft) -> bool:
    """«Звонок Сидоровой» is a type and a person; what follows «задачу» is the task's own text.

    Returns:
        Whether the text is there.
    """
    titled = take_task_title(draft)
    if titled:
        take_named_inside(draft)
    elif not draft.reading.has("task"):
        take_task_type(draft)
    for found in draft.reading.all("person"):
        head = draft.reading.norm(found.first - 1) in {"по", "с", "у", "к"} or "type" in draft.slots
        named = draft.reading.norm(found.first - 2) == "по"
        head = head or (named and "contact" in draft.reading.cues[found.first - 1])
        street = draft.reading.norm(found.first - 1) == "на" and found.value.users is None
        head = head or is_whose(draft.reading, found)
        if found.value.users is not None and _is_owner(draft.reading, found):
            draft.explain(range(found.first, found.stop))
        elif draft.is_free(found) and head and not street:
            draft.take("contact", found, found.value.name)
            break
    if "contact" not in draft.slots and "type" in draft.slots:
        take_likely_person(draft, frozenset({"с"}))
    if "contact" not in draft.slots and "type" in draft.slots:
        take_person_met(draft)
    if not take_company_led(draft) and "company" not in draft.slots:
        take_firm_left(draft)
    return titled


def _is_owner(reading: Reading, found: Found[Who]) -> bool:
    """«У Тимура задача …»: a user who has the task is no client of it."""
    return "task" in reading.cues[min(found.stop, len(reading.tokens) - 1)] and (
        reading.norm(found.first - 1) == "у"
    )


RULES: Rules = (Rule("reschedule_task.moved", _moved, plain=True),)
