"""Mark a task as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.asked import explain_back, points_back
from nlu.parts.clauses import is_link, news
from nlu.parts.company import take_company_coined
from nlu.parts.count import take_ordinal
from nlu.parts.deed import closes_deed, deed_at, is_on_deal, take_deed, thing_done
from nlu.parts.listed import lists_leads
from nlu.parts.own_values import PLAIN
from nlu.parts.record import (
    take_bare_id,
    take_company_by,
    take_lead_id,
    take_record,
    take_this,
)
from nlu.parts.remark import tail, tail_start
from nlu.parts.task_words import take_named_inside
from nlu.parts.title import take_title
from nlu.parts.words import give_text, rest, take_task_title
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class CompleteTask(RecordReference):
    """Mark a task as done."""

    stem: ClassVar[str] = "complete_task"
    required: ClassVar[tuple[Need, ...]] = ()

    text: str | None = None
    ordinal: int | None = None
    result: str | None = None


_ALLOWING = frozenset({"можно", "надо", "пора", "хочу", "нужно", "давай", "давайте"})
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
)


def _closed(reading: Reading) -> Draft | Refusal:
    """«Закрой вторую задачу», «задачу по Вектору закрываем, итог: отказ», «готово по задаче …»."""
    declared = _declared(reading)
    refusal = _refusal(reading, deed=declared is not None or _is_only_done(reading))
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    draft.explain_cues(*_FRAME)
    border = tail_start(draft, "result", frozenset({"complete", "state_done"}))
    border = border or _is_over(reading)
    if declared is not None:
        border = None
    draft.places["beyond"] = set(range(border or len(reading.tokens), len(reading.tokens)))
    take_ordinal(draft)
    draft.places.pop("beyond")
    take_this(draft) or take_lead_id(draft) or take_bare_id(draft)
    if take_task_title(draft):
        take_named_inside(draft)
    _give_told(draft, border)
    take_record(draft, people=False, until=border) or take_title(draft, "lead")
    _take_by_name(draft)
    if border is not None:
        _give_result(draft, border)
    if reading.has("tick"):
        draft.explain_cues("put", "tick")
    if "text" not in draft.slots:
        draft.explain(i for one in reading.all("date") for i in range(one.first, one.stop))
        draft.explain_cues("whole", "state_overdue", "state_open")
        words = rest(draft, 0, border)
        if _is_doing(draft, words):
            draft.explain(words)
        else:
            give_text(draft, "result" if _came_of(reading, words) else "text", words)
    return draft


def _is_doing(draft: Draft, words: list[int]) -> bool:
    """«Вторую я добила, вычеркни»: the verb says no more than that the task is done."""
    reading = draft.reading
    order = next((i for i in reading.where("complete") if reading.is_order(i)), 0)
    if len(words) != 1 or words[0] > order or not _came_of(reading, words):
        return False
    before = range(words[0])
    done = {i for i in before if i in draft.places.get("ordinal", ()) or "task" in reading.cues[i]}
    return bool(done) and all(reading.is_word(i) for i in range(min(done), words[0]))


def _came_of(reading: Reading, words: list[int]) -> bool:
    """«… оплатили»: a past verb behind the order tells what came of it."""
    first = reading.tokens[words[0]].parses[:1] if words else ()
    return any(parse.pos == "VERB" and "past" in parse.grammemes for parse in first)


def _refusal(reading: Reading, *, deed: bool) -> Refusal | None:
    """Say why no task is closed.

    Args:
        deed: the words alone tell that something is done.
    """
    over = _is_over(reading) is not None
    if not reading.has("complete", "state_done", "tick") and not over:
        return Refusal("не сказано, что дело сделано")
    if not reading.has("task", "this_task") and not _numbered(reading) and not deed:
        return Refusal("речь не о задаче")
    if reading.has("deal", "stage") and not reading.has("task") and reading.has("losing"):
        return Refusal("закрывают сделку")
    if _is_set(reading) or (reading.has("list") and not reading.has("task")):
        return Refusal("задачу ставят, а не закрывают")
    if lists_leads(reading) and reading.has("state_won", "state_lost"):
        return Refusal("закрывают сделку")
    if reading.has("which", "how_many") or reading.orders & {"find", "show", "remind"}:
        return Refusal("задачи просят показать, а не закрыть")
    if not (
        over
        or reading.orders & {"complete"}
        or reading.has("tick", "state_done")
        or _of_task(reading)
    ):
        return Refusal("закрывают не задачу")
    one = any(map(reading.is_one, reading.where("task", "this_task")))
    numbered = bool(reading.all("ordinal")) and not reading.has("deal", "contact")
    if not (deed or one or numbered or "complete" in reading.orders):
        return Refusal("о задачах спрашивают")
    return None


def _is_over(reading: Reading) -> int | None:
    """«Третья задача всё, отгрузили»: return where what came of it begins."""
    for index in reading.where("task"):
        over = reading.norm(index + 1) == "все" and index + 2 < len(reading.tokens)
        if over and not reading.is_word(index + 2):
            return index + 3
    return None


def _is_set(reading: Reading) -> bool:
    """«Задача на 31 марта закрыть реестр»: a day, then the infinitive with what is to be closed."""
    noun, verb = reading.first("task"), reading.first("complete")
    if noun is None or verb is None or verb < noun or reading.is_order(verb):
        return False
    dated = any(found.first < verb for found in reading.all("date"))
    infinitive = any(parse.pos == "INFN" for parse in reading.tokens[verb].parses[:1])
    return infinitive and reading.after(verb) is not None and dated


def _numbered(reading: Reading) -> bool:
    """«Закрой вторую», not «отметь, что он в отпуске до 20-го»."""
    that = next(
        (i for i in range(len(reading.tokens)) if reading.norm(i) == "что"), len(reading.tokens)
    )
    return any(found.first < that and not reading.has("deal") for found in reading.all("ordinal"))


def _declared(reading: Reading) -> int | None:
    """«Выполнено: сверка актов»: what is done stands behind the mark."""
    heads = len(reading.tokens) > 1 and reading.tokens[1].text in (":", "-")
    return 2 if heads and "state_done" in reading.cues[0] else None


def _is_only_done(reading: Reading) -> bool:
    """«Готово, закрывай», «эту закрывай»: nothing else is said."""
    told = all(reading.cues[i] & {"complete", "state_done"} for i in reading.content)
    return told and reading.has("state_done") and "complete" in reading.orders


def _deed(reading: Reading) -> Draft | Refusal:
    """«Встречу с Гаврилюком провели, закрой», «закрывай звонок Гульшат», «сделал замер, закрой»."""
    on_deal = is_on_deal(reading)
    if not closes_deed(reading) or (reading.has("deal", "note") and not on_deal):
        return Refusal("не закрывают названное дело")
    if reading.has("which", "how_many", "task") or reading.orders & {"find", "show", "remind"}:
        return Refusal("речь не о сделанном деле")
    draft = Draft(reading, strength=PLAIN if on_deal else 1.0)
    take_deed(draft)
    draft.explain_cues(*_FRAME)
    return draft


def _give_told(draft: Draft, border: int | None) -> None:
    """«Позвонил Захару, договорились, закрывай задачу»: what was told first is the result.

    A result said behind the order is the one; a thing done («замер сделан») is the task itself.
    """
    reading = draft.reading
    told = [clause for clause in news(reading) if _is_result(reading, clause)]
    if not told or "text" in draft.slots:
        return
    whole = range(told[0].start, told[-1].stop)
    if deed_at(reading) == 1 and whole.start == 0:
        give_text(draft, "text", range(1, told[0].stop))
        draft.explain(whole)
        return
    thing = thing_done(reading, told[0])
    if thing:
        give_text(draft, "text", thing)
    came_of = range(told[1].start, whole.stop) if thing and told[1:] else whole
    if border is None and (told[1:] or not thing):
        give_text(draft, "result", came_of)
    _take_told_person(draft, whole)
    draft.explain(whole)
    draft.explain(i for i in range(whole.stop, len(reading.tokens)) if is_link(reading, i))


def _take_told_person(draft: Draft, told: range) -> None:
    """«Лапина прислала бриф, закрой задачу по ней»: the record, and still a word of the result."""
    hints = draft.reading.all("person_hint") if points_back(draft.reading) else ()
    for found in (*draft.reading.all("person"), *hints):
        named = draft.slots.keys() & {"contact", "company", "this", "lead_id"}
        if found.first in told and not named:
            draft.slots["contact"] = found.value.name
            draft.places["contact"] = set(range(found.first, found.stop))
            explain_back(draft)


def _is_result(reading: Reading, clause: range) -> bool:
    """«Третью выполнили», «готово» say no more than that the task is done."""
    if any("task" in reading.cues[i] for i in clause):
        return False
    if any(found.first in clause for found in reading.all("ordinal")):
        return False
    return any(
        i in reading.content and not reading.cues[i] & {"complete", "state_done", "this_task"}
        for i in clause
    )


def _give_result(draft: Draft, border: int) -> None:
    """A closing remark; a clause that only repeats the order is none («…, закрывай»)."""
    reading = draft.reading
    words = tail(draft, border)
    last = max((i for i in words if not reading.is_word(i)), default=None)
    closing = range(last + 1, words[-1] + 1) if last is not None and words else range(0)
    if closing and all(reading.cues[i] & {"complete", "task"} for i in closing):
        words = [i for i in words if i < closing.start - 1]
    if not all(
        reading.cues[i] & {"complete", "task", "state_done"} for i in words if reading.is_word(i)
    ):
        give_text(draft, "result", words)


def _take_by_name(draft: Draft) -> None:
    """«По Карапетяну», «по Зерну»: the record the task hangs on."""
    for found in draft.reading.all("person"):
        if draft.is_free(found) and draft.reading.norm(found.first - 1) == "по":
            draft.take("contact", found, found.value.name)
            return
    take_company_by(draft) or take_company_coined(draft, frozenset({"по", "с", "со", "для"}))


def _of_task(reading: Reading) -> bool:
    """«Закрыть вторую задачу», not «задача: закрыть рекламацию»."""
    for index in reading.where("complete"):
        if reading.has("task", "this_task") and reading.norm(index - 1) in _ALLOWING:
            return True
        near = range(max(index - 3, 0), min(index + 3, len(reading.tokens)))
        if any(reading.cues[i] & {"task", "this_task"} for i in near):
            return True
        if any(found.first in range(index - 3, index + 3) for found in reading.all("ordinal")):
            return True
    return False


RULES: Rules = (
    Rule("complete_task.closed", _closed),
    Rule("complete_task.deed", _deed, plain=True),
)
