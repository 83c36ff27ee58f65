"""Two orders in one breath: «закрой вторую и перенеси третью» — only one can be carried out."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.clauses import is_performed
from nlu.parts.count import numbers_other
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.listed import names_several
from nlu.parts.taken_over import ends_at_user
from nlu.reading import Reading
from nlu.smallwords import EVERYBODY

_ACTS = frozenset({"complete", "reschedule", "move", "put", "create", "assign", "attach"})
_OBJECTS = frozenset({"deal", "task", "note", "new"})
_MORE = frozenset({"еще", "новую", "новое", "следующую", "другую"})
_CHANGES = frozenset({"move", "assign", "rename", "change", "lose", "closing"})
_CHANGED = _CHANGES | {"complete", "reschedule"}
_EXCEPT = frozenset({"кроме", "помимо"})
_OWN = frozenset({"мои", "наши", "твои", "его", "ее", "их", "свои"})
_TURNED = ("complete", "reschedule")
_BOTH = frozenset({"обе", "оба"})
_REACH = 3
_RECORDS = frozenset({"deal", "contact", "company"})
_JOINING = frozenset({"и", "а", "потом", "затем", "также", "тоже", "еще"})
_TO_EVERYBODY = frozenset({"всем", "каждому", "обоим"})
_STAFF = frozenset({"responsible", "people_word", "team"})


def orders_more(reading: Reading, own: str) -> bool:
    """Say whether something else is ordered too, of another task or of another thing.

    Args:
        own: the cue of the order that is being read.
    """
    if _numbers_two(reading) or _lets_do(reading, own) or _leaves_one_out(reading):
        return True
    return own in reading.orders and _orders_other(reading, own)


def orders_several(reading: Reading) -> bool:
    """Say whether one order is of several deals, or two are given in one breath."""
    many = reading.orders & _CHANGES and not reading.has("whole") and names_several(reading)
    return bool(many) or _leaves_one_out(reading) or _orders_two(reading) or does_more(reading)


def _leaves_one_out(reading: Reading) -> bool:
    """«Закрой все, кроме первой»."""
    every = not reading.norms.isdisjoint(_EXCEPT) and reading.has("whole")
    return every and bool(reading.orders & _CHANGED)


@once
def does_more(reading: Reading) -> bool:
    """«Создай сделку … и поставь задачу …», «переведи в … и запиши, что …»."""
    tasks = [i for i in reading.where("put", "create", "remind") if _begins_task(reading, i)]
    notes = [i for i in reading.where("note_down") if _begins_note(reading, i)]
    further = max((*tasks, *notes), default=0)
    return further > 1 and any(
        is_performed(reading, i) and _is_for_record(reading, i, further)
        for i in reading.where(*_ACTS, "note_down")
        if i < further - 1
    )


def _begins_note(reading: Reading, index: int) -> bool:
    """«… и запиши, что …»."""
    that = "что" in {reading.norm(index + 1), reading.norm(index + 2)}
    return that and reading.norm(index - 1) in _JOINING and reading.is_order(index)


def _begins_task(reading: Reading, index: int) -> bool:
    """«…, поставь задачу», «… и напомни»: an order that opens its part of the phrase."""
    joined = reading.norm(index - 1) in _JOINING or index == reading.clause_of(index).start
    named = "remind" in reading.cues[index] or any(
        "task" in reading.cues[i] for i in range(index + 1, min(index + 3, len(reading.tokens)))
    )
    return joined and named and reading.is_order(index)


def _is_for_record(reading: Reading, index: int, stop: int) -> bool:
    """«Создай сделку», «переведи в переговоры», «запиши, что …» — no task, and nothing told."""
    near = range(index + 1, min(index + 1 + _REACH, stop))
    if any(reading.cues[i] & {"task", "remind"} for i in near):
        return False
    made = "create" in reading.cues[index] and any(reading.cues[i] & _RECORDS for i in near)
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    moved = "move" in reading.cues[index] and any(i in places for i in range(index, stop))
    noted = "note_down" in reading.cues[index] and "что" in map(reading.norm, range(index, stop))
    return made or moved or noted


def orders_all(reading: Reading) -> bool:
    """Say whether all records of a kind are to be changed: «закрой все просроченные задачи»."""
    if reading.all("ordinal"):
        return False
    if _are_somebodys(reading):
        return True
    if reading.norms.isdisjoint(EVERYBODY):
        return False
    if _is_for_everybody(reading) or _passes_all(reading) or _turns_everything(reading):
        return True
    nouns = (i for i in reading.where("deal", "task", "state_overdue") if not reading.is_one(i))
    every = any(reading.norm(j) in EVERYBODY for i in nouns for j in range(max(i - 3, 0), i))
    turned = (i for i in reading.where(*_CHANGES, *_TURNED) if not is_shown(reading, i))
    ordered = any(is_performed(reading, i) for i in turned)
    put = reading.has("task") and "put" in reading.orders
    return every and ordered and not put


def _are_somebodys(reading: Reading) -> bool:
    """«Перенеси мои задачи на пятницу», «закрой задачи Орлова»: whatever there are of them."""
    for index in reading.where(*_TURNED):
        noun = index + 1 + (reading.norm(index + 1) in _OWN)
        if noun + 1 < len(reading.tokens) and "state_overdue" in reading.cues[noun]:
            noun += 1  # «закрой мои просроченные задачи»
        if noun >= len(reading.tokens) or "task" not in reading.cues[noun]:
            continue
        named = any(one.first == noun + 1 for one in reading.all("person") if one.value.users)
        many = not reading.is_one(noun) and is_performed(reading, index)
        if many and (named or noun > index + 1):
            return True
    return False


def is_shown(reading: Reading, index: int) -> bool:
    """«Все сделки по ним кинь», «подними все за май»: nobody to give to, nowhere to put, no sum."""
    cues = reading.cues[index]
    kinds = ("amount", "number") if "raise" in cues else ("stage", "pipeline")
    aimed = any(one.value.case != "gent" for one in reading.users)
    aimed = (
        aimed
        or any(map(reading.all, kinds))
        or any(reading.norm(one.first) != "за" for one in reading.all("date"))
    )
    return bool(cues & {"show", "find"}) and not aimed and not reading.has("state_lost")


def _turns_everything(reading: Reading) -> bool:
    """«Перекинь все на завтра», «всё закрой»: no noun, so that only a list could say of what."""
    if reading.has("deal", "task", "call", "meeting", "this_task"):
        return False
    for index in reading.where(*_TURNED):
        behind = traits(reading, index + 2) if index + 2 < len(reading.tokens) else frozenset()
        alone = reading.norm(index + 1) in EVERYBODY and "NOUN" not in behind
        alone = alone and (not behind & {"ADJF", "PRTF"} or _is_state(reading, index + 2))
        if is_performed(reading, index) and alone:
            return True
    return False


def _is_state(reading: Reading, index: int) -> bool:
    """«Все просроченные»: how it stands with them; no noun is behind."""
    states = any(cue.startswith("state_") for cue in reading.cues[index])
    behind = index + 1 < len(reading.tokens) and index + 1 not in reading.figures
    return states and not (behind and "NOUN" in traits(reading, index + 1))


def _is_for_everybody(reading: Reading) -> bool:
    """«Поставь всем менеджерам задачу …»: one record has one who is responsible."""
    bare = [i for i in range(len(reading.tokens)) if is_infinitive(reading, i)]
    return bool(reading.orders & {"put", "remind", *_CHANGES}) and any(
        reading.norm(i) in _TO_EVERYBODY
        and bool(reading.cues[i + 1] & _STAFF)
        and not any(i - _REACH < verb < i for verb in bare)
        for i in range(len(reading.tokens) - 1)
    )


def _passes_all(reading: Reading) -> bool:
    """«Все мои сделки на Кузнецова»: no verb, and to whom they shall go at the end."""
    owned = reading.has("mine") or len(reading.users) > 1
    return reading.has("deal") and owned and ends_at_user(reading)


def _orders_two(reading: Reading) -> bool:
    """Say whether a task is closed or moved, and another thing is ordered in the same breath.

    «Перенеси задачу на завтра и поставь ещё одну», «закрой задачу и переведи сделку в …».
    """
    for own in _TURNED:
        verbs = (i for i in reading.where(own) if is_performed(reading, i))
        if any(_names_task(reading, i) for i in verbs) and _orders_other(reading, own):
            return True
    if "put" in reading.orders and _counts_tasks(reading):
        return True
    return bool(reading.orders & set(_TURNED)) and _numbers_two(reading)


def _names_task(reading: Reading, index: int) -> bool:
    """«Закрой задачу», «эту закрой»: the task stands right beside the order."""
    near = range(max(index - 2, 0), min(index + 3, len(reading.tokens)))
    return any(reading.cues[i] & {"task", "this_task"} for i in near)


def _numbers_two(reading: Reading) -> bool:
    """«Первую на завтра, вторую на пятницу»: two tasks, each with its own words."""
    numbered = [one for one in reading.all("ordinal") if not numbers_other(reading, one)]
    counted = {one.first for one in reading.all("number")}
    several = any(one.stop in counted for one in numbered)  # «первые две»
    return several or len({one.value for one in numbered}) > 1 or _counts_tasks(reading)


def _counts_tasks(reading: Reading) -> bool:
    """«Обе задачи», «две последние задачи»."""
    counted = {one.first for one in reading.all("number")}
    many = (i for i in reading.where("task") if not reading.is_one(i))
    return any(
        reading.norm(j) in _BOTH or j in counted for i in many for j in range(max(i - 2, 0), i)
    )


def _lets_do(reading: Reading, own: str) -> bool:
    """«Пусть Орлов закроет задачу»: somebody else is to do it."""
    return reading.has("let") and any(
        "3per" in parse.grammemes
        for index in reading.where(own)
        for parse in reading.tokens[index].parses[:1]
    )


def _orders_other(reading: Reading, own: str) -> bool:
    reminded = own in _TURNED and any(map(reading.is_order, reading.where("remind")))
    return reminded or any(
        own not in reading.cues[index] and _names_object(reading, index)
        for index in reading.where(*_ACTS)
        if is_performed(reading, index)
    )


def _names_object(reading: Reading, index: int) -> bool:
    """«Поставь новую», «сделку переведи», «добавь примечание»: what is named near the verb."""
    clause = reading.clause_of(index)
    near = range(max(index - _REACH, clause.start), min(index + _REACH + 1, clause.stop))
    first = next(
        (i for i in range(index, near.start, -1) if reading.norm(i - 1) == "и"), near.start
    )
    more = any(reading.norm(i) in _MORE for i in range(index + 1, near.stop))
    return more or any(reading.cues[i] & _OBJECTS for i in range(first, near.stop) if i != index)
