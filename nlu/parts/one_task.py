"""One task meant: asked for as a noun, or pointed at by its number."""

from __future__ import annotations

from nlu.once import once
from nlu.reading import Reading
from nlu.smallwords import TO_SPEAKER

_BY_DAY = frozenset({"на", "к", "до"})
_ASKING = ("what", "which", "where", "how", "who")


def numbers_task(reading: Reading) -> bool:
    """«Третью задачу убирай на понедельник»: a number before the noun points at one there is."""
    behind = (one.stop for one in reading.all("ordinal") if one.stop < len(reading.tokens))
    return any("task" in reading.cues[i] for i in behind)


def asks_for_one(reading: Reading) -> bool:
    """«Нужна задача на завтра», «напоминание Орлову»: one is to be set, not found."""
    return _needed(reading) or _headed(reading) or _is_named_ahead(reading)


def _needed(reading: Reading) -> bool:
    """«Нужна задача на завтра», «надо напоминание в пятницу»."""
    wanted = [i for i in reading.where("want") if not reading.orders]
    return any(
        index < noun and all(i in reading.fillers for i in range(index + 1, noun))
        for index in wanted
        for noun in reading.where("task")
        if reading.is_one(noun)
    )


def _headed(reading: Reading) -> bool:
    """«Задача Орлову», «напоминание Диме», «задача мне»: one task, and to whom in the dative."""
    users = (one for one in reading.all("person") if one.value.users is not None)
    whom = {one.first for one in users if one.value.case == "datv"}
    heads = [i for i in reading.where("task") if reading.before(i) is None and reading.is_one(i)]
    return any(i + 1 in whom or reading.norm(i + 1) in TO_SPEAKER for i in heads)


@once
def _is_named_ahead(reading: Reading) -> bool:
    """«Задача по Ромашке на завтра»: one task, its record and its day, and nothing is asked."""
    first = reading.where("task")[:1] == [min(reading.content, default=0)]
    if not first or not reading.is_one(reading.where("task")[0]) or reading.has_question_mark:
        return False
    state = any(cue.startswith("state_") for cues in reading.cues for cue in cues)
    other = state or reading.commands or reading.has(*_ASKING, "exists", "list", "which")
    led = {reading.norm(i) for one in reading.all("date") for i in (one.first - 1, one.first)}
    return not other and not led.isdisjoint(_BY_DAY)
