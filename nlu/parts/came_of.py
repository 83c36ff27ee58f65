"""What came of a task: told before the order to close it, behind it, or of the task itself."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.asked import explain_back, points_back
from nlu.parts.clauses import is_link, is_told, is_verb, news, orders
from nlu.parts.company_inside import company_runs
from nlu.parts.count import numbers_other
from nlu.parts.deed import thing_done
from nlu.parts.done import is_done_with
from nlu.parts.firm_acts import is_doing
from nlu.parts.likeliest import traits
from nlu.parts.person_inside import is_capital, is_met, may_be_person
from nlu.parts.record import behind_record, take_company_before
from nlu.parts.remark import tail
from nlu.parts.task_words import take_named_inside
from nlu.parts.things import is_thing
from nlu.parts.words import ALLOWING, give_text, is_dropped, rest
from nlu.reading import Reading, Who
from nlu.smallwords import ONTO
from nlu.types import Found

_WITH = frozenset({"с", "по"})
_SHARE = frozenset({"процент"})
_DESCRIBING = frozenset({"ADJF", "ADVB", "PREP", "PRCL", "COMP", "NUMR"})
_RECORD = frozenset({"contact", "company", "this", "lead_id"})


def give_told(draft: Draft, border: int | None) -> None:
    """Fill `result` with what was told first: «позвонил Захару, договорились, закрывай задачу».

    A result said behind the order is the one; a thing done («замер сделан») is the task itself.
    """
    reading = draft.reading
    told = _before_order(reading)
    if not told:
        return
    _take_topic(draft, told[0])
    whole = range(_with_all(reading, behind_record(draft, told[0])), told[-1].stop)
    if len(told) == 1 and not _is_result(reading, whole):
        draft.explain(told[0])
        return
    if "text" in draft.slots:
        _give_before(draft, whole, border)
        return
    if "state_done" in reading.cues[0] and whole.start == 0:
        give_text(draft, "text", range(1, told[0].stop))
        draft.explain(whole)
        return
    thing = thing_done(reading, told[0])
    if len(reading.content & set(thing)) == 1 and told[1:]:
        thing = range(0)
    if thing and give_text(draft, "text", thing):
        take_named_inside(draft)
    came_of = range(told[1].start, whole.stop) if thing and told[1:] else whole
    if border is None and (told[1:] or not thing):
        give_text(draft, "result", came_of)
    take_told_party(draft, whole)
    draft.explain(whole)
    draft.explain(i for i in range(whole.stop, len(reading.tokens)) if is_link(reading, i))


def _with_all(reading: Reading, start: int) -> int:
    """«Всё, что просили, отправлено»: what the clause is of stands before its comma."""
    whole = start > 1 and reading.norm(start) == "что" and reading.norm(start - 1) == ","
    return start - 2 if whole and reading.norm(start - 2) in {"все", "то"} else start


def _before_order(reading: Reading) -> list[range]:
    """The clauses that tell, and what is stated behind them without a verb: «комплект полный»."""
    told = [clause for clause in news(reading) if _is_result(reading, clause)]
    last = told[-1] if told else range(0)
    for clause in reading.clauses[1:-1] if told else ():
        stated = not any(reading.cues[i] & {"complete", "task", "this_task"} for i in clause)
        if clause.start == last.stop + 1 and stated and not orders(reading, clause):
            last = clause
            told.append(clause)
    return told


def give_told_beside(draft: Draft) -> None:
    """Fill `result` with what was told before a thing is closed: «забрал ключи, звонок закрой»."""
    told = _before_order(draft.reading)
    if told and "result" not in draft.slots and "text" in draft.slots:
        whole = range(told[0].start, told[-1].stop)
        _give_before(draft, whole, None)
        take_told_party(draft, whole)


def _give_before(draft: Draft, told: range, border: int | None) -> None:
    """«Вернулся со склада, закрой задачу проверить комплектацию»: the task has its own words."""
    if draft.places["text"].isdisjoint(told):
        if border is None:
            give_text(draft, "result", told)
        draft.explain(told)


def give_dropped(draft: Draft) -> None:
    """Fill `result` with why nothing is left to do: «задача по 5310 больше не нужна, закрой»."""
    reading = draft.reading
    for clause in reading.clauses:
        heads = [i for i in clause if reading.cues[i] & {"task", "this_task"}]
        heads += [one.first for one in reading.all("ordinal") if one.first in clause]
        said = (i for i in clause if (heads and is_dropped(reading, i)))
        first = next(said, None)
        if first is not None and not {"text", "result"} <= draft.slots.keys():
            later = [one for one in reading.clauses if one.start > clause.start]
            told = bool(later) and all(is_told(reading, one) for one in later)
            give_text(draft, "result", range(first, later[-1].stop if told else clause.stop))


def give_result(draft: Draft, border: int) -> None:
    """Fill `result` with a closing remark; one that repeats the order is none («…, закрывай»)."""
    reading = draft.reading
    words = tail(draft, border)
    last = max((i for i in words if not reading.is_word(i)), default=None)
    rest_of = {one.first for one in reading.all("ordinal")} | _others(reading)
    if words and words[0] in rest_of:
        words = [] if reading.norm(words[-1]) == "нет" else words
    if words and (_is_imperative(reading, words[0]) or _orders_task(reading, words)):
        return
    closing = range(last + 1, words[-1] + 1) if last is not None and words else range(0)
    if closing and all(reading.cues[i] & {"complete", "task", "this_task"} for i in closing):
        words = [i for i in words if i < closing.start - 1]
    repeated = {"complete", "task", "state_done"}
    said = [i for i in words if reading.is_word(i) and reading.norm(i) not in ALLOWING]
    if not all(reading.cues[i] & repeated for i in said):
        give_text(draft, "result", words)


def _orders_task(reading: Reading, words: list[int]) -> bool:
    """«Закрыл вопрос с Лотосом, задачу убирай»: the order itself."""
    said = [i for i in words if reading.is_word(i)]
    ordered = said and any("impr" in p.grammemes for p in reading.tokens[said[-1]].parses[:1])
    return bool(ordered) and all("task" in reading.cues[i] for i in said[:-1])


def _others(reading: Reading) -> set[int]:
    """«… остальные пока нет»."""
    return {i for i in range(len(reading.tokens)) if "остальной" in reading.lemmas(i)}


def give_rest(draft: Draft, border: int | None) -> None:
    """Fill `text` with the words left over, or `result` where they tell something."""
    told = _told_last(draft)
    words = told or rest(draft, 0, border)
    if words and _is_imperative(draft.reading, words[0]):
        return
    if _is_doing(draft, words) or _names_nothing(draft.reading, words):
        draft.explain(words)
    else:
        came_of = told or (words and draft.reading.norm(words[0] - 1) == "как")
        apart = _clause_told(draft.reading, words)
        words = [*range(apart.start, words[-1] + 1)] if apart else words
        came_of = came_of or bool(apart)
        if words and draft.reading.norm(words[0]) in _WITH and is_done_with(draft.reading):
            words = words[1:]
        give_text(draft, "result" if came_of else "text", words)
        if "contact" not in draft.slots:
            take_named_inside(draft)


def _names_nothing(reading: Reading, words: list[int]) -> bool:
    """«Верхнюю задачу», «задача полностью выполнена», «на сто процентов»: no thing to be done."""
    numbers = {i for one in reading.all("number") for i in range(one.first, one.stop)}
    return reading.has("task") and all(
        not reading.is_word(i)
        or i in numbers
        or reading.lemmas(i) & _SHARE
        or traits(reading, i) & _DESCRIBING
        for i in words
    )


def _clause_told(reading: Reading, words: list[int]) -> range:
    """«… в выполненные. Клиент подписал»: the clause that tells, the order's own words or not."""
    clauses = reading.clauses[1:] if words else ()
    clause = next((one for one in clauses if words[0] in one), range(0))
    led = all("contact" in reading.cues[i] for i in clause if i < min(words, default=0))
    return clause if led and is_told(reading, clause) else range(0)


def give_told_last(draft: Draft) -> None:
    """Fill `result` with what is told behind the order and the task: «… всё сошлось»."""
    give_text(draft, "result", _told_last(draft))


def _is_imperative(reading: Reading, index: int) -> bool:
    """«…, переводи в успешно» is another order."""
    first = reading.tokens[index].parses[:1]
    known = bool(reading.cues[index] - {"complete", "task"})
    return known and any("impr" in parse.grammemes for parse in first)


def _take_topic(draft: Draft, clause: range) -> None:
    """«По Орбите акты подписали»: whom the news is of stands first, led by «по»."""
    reading = draft.reading
    if reading.norm(clause.start) != "по" or draft.slots.keys() & _RECORD:
        return
    for found in reading.all("person"):
        if found.first == clause.start + 1 and not is_thing(reading, found):
            draft.take("contact", found, found.value.name)
            return
    take_company_before(draft, next((i for i in clause if is_verb(reading, i)), clause.stop))


def take_told_party(draft: Draft, told: range) -> None:
    """«Лапина прислала бриф, закрой задачу по ней»: the record, and still a word of the result.

    Args:
        told: the tokens of what came of the task.
    """
    reading = draft.reading
    if draft.slots.keys() & _RECORD:
        return
    back = points_back(reading)
    hints = (
        one
        for one in reading.all("person_hint")
        if may_be_person(reading, one)
        and (back or (is_capital(reading, one.first) and _is_shown(reading, one)))
    )
    dealt = [run for run in company_runs(reading, told) if back or _is_dealt_with(reading, run)]
    for found in (*reading.all("person"), *hints):
        at = reading.norm(found.first - 1) in ONTO or is_thing(reading, found)
        if found.first in told and not at and not _did_it(reading, found):
            _name(draft, "contact", found.value.name, range(found.first, found.stop))
            return
    for run in dealt:
        _name(draft, "company", reading.naming.company(run.start, run.stop), run)
        return


def _is_shown(reading: Reading, found: Found[Who]) -> bool:
    """«Снегирь подписал», «созвонился с Кулебякой», «отправила Кобзарю»: who can only be one."""
    opens = any(one.start == found.first for one in reading.clauses)
    return (opens and is_doing(reading, found.stop - 1)) or is_met(reading, found)


def _is_dealt_with(reading: Reading, run: range) -> bool:
    """«Отправил кп в зерно», not «заехал на Садовую»: a firm's noun, or a made-up name."""
    naming = reading.naming
    return (
        naming.is_firm(run.stop - 1)
        or naming.is_ware(run.stop - 1)
        or (naming.ends_like_company(run.start))
    )


def _did_it(reading: Reading, found: Found[Who]) -> bool:
    """«Волкова дозвонилась», «у Тимура встреча прошла»: a user who does the work is no client."""
    led = reading.norm(found.first - 1) in {"у", "для"}
    return found.value.users is not None and (led or found.value.case == "nomn")


def _name(draft: Draft, slot: str, value: str, indices: range) -> None:
    draft.slots[slot] = value
    draft.places[slot] = set(indices)
    explain_back(draft)


def _is_result(reading: Reading, clause: range) -> bool:
    """«Третью выполнили», «готово» say no more than that the task is done."""
    if any("task" in reading.cues[i] for i in clause):
        return False
    numbered = (one for one in reading.all("ordinal") if not numbers_other(reading, one))
    if any(found.first in clause for found in numbered):
        return False
    return any(
        i in reading.content and not reading.cues[i] & {"complete", "state_done", "this_task"}
        for i in clause
    )


def _told_last(draft: Draft) -> list[int]:
    """«Закрой задачу по Багирову клиент купил у других»: told behind the order with no mark."""
    reading = draft.reading
    taken = {i for places in draft.places.values() for i in places}
    ordered = any(reading.is_order(i) for i in reading.where("complete"))
    stated = [] if ordered else _stated_done(reading)
    head = taken.union(reading.where("task"), stated or reading.where("complete"))
    behind = range(max(head, default=-1) + 1, len(reading.tokens))
    ordered = ordered or bool(stated)
    told = ordered and len(head) > 1 and is_told(reading, behind)
    return tail(draft, behind.start) if told and "result" not in draft.slots else []


def _stated_done(reading: Reading) -> list[int]:
    """«Задача выполнена документы отвезла»: the first verdict on the task, not an order."""
    task = reading.first("task")
    done = (i for i in reading.where("state_done") if task is not None and i > task)
    first = next(done, None)
    said = frozenset() if first is None else traits(reading, first)
    return [first] if first is not None and said & {"PRTS", "ADJS"} and "femn" in said else []


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
