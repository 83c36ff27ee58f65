"""Find tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from nlu.choices import TaskStatus
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.beyond import is_beyond
from nlu.parts.company import take_company, take_company_left
from nlu.parts.count import take_limit
from nlu.parts.done import is_over
from nlu.parts.leftover import leaves_name
from nlu.parts.likeliest import traits
from nlu.parts.measure import asks_much, groups_by
from nlu.parts.moved import gives_term, says_move
from nlu.parts.numbered import take_number_asked
from nlu.parts.one_task import asks_for_one
from nlu.parts.own_values import PLAIN
from nlu.parts.period import take_range
from nlu.parts.plans import (
    asks_own_plans,
    asks_what_is_left,
    asks_whom_to_call,
    explain_duty,
    explain_left,
    explain_waiting,
    is_anything_there,
    take_speaker,
)
from nlu.parts.ranked import ranked
from nlu.parts.record import take_lead_id, take_quoted_lead, take_this
from nlu.parts.talk_ahead import asked_of_talk
from nlu.parts.task_words import take_person_met
from nlu.parts.tasks import is_pending, take_task_status, take_task_type
from nlu.parts.title import take_title
from nlu.parts.topic import take_topic
from nlu.parts.undertaking import take_undertaking
from nlu.parts.whether import asks_whether
from nlu.parts.who import take_apposed, take_contact, take_me, take_responsible
from nlu.parts.words import is_dropped
from nlu.reading import Reading
from nlu.values import DateRange


@dataclass(frozen=True, slots=True)
class FindTasks(RecordReference):
    """Find tasks."""

    stem: ClassVar[str] = "find_tasks"
    required: ClassVar[tuple[Need, ...]] = ()

    responsible: str | None = None
    due: DateRange | None = None
    status: TaskStatus | None = None
    type: str | None = None
    limit: int | None = None


_FRAME = ("find", "show", "tell", "want", "which", "who", "what", "where", "exists", "task", "hang")
_NEXT = frozenset({"следующий", "ближний", "ближайший"})
_BURNING = frozenset({"гореть", "сгореть"})
_DAY = timedelta(days=1)
_MORE_FRAME = (
    "own",
    "list",
    "base",
    "responsible",
    "deal",
    "contact",
    "company",
    "whole",
    "planned",
    "kind",
    "team",
)


def _listed(reading: Reading) -> Draft | Refusal:
    """«Какие задачи у Орлова на завтра», «просроченные задачи», «замеры на послезавтра есть»."""
    one = any(map(reading.is_one, reading.where("task")))
    told = reading.has("state_done", "complete", "reschedule") or says_move(reading)
    told = told or is_over(reading) is not None
    told = told or any(is_dropped(reading, i) for i in range(len(reading.tokens)))
    told = told and not asks_whether(reading)
    if one and told and not reading.has("which", "show", "find"):
        return Refusal("говорят о сделанной задаче")
    if ranked(reading) or groups_by(reading) or asks_much(reading) is not None:
        return Refusal("людей сравнивают или задачи считают, а не ищут")
    if gives_term(reading) and not reading.has("which", "what"):
        return Refusal("задаче ставят срок")
    if asks_for_one(reading) or _is_given(reading):
        return Refusal("задачу просят поставить")
    if (reading.all("stage") and not reading.has("task")) or _are_somebodys(reading):
        return Refusal("назван этап сделок, или задачи неизвестно чьи")
    if reading.norm(0) == "как" and reading.norm(1) in {"дела", "дело"}:
        return Refusal("спрашивают, как дела")
    if not reading.has("task") and not _lists_work(reading):
        return Refusal("не сказано, что ищут задачи")
    if _orders_otherwise(reading) or is_beyond(reading) or asked_of_talk(reading):
        return Refusal("нет вопроса")
    draft = _fill(Draft(reading))
    asked = reading.has("which", "what", "show", "find", "exists", "want", "how_many")
    if one and not asked and draft.slots.keys() <= {"company", "limit"}:
        return Refusal("названа одна задача, и о ней ничего не спрашивают")
    return Refusal("не понято, о ком речь") if leaves_name(draft) else draft


def _are_somebodys(reading: Reading) -> bool:
    """«Какие задачи у менеджера по продажам»: no user is named."""
    heads = (i for i in reading.where("responsible") if reading.norm(i - 1) == "у")
    return not reading.users and any(map(reading.is_one, heads))


def _is_given(reading: Reading) -> bool:
    """«И задачу на завтра: замер», «клиент в отпуске, задачу на 15 марта»: nothing is asked."""
    asked = reading.has("which", "what", "who", "exists", "how_many", "want", "list")
    sought = reading.commands & {"find", "show", "tell"} or reading.orders
    questioned = reading.has_question_mark
    return "задачу" in reading.norms and not (asked or sought or questioned)


def _agenda(reading: Reading) -> Draft | Refusal:
    """«Что у меня на сегодня», «что запланировано на пятницу», «какие планы на завтра»."""
    due = is_pending(reading) or reading.has("state_overdue")
    if asks_own_plans(reading):
        return _own_plans(reading)
    if not _asks_plans(reading) or (reading.has("deal", "contact") and not due):
        return Refusal("это не вопрос о делах на день")
    if _orders_otherwise(reading) or reading.all("stage") or ranked(reading) or is_beyond(reading):
        return Refusal("нет вопроса")
    if asked_of_talk(reading):
        return Refusal("нет вопроса")
    return _fill(Draft(reading, strength=0.95))


def _calls(reading: Reading) -> Draft | Refusal:
    """«Кому звонить», «кто ждёт звонка», «с кем встретиться»."""
    if asks_own_plans(reading) or not asks_whom_to_call(reading):
        return Refusal("не спрашивают, с кем говорить")
    return explain_waiting(_fill(Draft(reading, strength=PLAIN)))


def _left(reading: Reading) -> Draft | Refusal:
    """«Что осталось сделать», «что я сегодня не успела»."""
    if not asks_what_is_left(reading):
        return Refusal("не спрашивают, что осталось сделать")
    draft = Draft(reading, strength=PLAIN)
    take_speaker(draft)
    return explain_left(_fill(draft))


def _own_plans(reading: Reading) -> Draft:
    """«Кому я сегодня должен позвонить», «куда мне завтра ехать»."""
    anything = is_anything_there(reading)
    draft = Draft(reading, strength=PLAIN if anything else 0.97)
    take_speaker(draft)
    _fill(draft)
    explain_duty(draft)
    if anything:
        draft.explain_cues("put")
    return draft


def _asks_plans(reading: Reading) -> bool:
    if reading.has("state_overdue") or is_pending(reading):
        return True
    who = reading.has("who") and (reading.has("call", "meeting") or bool(reading.all("task_type")))
    asked = reading.has("what", "planned") and not reading.has("closing", "arrive")
    return (who or asked) and bool(reading.all("date"))


def _fill(draft: Draft) -> Draft:
    take_task_status(draft)
    take_topic(draft) or take_this(draft) or take_lead_id(draft) or take_quoted_lead(draft)
    take_number_asked(draft, plain=False)
    take_company(draft)
    take_task_type(draft)
    take_undertaking(draft, small=False)
    found = take_contact(draft) or "company" in draft.slots or take_apposed(draft)
    if not found and "type" in draft.slots:
        take_person_met(draft)
    take_responsible(draft) or take_me(draft, dative=True)
    take_range(draft, "due", forward=not _was(draft.reading))
    _settle_overdue(draft)
    take_limit(draft)
    draft.explain_cues(*_FRAME, *_MORE_FRAME)
    if _asks_set(draft.reading):
        draft.explain_cues("put")
    if draft.reading.has("when") or _asks_hour(draft.reading):
        draft.explain_cues("when", "how_many")
        draft.explain(i for i, t in enumerate(draft.reading.tokens) if t.lemmas & _NEXT)
    take_title(draft, "lead") or take_company_left(draft)
    return draft


def _settle_overdue(draft: Draft) -> None:
    """«Что горит сегодня» is due today; «просроченные на сегодня» are all that are overdue."""
    now, due = draft.reading.request.now, draft.slots.get("due")
    if draft.slots.get("status") != "overdue" or not isinstance(due, DateRange):
        return
    if due.start is None or due.stop is None or not due.start <= now < due.stop:
        return
    burning = any(draft.reading.lemmas(i) & _BURNING for i in draft.places["status"])
    gone = "status" if burning else "due"
    if due.stop - due.start <= _DAY:
        del draft.slots[gone], draft.places[gone]


def _was(reading: Reading) -> bool:
    """«Что делал Тимур в понедельник»: the past tense looks back."""
    said = (t for i, t in enumerate(reading.tokens) if i not in reading.courtesy)
    verbs = (p for token in said for p in token.parses[:1] if p.pos == "VERB")
    return any("past" in parse.grammemes for parse in verbs)


def _lists_work(reading: Reading) -> bool:
    """Types of tasks in the plural, or asked about: «звонки на завтра», «есть ли встречи»."""
    own = [found.first for found in reading.all("task_type")]
    if own and reading.orders & {"show", "find"}:
        return True
    kinds = [*reading.where("call", "meeting", "mail"), *own]
    asked = reading.has("which", "exists", "show", "find", "state_overdue", "when")
    asked = asked or _asks_hour(reading) or _asks_set(reading)
    return any(asked or not reading.is_one(index) for index in kinds if _is_noun(reading, index))


def _asks_set(reading: Reading) -> bool:
    """«По 5330 созвон назначен?», «встреча с Гусевым запланирована?»."""
    said = (i for i in reading.where("put", "planned") if "PRTS" in traits(reading, i))
    return reading.has_question_mark and any(True for _ in said)


def _asks_hour(reading: Reading) -> bool:
    """«Во сколько у меня встреча»."""
    return any(reading.norm(i - 1) == "в" for i in reading.where("how_many"))


def _is_noun(reading: Reading, index: int) -> bool:
    return any(parse.pos == "NOUN" for parse in reading.tokens[index].parses)


def _orders_otherwise(reading: Reading) -> bool:
    if (reading.has("how_many") and not _asks_hour(reading)) or (
        reading.has("remind") and not reading.has("which", "what")
    ):
        return True
    acts = {"put", "complete", "reschedule", "assign"}
    asked = reading.has("what") and reading.has("planned")
    if asked or (reading.has("list") and not reading.has("note")):
        return False
    return bool(reading.commands & acts) and not reading.commands & {"find", "show", "tell"}


RULES: Rules = (
    Rule("find_tasks.listed", _listed),
    Rule("find_tasks.agenda", _agenda, plain=True),
    Rule("find_tasks.left", _left, plain=True),
    Rule("find_tasks.calls", _calls, plain=True),
)
