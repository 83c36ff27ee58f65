"""Mark a task as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.came_of import (
    give_dropped,
    give_rest,
    give_result,
    give_told,
    give_told_beside,
    give_told_last,
    take_told_party,
)
from nlu.parts.clauses import is_denial
from nlu.parts.closing import (
    among_done,
    behind_tick,
    ends_deal,
    is_number_alone,
    is_of_other,
    is_of_task,
    is_only_done,
    is_put_among_done,
    is_set,
    makes_so,
    numbers_one,
    taken_off,
)
from nlu.parts.company import take_company_of_task
from nlu.parts.company_inside import company_runs
from nlu.parts.count import take_ordinal
from nlu.parts.deed import (
    calls_off,
    cancels,
    closes_deed,
    drops_task,
    is_marked,
    is_on_deal,
    is_stated,
)
from nlu.parts.deed_taken import take_deed
from nlu.parts.done import (
    closes_listed,
    closes_overdue,
    closes_with_result,
    deems_done,
    is_closed_whole,
    is_done_with,
    is_over,
    is_own_deed,
    is_verdict_alone,
    names_deed,
    thing_and_verdict,
    told_behind_verdict,
)
from nlu.parts.listed import lists_leads
from nlu.parts.own_values import PLAIN
from nlu.parts.quoted import take_quoted_party
from nlu.parts.record import (
    take_bare_id,
    take_company_by,
    take_lead_id,
    take_record,
    take_this,
)
from nlu.parts.remark import tail_start
from nlu.parts.second_order import orders_more
from nlu.parts.task_record import take_named_first
from nlu.parts.task_title import described, take_task_title
from nlu.parts.task_words import take_named_inside
from nlu.parts.tasks import owners
from nlu.parts.things import is_thing
from nlu.parts.title import take_title
from nlu.parts.words import give_text, rest
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class CompleteTask(RecordReference):
    """Mark a task as done."""

    stem: ClassVar[str] = "complete_task"
    required: ClassVar[tuple[Need, ...]] = ()

    text: str | None = None
    ordinal: int | None = None
    result: str | None = None


_DONE = frozenset({"complete", "state_done", "tick"})
_FRAME = (
    "mine",
    "complete",
    "task",
    "want",
    "result",
    "deal",
    "company",
    "contact",
    "this_task",
    "state_done",
    "deem",
    "talk_cancel",
)


def _closed(reading: Reading) -> Draft | Refusal:
    """«Закрой вторую задачу», «задачу по Вектору закрываем, итог: отказ», «готово по задаче …»."""
    quoted = bool(reading.all("quote")) and (is_marked(reading) or names_deed(reading))
    own = is_own_deed(reading) or is_done_with(reading) or closes_listed(reading)
    own = own or deems_done(reading) or is_put_among_done(reading) or closes_overdue(reading)
    which = described(reading)
    deed = quoted or own or bool(which) or is_only_done(reading) or closes_with_result(reading)
    refusal = _refusal(reading, deed=deed)
    if refusal is not None:
        return refusal
    plain = own or cancels(reading) or drops_task(reading)
    draft = Draft(reading, strength=PLAIN if plain else 1.0)
    _explain_frame(draft)
    border = behind_tick(reading) or tail_start(draft, "result", _DONE)
    if which and border is not None and border <= which.stop:
        border = None
    border = border or is_over(reading)
    draft.places["beyond"] = set(range(border or len(reading.tokens), len(reading.tokens)))
    take_ordinal(draft)
    draft.places.pop("beyond")
    take_this(draft) or take_lead_id(draft) or take_bare_id(draft) or take_company_of_task(draft)
    if take_task_title(draft):
        take_named_inside(draft)
    give_told(draft, border)
    give_dropped(draft)
    take_record(draft, people=False, until=border) or take_title(draft, "lead")
    _take_by_name(draft)
    if border is not None:
        give_result(draft, take_named_first(draft, border))
    if "ordinal" in draft.slots:
        draft.explain(j for i in reading.where("list") for j in (i - 1, i) if j >= 0)
    _explain_tick(draft)
    if "text" not in draft.slots:
        draft.explain(i for one in reading.all("date") for i in range(one.first, one.stop))
        draft.explain_cues("whole", "state_overdue", "state_open")
        give_rest(draft, border)
    elif border is None:
        give_told_last(draft)
    return draft


def _explain_tick(draft: Draft) -> None:
    reading = draft.reading
    if reading.has("tick", "state_done"):
        draft.explain_cues("tick")
        draft.explain(i for i in reading.where("put") if reading.is_command(i))


def _is_of_one(reading: Reading) -> bool:
    """«Эту задачу»; «галочку у задачи сверить остатки», though these may be many."""
    ticked = reading.has("tick") and "put" in reading.orders
    return ticked or any(map(reading.is_one, reading.where("task", "this_task")))


def _explain_frame(draft: Draft) -> None:
    """Account for the order's own words, and for «нет, …» to what was proposed."""
    cut = draft.reading.clauses
    draft.explain_cues(*_FRAME)
    off = taken_off(draft.reading)
    draft.explain([*owners(draft.reading), *among_done(draft.reading), *off])
    draft.explain(i for one in cut[:-1] if is_denial(draft.reading, one) for i in one)


def _refusal(reading: Reading, *, deed: bool) -> Refusal | None:
    """Say why no task is closed.

    Args:
        deed: the words alone tell that something is done.
    """
    over = is_over(reading) is not None
    said = [
        i for i in reading.where("complete", "state_done", "tick") if not is_of_other(reading, i)
    ]
    off = calls_off(reading) or drops_task(reading)
    if not said and not over and not off:
        return Refusal("не сказано, что дело сделано")
    if not reading.has("task", "this_task") and not numbers_one(reading) and not deed:
        return Refusal("речь не о задаче")
    if reading.has("deal", "stage") and not reading.has("task") and reading.has("losing"):
        return Refusal("закрывают сделку")
    if orders_more(reading, "complete") or ends_deal(reading) or makes_so(reading):
        return Refusal("велят не только закрыть одну задачу")
    if is_set(reading):
        return Refusal("задачу ставят, а не закрывают")
    if lists_leads(reading) and reading.has("state_won", "state_lost"):
        return Refusal("закрывают сделку")
    asked = set(reading.where("which", "how_many")).difference(described(reading))
    if asked or _asks_to_show(reading):
        return Refusal("задачи просят показать, а не закрыть")
    if not (
        over
        or deed
        or off
        or reading.orders & {"complete"}
        or reading.has("tick", "state_done")
        or is_of_task(reading)
        or is_closed_whole(reading)
    ):
        return Refusal("закрывают не задачу")
    one = deed or is_number_alone(reading) or _is_of_one(reading)
    if not one and "complete" not in reading.orders:
        return Refusal("о задачах спрашивают")
    return None


def _asks_to_show(reading: Reading) -> bool:
    """«Покажи», «напомни», «найди»; «кинь в выполненные» shows nothing."""
    return bool(reading.orders & {"find", "show", "remind"}) and not is_put_among_done(reading)


def _done(reading: Reading) -> Draft | Refusal:
    """«Отправить счёт по сделке 5002 — сделано», «выполнено: сверка актов»."""
    told = told_behind_verdict(reading)
    if is_verdict_alone(reading) or told:
        draft = Draft(reading, strength=PLAIN)
        draft.explain(reading.content)
        give_text(draft, "result", told)
        take_told_party(draft, told)
        return draft
    found = thing_and_verdict(reading)
    if found is None or reading.has("which", "how_many"):
        return Refusal("не названо дело и то, что оно сделано")
    thing, verdict = found
    draft = Draft(reading, strength=PLAIN)
    take_this(draft) or take_lead_id(draft) or take_bare_id(draft)
    for quote in reading.all("quote"):
        if (quote.first, quote.stop) == (thing.start, thing.stop):
            draft.take("text", quote, quote.value)
    draft.explain(verdict)
    if "text" not in draft.slots:
        give_text(draft, "text", rest(draft, thing.start, thing.stop))
    take_named_inside(draft)
    behind = range(max(thing.stop, verdict.stop) + 1, len(reading.tokens))
    draft.explain(i for i in behind if reading.cues[i] & set(_FRAME))
    give_result(draft, behind.start)
    return draft


def _deed(reading: Reading) -> Draft | Refusal:
    """«Встречу с Гаврилюком провели, закрой», «закрывай звонок Гульшат», «сделал замер, закрой»."""
    on_deal = is_on_deal(reading)
    if not closes_deed(reading) or (reading.has("deal", "note") and not on_deal):
        return Refusal("не закрывают названное дело")
    if reading.has("which", "how_many", "task") or reading.orders & {"find", "show", "remind"}:
        return Refusal("речь не о сделанном деле")
    plain = on_deal or cancels(reading) or is_stated(reading)
    draft = Draft(reading, strength=PLAIN if plain else 1.0)
    take_deed(draft)
    give_told_beside(draft)
    draft.explain_cues(*_FRAME)
    _explain_tick(draft)
    return draft


def _take_by_name(draft: Draft) -> None:
    """«По Карапетяну», «по Зерну», «на задаче с Рубином»: the record the task hangs on."""
    reading = draft.reading
    if take_quoted_party(draft):
        return
    of_task = {i + 1 for i in reading.where("task") if reading.norm(i + 1) == "с"}
    for found in reading.all("person"):
        led = reading.norm(found.first - 1) == "по" or found.first - 1 in of_task
        if draft.is_free(found) and led and not is_thing(reading, found):
            draft.take("contact", found, found.value.name)
            return
    if not take_company_by(draft) and of_task:
        behind = [i + 1 for i in of_task if i + 1 < len(reading.tokens)]
        for run in company_runs(reading, behind):
            draft.put("company", reading.naming.company(run.start, run.stop), run)
            return


def _called_off(reading: Reading) -> Draft | Refusal:
    """«Отмени встречу с Кимом», «отмени задачу по Ромашке»: it is closed, and not as done."""
    if not (cancels(reading) or calls_off(reading)):
        return Refusal("ничего не отменяют")
    closed = _closed(reading)
    return closed if isinstance(closed, Draft) else _deed(reading)


CALLED_OFF = "complete_task.called_off"
RULES: Rules = (
    Rule(CALLED_OFF, _called_off, plain=True),
    Rule("complete_task.closed", _closed, plain=True),
    Rule("complete_task.deed", _deed, plain=True),
    Rule("complete_task.done", _done, plain=True),
)
