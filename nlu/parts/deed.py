"""A thing done, named instead of its task: «встречу с Гаврилюком провели», «сделал замер»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import is_told, orders
from nlu.parts.likeliest import is_preposition, parses_at, traits
from nlu.parts.words import ALLOWING, is_dropped
from nlu.reading import Reading
from nlu.smallwords import OUT_OF

_BESIDE = frozenset({"на", "у", "возле", "около", "напротив"})
_CLOSING = frozenset(
    {"закрыть", "закрывать", "завершить", "завершать", "погасить", "гасить", "зачесть"}
    | {"вычеркнуть", "вычеркивать", "снять", "снимать"}
)
_CANCELLING = frozenset({"отменить", "отменять"})
_HAPPENED = frozenset({"состояться", "пройти", "провести", "сделать", "выполнить", "завершить"})
_ON = frozenset({"по", "на", "в", "с", "из"})
_DONE = frozenset({"perf", "past"})


def closes_deed(reading: Reading) -> bool:
    """Say whether a call, a meeting or a thing done is to be closed: «закрывай звонок Гульшат»."""
    if deed_at(reading) is None:
        return False
    closing = any(
        reading.tokens[i].lemmas & (_CLOSING | _CANCELLING)
        and (reading.is_order(i) or reading.norm(i - 1) in ALLOWING)
        for i in range(len(reading.tokens))
    )
    return closing or any(
        told(reading) for told in (_is_reported, is_stated, is_marked, is_ticked, _is_checked_off)
    )


def cancels(reading: Reading) -> bool:
    """Say whether something is ordered to be called off: «отмени встречу с Кимом»."""
    named = (i for i in range(len(reading.tokens)) if reading.lemmas(i) & _CANCELLING)
    return "talk_cancel" in reading.orders and any(map(reading.is_order, named))


def calls_off(reading: Reading) -> bool:
    """Say whether a task by its words or its record is called off: «отмени задачу по Киму».

    «Отмени задачу» alone is of what was just done or proposed.
    """
    cancelled = (
        i
        for i in reading.where("task")
        if i and reading.lemmas(i - 1) & _CANCELLING and reading.is_order(i - 1)
    )
    return any(j > i and j in reading.content for i in cancelled for j in range(i + 1, i + 4))


def drops_task(reading: Reading) -> bool:
    """Say whether a task is told to be needed no more: «задача неактуальна, клиент передумал»."""
    if reading.has_question_mark:
        return False
    heads = (i for i in reading.where("task", "this_task") if reading.is_one(i))
    return any(
        is_dropped(reading, j)
        and ("femn" in traits(reading, j) or "INFN" not in traits(reading, i + 1))
        for i in heads
        for j in reading.clause_of(i)
        if j > i
    )


def is_closed_thing(reading: Reading, first: int) -> bool:
    """«Закрой отправку КП»: the object of the order is a task's thing, no stage to go to."""
    order = bool(first) and reading.is_order(first - 1) and "closing" in reading.cues[first - 1]
    return order and traits(reading, first) >= {"NOUN", "accs"}


def is_marked(reading: Reading) -> bool:
    """Say whether something is marked: «отметь звонок выполненным», «пометь как сделанное»."""
    if not reading.orders & {"complete"}:
        return False
    described = (i for i in reading.where("state_done") if not reading.is_order(i))
    return any(p.pos in {"PRTF", "ADJF"} for i in described for p in reading.tokens[i].parses[:1])


def is_ticked(reading: Reading) -> bool:
    """«Поставь галку на встрече с Ашотом», «галочку на звонок Киму»: a tick is put on a thing."""
    first = deed_at(reading)
    if first is None or reading.norm(first - 1) not in _BESIDE or reading.has_question_mark:
        return False
    ticks = [i for i in reading.where("tick") if i < first]
    opens = bool(ticks) and (reading.before(first - 1) == ticks[0] == min(reading.content))
    return bool(ticks) and (opens or "put" in reading.orders)


def _is_checked_off(reading: Reading) -> bool:
    """«Встретились с Ли, пилот берут, отметь встречу»: it has been told, then marked."""
    *told, last = reading.clauses or (range(0),)
    said = [i for i in last if i in reading.content]
    noted = bool(said[1:]) and reading.is_order(said[0]) and "complete" in reading.cues[said[0]]
    thing = noted and "NOUN" in traits(reading, said[1]) and is_act(reading, said[1], set())
    return thing and bool(told) and all(is_told(reading, one) for one in told)


def is_stated(reading: Reading) -> bool:
    """«По 5302 звонок выполнен», «встреча состоялась, …», «сделал замер»: nothing is ordered."""
    first = deed_at(reading)
    if first is None or reading.has_question_mark or reading.has("task"):
        return False
    verbs = (i for i in range(len(reading.tokens)) if "VERB" in traits(reading, i))
    if any(reading.is_order(i) and i != first for i in verbs):
        return False
    did = bool(reading.cues[0] & {"state_done"}) and "past" in traits(reading, 0)
    if first == 1 < len(reading.tokens) and did and is_act(reading, 1, own_types(reading)):
        return True
    stop = thing_ends(Draft(reading), first)
    if stop >= len(reading.tokens) or "не" in (reading.norm(stop - 1), reading.norm(stop)):
        return False
    done = "state_done" in reading.cues[stop] and "PRTS" in traits(reading, stop)
    return done or (first == 0 and (_happened(reading, stop) or _was(reading, stop)))


def _happened(reading: Reading, index: int) -> bool:
    return "past" in traits(reading, index) and bool(reading.lemmas(index) & _HAPPENED)


def _was(reading: Reading, index: int) -> bool:
    """«Созвон с Кимом был, договорились на тест»: and what came of it is told."""
    behind = [one for one in reading.clauses if one.start > index]
    ends = index + 1 < len(reading.tokens) and not reading.is_word(index + 1)
    was = ends and "past" in traits(reading, index) and "быть" in reading.lemmas(index)
    return was and bool(behind) and all(is_told(reading, one) for one in behind)


def deed_at(reading: Reading) -> int | None:
    """Return where the thing done begins: a call, a meeting, a type of task or what was done."""
    done = reading.tokens[0].parses[:1] if reading.tokens else ()
    if any({"past"} <= parse.grammemes for parse in done) and "state_done" in reading.cues[0]:
        return 1
    types = own_types(reading)
    acts = (i for i in range(len(reading.tokens)) if is_act(reading, i, types))
    return next(acts, _marked_thing(reading))


def _marked_thing(reading: Reading) -> int | None:
    """«Отметь выезд выполненным», «отметь сделанной отправку …»: a thing beside what it is."""
    for index in reading.where("state_done"):
        for order, thing in ((index - 2, index - 1), (index - 1, index + 1)):
            marked = order >= 0 and reading.is_order(order) and "complete" in reading.cues[order]
            object_ = {"NOUN", "inan", "accs", "sing"}
            named = any(object_ <= {p.pos, *p.grammemes} for p in parses_at(reading, thing))
            if marked and named and not reading.cues[thing]:
                return thing
    return None


def own_types(reading: Reading) -> set[int]:
    """Return where the account's own types stand as things: «замер» — not «КП отправила»."""
    return {
        one.first
        for one in reading.all("task_type")
        if not any(is_done(reading, i) for i in range(one.first + 1, one.stop))
    }


def thing_done(reading: Reading, clause: range) -> range:
    """Return the thing of «замер у Тагировой сделан», «встреча с Окуловой прошла»; none if none."""
    types = own_types(reading)
    first = next((i for i in clause if i in reading.content), clause.start)
    if not is_act(reading, first, types) or not any(is_done(reading, i) for i in clause):
        return range(0)
    noun = "NOUN" in traits(reading, first)
    led = first > clause.start and is_preposition(reading, first - 1)
    if led or not noun or "не" in map(reading.norm, clause):
        return range(0)
    return range(first, min(thing_ends(Draft(reading), first), clause.stop))


def is_on_deal(reading: Reading) -> bool:
    """«Закрой встречу по сделке 5005»: the deal is led by a preposition, the thing is closed."""
    deals = reading.where("deal")
    if not deals or not all(_is_led(reading, index) for index in deals):
        return False
    return closes_deed(reading) and not _has_outcome(reading)


def _has_outcome(reading: Reading) -> bool:
    """«…, закрой успешно»: the order itself says how the deal ends; what is told says nothing."""
    places = {found.first for kind in ("stage", "pipeline") for found in reading.all(kind)}
    said = places.union(reading.where("state_won", "state_lost"))
    return any(not said.isdisjoint(one) for one in reading.clauses if orders(reading, one))


def _is_led(reading: Reading, index: int) -> bool:
    """«По сделке», «по этой сделке»."""
    return bool({reading.norm(index - 1), reading.norm(index - 2)} & _ON)


def is_act(reading: Reading, index: int, types: set[int]) -> bool:
    """Say whether a thing done begins here: a noun, or a finished verb right behind «что».

    Args:
        types: where the account's own types of tasks stand.
    """
    if not (
        reading.cues[index] & {"call", "meeting"} or index in types or _is_letter(reading, index)
    ):
        return False
    likeliest = reading.tokens[index].parses[:1]
    parses = reading.tokens[index].parses if index in types else likeliest
    noun = any(parse.pos == "NOUN" for parse in parses)
    done = any(parse.grammemes >= _DONE for parse in likeliest)
    opens = index == 0 or reading.norm(index - 1) in {"что", "я"}
    return noun or (done and opens)


def _is_letter(reading: Reading, index: int) -> bool:
    """«Письмо Ромашке», which is sent; what came «от Ромашки» is nobody's task."""
    return "письмо" in reading.lemmas(index) and reading.norm(index + 1) not in OUT_OF


def _is_reported(reading: Reading) -> bool:
    """«Отметь, что звонок сделан», «пометь, что перезвонил»: not what somebody said."""
    first = deed_at(reading)
    if first is None or reading.norm(first - 1) != "что" or "complete" not in reading.orders:
        return False
    stop = thing_ends(Draft(reading), first)
    over = stop < len(reading.tokens) and _happened(reading, stop)
    return over or reading.has("state_done") or "VERB" in traits(reading, first)


def thing_ends(draft: Draft, first: int) -> int:
    """Return where a thing done ends: at a mark, a verb or the number of its deal."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    stop = first + 1
    taken |= draft.explained
    while stop < len(reading.tokens) and reading.is_word(stop) and stop not in taken:
        verb = (
            is_done(reading, stop) or reading.is_order(stop) or "state_done" in reading.cues[stop]
        )
        if (verb and not _is_name(reading, stop)) or reading.norm(stop) in ALLOWING:
            break
        if _is_denied(reading, stop):
            break
        stop += 1
    while stop - 1 > first and stop - 1 in reading.fillers:
        stop -= 1
    return stop


def _is_denied(reading: Reading, index: int) -> bool:
    """«Звонок Киму делать не надо», «встреча с ним не состоится»: of the thing, no words of it."""
    denied = index + ("INFN" in traits(reading, index))
    return reading.norm(denied) == "не" and (
        reading.norm(denied + 1) in ALLOWING or "VERB" in traits(reading, denied + 1)
    )


def is_done(reading: Reading, index: int) -> bool:
    """Say whether a word tells that something was done: «провели», «сделан»."""
    parses = reading.tokens[index].parses[:1]
    return not _is_name(reading, index) and any(
        parse.pos == "PRTS" or (parse.pos == "VERB" and "past" in parse.grammemes)
        for parse in parses
    )


def _is_name(reading: Reading, index: int) -> bool:
    """«Созвон Эрдели» — no verb, whatever its ending says."""
    named = (*reading.all("person"), *reading.all("person_hint"))
    return reading.tokens[index].text[:1].isupper() and any(one.first == index for one in named)
