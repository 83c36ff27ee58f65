"""Orders about a deal whose words look like a task's: «ставь «встреча назначена»», «в …кп»."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.once import once
from nlu.parts.clauses import told_before
from nlu.parts.likeliest import is_preposition
from nlu.reading import Reading
from nlu.smallwords import ONTO
from nlu.types import Found

_BETWEEN = frozenset({'"', "ее", "их", "сразу", "уже", "тогда", "теперь"})
_PLACING = frozenset({"move", "put", "reschedule", "change"})
_FIELDS = frozenset({"responsible", "budget", "stage", "pipeline"})
_SETTING = frozenset({"change", "assign", "move", "raise", "lower"})
_LED = 0.7
_WHOLE = 0.9
_HALF = 0.5
_TASKS = frozenset({"task", "call", "meeting", "mail", "note", "budget"})
_REACH = 2


def sets_stage(reading: Reading) -> bool:
    """Say whether an order leads right into a stage, all days being told before it.

    «Встречу согласовали на среду, ставь «Встреча назначена»», «перетащи в отправлено кп»; a stage's
    words without «в» must be all there, for «поставь встречу» sets none.
    """
    stages = {one.first: one.score for one in reading.all("stage")}
    orders = [i for i in reading.where(*_PLACING) if reading.is_order(i)] if stages else []
    told = told_before(reading) if orders else frozenset()
    if any(one.first not in told for one in reading.all("date")):
        return False
    for order in orders:
        place = _past_between(reading, order + 1)
        led = reading.norm(place) in ONTO
        place = _past_between(reading, place + 1) if led else place
        least = _LED if led or _is_finite(reading, place) else _WHOLE
        if stages.get(place, 0.0) >= least:
            return True
    return False


@once
def put_stages(reading: Reading) -> tuple[Found[tuple[str, ...]], ...]:
    """Return the stages by a word of theirs that an order puts: «ставь согласование».

    Nothing else is in the clause, and no task is called by the word as «встреча» is.
    """
    if reading.all("date") or not reading.orders & {"put", "move"}:
        return ()
    types = {one.first for kind in ("task_type", "task_type_hint") for one in reading.all(kind)}
    return tuple(
        one
        for one in reading.all("stage_hint")
        if one.score >= _HALF
        and one.first not in types
        and not any(reading.cues[i] & _TASKS for i in range(one.first, one.stop))
        and _is_put(reading, one)
    )


def _is_put(reading: Reading, stage: Found[tuple[str, ...]]) -> bool:
    said = reading.clause_of(stage.first)
    orders = [i for i in said if reading.cues[i] & {"put", "move"} and reading.is_order(i)]
    beside = (i for i in said if i in reading.content and i not in reading.figures)
    known = {*orders, *range(stage.first, stage.stop)}
    return bool(orders) and all(i in known or reading.cues[i] & {"deal", "stage"} for i in beside)


def stands_at_stage(reading: Reading) -> bool:
    """«Подними сделки Промснаба на переговорах»: where deals are, and not where one is to go."""
    return any(
        reading.norm(one.first - 1) in ONTO
        and any("loct" in parse.grammemes for parse in reading.tokens[one.first].parses)
        and not any("accs" in parse.grammemes for parse in reading.tokens[one.first].parses)
        for one in reading.all("stage")
    )


def leads_into(reading: Reading, order: int) -> bool:
    """Say whether a stage or a pipeline is where the order at a token leads: «закинь в …»."""
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    return reading.norm(order + 1) in ONTO and order + 2 in places


def _is_finite(reading: Reading, index: int) -> bool:
    """«Ставь думает»: nothing else is set that is said with a verb."""
    parses = reading.tokens[index].parses[:1] if index < len(reading.tokens) else ()
    return any(parse.pos == "PRTS" or "3per" in parse.grammemes for parse in parses)


def _past_between(reading: Reading, index: int) -> int:
    while reading.norm(index) in _BETWEEN or (
        index < len(reading.tokens) and reading.cues[index] & {"deal", "stage"}
    ):
        index += 1
    return index


def sets_field(reading: Reading) -> bool:
    """«Прошу сменить ответственного на …»: an infinitive whose object is a deal or its field."""
    for index in reading.where(*_SETTING):
        near = range(index + 1, min(index + 1 + _REACH, len(reading.tokens)))
        given = reading.cues[index] & {"assign", "move"}
        fields = _FIELDS | {"deal"} if given else _FIELDS
        if reading.is_command(index) and any(reading.cues[i] & fields for i in near):
            return True
    return False


def places(reading: Reading, kind: str) -> Iterator[Found[tuple[str, ...]]]:
    """Names of stages or pipelines; after «воронку … на …» doubtful ones too («на продажи»)."""
    yield from reading.all(kind)
    if kind == "stage" and not reading.all(kind):
        yield from put_stages(reading)
    for found in reading.all(f"{kind}_hint") if reading.has(kind) else ():
        if reading.norm(found.first - 1) in ONTO:
            yield found


def opens_title(reading: Reading, found: Found[tuple[str, ...]]) -> bool:
    """«В сделке тендер на металлопрокат сумму …»: the stage's name begins a title that goes on."""
    before, behind = found.first - 1, found.stop + 1
    headed = before >= 0 and "deal" in reading.cues[before] and reading.is_one(before)
    goes_on = is_preposition(reading, found.stop) if found.stop < len(reading.tokens) else False
    return headed and goes_on and behind < len(reading.tokens) and _names_ware(reading, behind)


def _names_ware(reading: Reading, index: int) -> bool:
    return index not in reading.figures and not reading.cues[index] and reading.is_word(index)


def is_left_behind(reading: Reading, index: int) -> bool:
    """«С переговоров на согласование»: the place it is moved from is not where it goes."""
    places = (one.first for kind in ("stage", "pipeline") for one in reading.all(kind))
    return reading.norm(index - 1) in {"с", "из"} and any(one > index for one in places)
