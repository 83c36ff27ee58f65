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
from nlu.parts.clauses import is_denial, is_told
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
from nlu.parts.likeliest import traits
from nlu.parts.listed import lists_leads
from nlu.parts.own_values import PLAIN
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
from nlu.parts.words import ALLOWING, give_text, rest
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class CompleteTask(RecordReference):
    """Mark a task as done."""

    stem: ClassVar[str] = "complete_task"
    required: ClassVar[tuple[Need, ...]] = ()

    text: str | None = None
    ordinal: int | None = None
    result: str | None = None


_DONE = frozenset({"complete", "state_done"})
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
    own = own or deems_done(reading)
    which = described(reading)
    deed = quoted or own or bool(which) or _is_only_done(reading) or closes_with_result(reading)
    refusal = _refusal(reading, deed=deed)
    if refusal is not None:
        return refusal
    plain = own or cancels(reading) or drops_task(reading)
    draft = Draft(reading, strength=PLAIN if plain else 1.0)
    _explain_frame(draft)
    border = tail_start(draft, "result", frozenset({"complete", "state_done"}))
    if which and border is not None and border <= which.stop:
        border = None
    border = border or is_over(reading)
    draft.places["beyond"] = set(range(border or len(reading.tokens), len(reading.tokens)))
    take_ordinal(draft)
    draft.places.pop("beyond")
    take_this(draft) or take_lead_id(draft) or take_bare_id(draft)
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


def _explain_frame(draft: Draft) -> None:
    """Account for the order's own words, and for «нет, …» to what was proposed."""
    cut = draft.reading.clauses
    draft.explain_cues(*_FRAME)
    draft.explain(owners(draft.reading))
    draft.explain(i for one in cut[:-1] if is_denial(draft.reading, one) for i in one)


def _refusal(reading: Reading, *, deed: bool) -> Refusal | None:
    """Say why no task is closed.

    Args:
        deed: the words alone tell that something is done.
    """
    over = is_over(reading) is not None
    said = [
        i for i in reading.where("complete", "state_done", "tick") if not _is_of_other(reading, i)
    ]
    off = calls_off(reading) or drops_task(reading)
    if not said and not over and not off:
        return Refusal("не сказано, что дело сделано")
    if not reading.has("task", "this_task") and not _numbered(reading) and not deed:
        return Refusal("речь не о задаче")
    if reading.has("deal", "stage") and not reading.has("task") and reading.has("losing"):
        return Refusal("закрывают сделку")
    if orders_more(reading, "complete") or _ends_deal(reading) or _makes_so(reading):
        return Refusal("велят не только закрыть одну задачу")
    if _is_set(reading):
        return Refusal("задачу ставят, а не закрывают")
    if lists_leads(reading) and reading.has("state_won", "state_lost"):
        return Refusal("закрывают сделку")
    asked = set(reading.where("which", "how_many")).difference(described(reading))
    if asked or reading.orders & {"find", "show", "remind"}:
        return Refusal("задачи просят показать, а не закрыть")
    if not (
        over
        or deed
        or off
        or reading.orders & {"complete"}
        or reading.has("tick", "state_done")
        or _of_task(reading)
        or is_closed_whole(reading)
    ):
        return Refusal("закрывают не задачу")
    one = any(map(reading.is_one, reading.where("task", "this_task")))
    if not (deed or one or _is_number_alone(reading) or "complete" in reading.orders):
        return Refusal("о задачах спрашивают")
    return None


def _is_of_other(reading: Reading, index: int) -> bool:
    """«…, бухгалтерия закрыта», «магазин закрыт»: what is done or shut is no task."""
    if not any(p.pos in {"PRTS", "ADJS"} for p in reading.tokens[index].parses[:1]):
        return False
    clause = next((one for one in reading.clauses if index in one), range(0))
    opening = reading.tokens[clause.start].parses[:1] if clause else ()
    thing = any({"NOUN", "nomn"} <= {p.pos, *p.grammemes} for p in opening)
    alone = clause.start + 1 == index and not reading.cues[clause.start]
    return clause.start > 0 and thing and alone


def _ends_deal(reading: Reading) -> bool:
    """«Задачу закрой и сделку в успешные»: how the deal ends is ordered as well."""
    ends = reading.where("state_won", "state_lost")
    return reading.has("deal") and any(reading.norm(i - 1) in {"в", "как"} for i in ends)


def _makes_so(reading: Reading) -> bool:
    """«Сделай так, чтобы задачи сами закрывались»: how it is to be is nothing to be done."""
    so_that = {i for i in range(len(reading.tokens)) if reading.norm(i) in {"чтобы", "чтоб"}}
    made = (i for i in reading.where("complete") if "сделать" in reading.lemmas(i))
    return any(reading.before(so) in {i, i + 1} for i in made for so in so_that if so > i)


def _is_set(reading: Reading) -> bool:
    """«Задача на 31 марта закрыть реестр»: a day, then the infinitive with what is to be closed."""
    noun, verb = reading.first("task"), reading.first("complete")
    if noun is None or verb is None or verb < noun or reading.is_order(verb):
        return False
    dated = any(found.first < verb for found in reading.all("date"))
    infinitive = "INFN" in traits(reading, verb)
    return infinitive and reading.after(verb) is not None and dated


def _numbered(reading: Reading) -> bool:
    """«Закрой вторую», not «отметь, что он в отпуске до 20-го»."""
    that = next(
        (i for i in range(len(reading.tokens)) if reading.norm(i) == "что"), len(reading.tokens)
    )
    return any(found.first < that and not reading.has("deal") for found in reading.all("ordinal"))


def _is_number_alone(reading: Reading) -> bool:
    """«Первую можно закрыть, клиент передумал»: the number is of no deal and of nobody."""
    numbered = [one.first for one in reading.all("ordinal")]
    clauses = [one for one in reading.clauses if any(i in one for i in numbered)]
    return bool(clauses) and not any(
        reading.cues[i] & {"deal", "contact"} for one in clauses for i in one
    )


def _is_only_done(reading: Reading) -> bool:
    """«Готово, закрывай», «закрой как выполненную, оплатили»: nothing else is to be closed."""
    if not reading.has("state_done") or "complete" not in reading.orders:
        return False
    cut = [[i for i in clause if i in reading.content] for clause in reading.clauses]
    done = {i for one in cut if all(reading.cues[i] & _DONE for i in one) for i in one}
    others = [c for c in reading.clauses if done.isdisjoint(c) and not is_told(reading, c)]
    said = any("state_done" in reading.cues[i] for i in done)
    closed = any("complete" in reading.cues[i] and reading.is_order(i) for i in done)
    return said and closed and not others and not reading.has("deal", "stage")


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
    draft.explain(verdict)
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
    of_task = {i + 1 for i in reading.where("task") if reading.norm(i + 1) in {"с", "со"}}
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


def _of_task(reading: Reading) -> bool:
    """«Закрыть вторую задачу», not «задача: закрыть рекламацию»."""
    for index in reading.where("complete"):
        if reading.has("task", "this_task") and reading.norm(index - 1) in ALLOWING:
            return True
        near = range(max(index - 3, 0), min(index + 3, len(reading.tokens)))
        if any(reading.cues[i] & {"task", "this_task"} for i in near):
            return True
        if any(found.first in range(index - 3, index + 3) for found in reading.all("ordinal")):
            return True
    return False


RULES: Rules = (
    Rule("complete_task.closed", _closed, plain=True),
    Rule("complete_task.deed", _deed, plain=True),
    Rule("complete_task.done", _done, plain=True),
)
