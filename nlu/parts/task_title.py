"""A task's own words behind «задачу»: «закрой задачу позвонить Гузели, она занята»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.done import closes_with_result
from nlu.parts.likeliest import traits
from nlu.parts.words import ALLOWING, give_text, is_dropped, is_small
from nlu.reading import Reading
from nlu.smallwords import ABOUT

_WHERE = frozenset({"где", "которая", "которой", "которую"})
_NEEDED = frozenset({"надо", "нужно", "было", "там"})


def take_task_title(draft: Draft) -> bool:
    """Fill `text` with a task's own words right behind «задачу», in quotes or up to a mark.

    They begin with an infinitive, a call, a meeting or «про»: «задачу позвонить Гузели закрой».
    """
    if _take_described(draft):
        return True
    reading = draft.reading
    for head in reading.where("task"):
        first = head + 1
        for found in reading.all("quote"):
            done = all("state_done" in reading.cues[i] for i in range(first + 1, found.stop - 1))
            if found.first == first and draft.is_free(found) and not done:
                draft.take("text", found, found.value)
                return True
        first += reading.norm(first) == ":" and "INFN" in traits(reading, first + 1)
        begins = first + (reading.norm(first) == "на")
        owners = (one for one in reading.all("person") if one.first == begins)
        owner = next((one for one in owners if one.value.users is not None), None)
        if owner is not None and owner.stop < len(reading.tokens):
            first = owner.stop if _begins_task(reading, owner.stop) else first
            draft.explain(range(head + 1, first))
        if first < len(reading.tokens) and _begins_task(reading, first):
            stop = _task_ends(draft, first)
            return give_text(draft, "text", range(first, stop))
    return False


def described(reading: Reading) -> range:
    """Return what leads to a task's own words: «ту, где (реквизиты)», «ту, что (про …)»."""
    for head in range(len(reading.tokens) - 1):
        if "task" not in reading.cues[head] and reading.norm(head) != "ту":
            continue
        first = head + 1 + (reading.norm(head + 1) == ",")
        first += reading.norm(first) == "в"
        topic = reading.norm(first) == "что" and reading.norm(first + 1) in ABOUT
        if topic or reading.norm(first) in _WHERE:
            first += 1
            while reading.norm(first) in _NEEDED:
                first += 1
            named = first < len(reading.tokens) and not _tells_state(reading, first)
            return range(head, first) if named else range(0)
    return range(0)


def _tells_state(reading: Reading, index: int) -> bool:
    """«Ту, которая просрочена»: how it stands with the task is not what it says."""
    return any(cue.startswith("state_") for cue in reading.cues[index])


def _take_described(draft: Draft) -> bool:
    led = described(draft.reading)
    draft.explain(led)
    return bool(led) and give_text(draft, "text", range(led.stop, _task_ends(draft, led.stop)))


def _begins_task(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    if reading.cues[index] & {"reschedule", "complete", "put"}:
        return _has_object(reading, index)
    if _tells(reading, index) and not any(parse.pos == "NOUN" for parse in parses):
        return False  # «созвонились, ждут счёт»: what came of it
    verb = bool(parses) and parses[0].pos == "INFN"
    verb = verb or any(one.first == index for one in reading.all("task_type"))
    return verb or bool(reading.cues[index] & {"call", "meeting"}) or reading.norm(index) in ABOUT


def _has_object(reading: Reading, index: int) -> bool:
    """«Задачу сделать смету …», not «задачу закрыть», «задачу перенести на завтра»."""
    behind = reading.tokens[index + 1 : index + 2]
    bare = "INFN" in traits(reading, index)
    thing = any(p.pos == "NOUN" and "accs" in p.grammemes for t in behind for p in t.parses)
    return bare and thing and index + 1 not in reading.figures and not reading.cues[index + 1]


def _task_ends(draft: Draft, first: int) -> int:
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    stop = first
    while stop < len(reading.tokens) and stop not in taken:
        mark = not reading.is_word(stop) and not reading.tokens[stop].glued
        if mark or reading.tokens[stop].text in ",:." or (stop > first and _orders(reading, stop)):
            break
        if stop > first and (_is_done(reading, stop) or reading.norm(stop) in ALLOWING):
            break
        if stop > first and _ends_order(reading, stop):
            break
        if _is_with_result(reading, stop):
            break
        if stop > first + 1 and _tells(reading, stop):
            stop = max(_subject_start(reading, stop), first + 1)
            break
        stop += 1
    while stop - 1 > first and _is_loose(draft, stop - 1):
        stop -= 1
    return stop


def _is_loose(draft: Draft, index: int) -> bool:
    """A small word, or the noun of «… по сделке 5002», whose number is a slot of its own."""
    reading = draft.reading
    headed = index in draft.explained and "deal" in reading.cues[index]
    return headed or is_small(reading, index) or index in reading.fillers


def _ends_order(reading: Reading, index: int) -> bool:
    """«Задачу уточнить реквизиты завершить, …»: the infinitive that ends the clause orders."""
    ends = index + 1 == len(reading.tokens) or not reading.is_word(index + 1)
    return ends and "complete" in reading.cues[index] and "INFN" in traits(reading, index)


def _is_with_result(reading: Reading, index: int) -> bool:
    """«… с комментарием реквизиты прислали»: what came of it, in an order to close."""
    named = index + 1 < len(reading.tokens) and "result" in reading.cues[index + 1]
    return named and reading.norm(index) == "с" and closes_with_result(reading)


def _tells(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:1]
    return any(
        p.pos == "VERB" and "indc" in p.grammemes and p.grammemes & {"past", "3per"} for p in parses
    )


def _subject_start(reading: Reading, verb: int) -> int:
    """«… пропуск получили», «… они сами отказались»: what is told begins with its noun."""
    first = verb
    while first and (first - 1 in reading.fillers or reading.norm(first - 1) == "не"):
        first -= 1
    passed = (p.pos for i in range(first, verb) for p in reading.tokens[i].parses[:1])
    if "NPRO" in passed or not _is_noun(reading, first - 2):
        return first
    return first - _is_noun(reading, first - 1)


def _is_noun(reading: Reading, index: int) -> bool:
    return index > 0 and "NOUN" in traits(reading, index)


def _is_done(reading: Reading, index: int) -> bool:
    """«… сделана», «… выполненной», «… можно закрыть»: what is said of the task behind it."""
    cues, parses = reading.cues[index], reading.tokens[index].parses
    if reading.norm(index) == "как" and index + 1 < len(reading.tokens):
        return "state_done" in reading.cues[index + 1]
    if reading.norm(index) in {"я", "мы"} or is_dropped(reading, index):
        return True
    told = bool(cues & {"state_done", "complete"}) and any(
        p.pos in {"PRTS", "ADJS"} or {"VERB", "past"} <= p.grammemes for p in parses[:1]
    )
    if "state_done" in cues and any({"femn", "ablt"} <= p.grammemes for p in parses):
        return index + 1 == len(reading.tokens) or not reading.is_word(index + 1)
    return told or ("complete" in cues and reading.norm(index - 1) in ALLOWING)


def _orders(reading: Reading, index: int) -> bool:
    """«Почту» is hardly ever a verb."""
    likeliest = reading.tokens[index].parses[:1]
    return reading.is_order(index) and any(parse.pos == "VERB" for parse in likeliest)
