"""Whether an order to close is of a task: what is numbered, set, a deal's or something else's."""

from __future__ import annotations

from nlu.parts.clauses import is_told
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.words import ALLOWING, after_mark
from nlu.reading import Reading
from nlu.smallwords import SO_THAT

_DONE = frozenset({"complete", "state_done"})
_MOVING = frozenset({"move", "reschedule"})
_IT = frozenset({"ее", "его", "эту", "их"})
_WATCHED = frozenset({"контроль", "повестка", "доска", "учет", "учёт", "очередь"})


def is_of_other(reading: Reading, index: int) -> bool:
    """«…, бухгалтерия закрыта», «магазин закрыт»: what is done or shut is no task."""
    if reading.tokens[index].pos not in {"PRTS", "ADJS"}:
        return False
    clause = next((one for one in reading.clauses if index in one), range(0))
    opening = reading.tokens[clause.start].parses[:1] if clause else ()
    thing = any({"NOUN", "nomn"} <= {p.pos, *p.grammemes} for p in opening)
    alone = clause.start + 1 == index and not reading.cues[clause.start]
    return clause.start > 0 and thing and alone


def ends_deal(reading: Reading) -> bool:
    """«Задачу закрой и сделку в успешные»: how the deal ends is ordered as well."""
    ends = reading.where("state_won", "state_lost")
    return reading.has("deal") and any(reading.norm(i - 1) in {"в", "как"} for i in ends)


def makes_so(reading: Reading) -> bool:
    """«Сделай так, чтобы задачи сами закрывались»: how it is to be is nothing to be done."""
    so_that = {i for i in range(len(reading.tokens)) if reading.norm(i) in SO_THAT}
    made = (i for i in reading.where("complete") if "сделать" in reading.lemmas(i))
    return any(reading.before(so) in {i, i + 1} for i in made for so in so_that if so > i)


def is_set(reading: Reading) -> bool:
    """«Задача на 31 марта закрыть реестр»: a day, then the infinitive with what is to be closed."""
    noun, verb = reading.first("task"), reading.first("complete")
    if noun is None or verb is None or verb < noun or reading.is_order(verb):
        return False
    dated = any(found.first < verb for found in reading.all("date"))
    infinitive = "INFN" in traits(reading, verb)
    return infinitive and reading.after(verb) is not None and dated


def numbers_one(reading: Reading) -> bool:
    """«Закрой вторую», not «отметь, что он в отпуске до 20-го»."""
    that = next(
        (i for i in range(len(reading.tokens)) if reading.norm(i) == "что"), len(reading.tokens)
    )
    ordinals = (one for one in reading.all("ordinal") if not _is_up_to(reading, one.first))
    return any(found.first < that and not reading.has("deal") for found in ordinals)


def _is_up_to(reading: Reading, index: int) -> bool:
    """«Торгуется до последнего»: no task of a list."""
    return reading.norm(index - 1) == "до"


def is_number_alone(reading: Reading) -> bool:
    """«Первую можно закрыть, клиент передумал»: the number is of no deal and of nobody."""
    numbered = [one.first for one in reading.all("ordinal")]
    clauses = [one for one in reading.clauses if any(i in one for i in numbered)]
    return bool(clauses) and not any(
        reading.cues[i] & {"deal", "contact"} for one in clauses for i in one
    )


def is_only_done(reading: Reading) -> bool:
    """«Готово, закрывай», «закрой как выполненную, оплатили»: nothing else is to be closed."""
    if not reading.has("state_done"):
        return False
    cut = [[i for i in clause if i in reading.content] for clause in reading.clauses]
    done = {i for one in cut if all(reading.cues[i] & _DONE for i in one) for i in one}
    others = [c for c in reading.clauses if done.isdisjoint(c) and not is_told(reading, c)]
    said = any("state_done" in reading.cues[i] for i in done)
    closed = any("complete" in reading.cues[i] and is_closing(reading, i) for i in done)
    return said and closed and not others and not reading.has("deal", "stage")


def is_closing(reading: Reading, index: int) -> bool:
    """«Закрой», «закрываем», «можно закрывать», «давай закроем»."""
    allowed = reading.norm(index - 1) in ALLOWING and is_infinitive(reading, index)
    return reading.is_order(index) or allowed


def is_of_task(reading: Reading) -> bool:
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


def is_put_among_done(reading: Reading) -> bool:
    """«Перекинь в выполненные», «кинь её в сделанные»: a task, where no deal or stage is named."""
    said = {*among_done(reading), *(i + 1 for i in among_done(reading))}
    moved = any(reading.is_order(i) and reading.cues[i] & _MOVING for i in said)
    pointed = reading.fillers.union(reading.where("task", "this_task", "state_done"), said)
    return moved and reading.content <= pointed


def behind_tick(reading: Reading) -> int | None:
    """«Ставь галочку на четвёртой задаче: замер сделан»: return where what came of it begins."""
    tick = reading.first("tick")
    colon = None if tick is None else after_mark(reading)
    return colon if colon is not None and tick is not None and tick < colon else None


def taken_off(reading: Reading) -> list[int]:
    """Return the words of «сними с контроля», «снимай с повестки»: no words of the task."""
    from_ = (i for i in range(1, len(reading.tokens) - 1) if reading.norm(i) == "с")
    off = (i for i in from_ if reading.lemmas(i + 1) & _WATCHED)
    return [j for i in off if "complete" in reading.cues[i - 1] for j in (i, i + 1)]


def among_done(reading: Reading) -> list[int]:
    """Return the verbs of «переведи в выполненные», «убирай в готовые»: no words of the task."""
    into = [i - 2 for i in reading.where("state_done") if reading.norm(i - 1) == "в"]
    it = [i for i in into if reading.cues[i] & {"task", "this_task"} or reading.norm(i) in _IT]
    into += [i - 1 for i in it]
    return [i for i in into if i >= 0 and traits(reading, i) & {"VERB", "INFN"}]
