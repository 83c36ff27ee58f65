"""What is said of the deal whose card is open, which no word names."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.clauses import told_before
from nlu.parts.leads import LOST, WON
from nlu.parts.likeliest import traits
from nlu.parts.record import is_this, take_bare_id
from nlu.reading import Reading
from nlu.smallwords import HERE

_ON = frozenset({"дальше", "далее"})
_ASKED = ("which", "how_many", "who", "task")
_SOUGHT = frozenset({"find", "show"})
_OF_DEAL = frozenset({"deal", "contact", "company"})
_DEALS = frozenset({"сделку", "сделочку"})


def is_open_lead(reading: Reading) -> bool:
    """Say whether a deal's card is open: «бюджет 0», «давай в переговоры» are of it."""
    card = reading.request.context.entity
    return card is not None and card[0] == "leads"


def states_keeper(reading: Reading) -> bool:
    """Say whether a card's keeper is stated: «ответственный Орлов», «ответственный: Мария»."""
    if reading.request.context.entity is None or reading.has_question_mark:
        return False
    users = {
        i
        for one in reading.all("person")
        if one.value.users is not None
        for i in range(one.first, one.stop)
    }
    here = not reading.norms.isdisjoint(HERE) and "теперь" in reading.norms
    heads = set(reading.where("responsible", "now") if here else reading.where("responsible"))
    if "теперь" in reading.norms and reading.request.context.entity[0] == "contacts":
        heads |= set(reading.where("contact", "now"))  # «теперь клиент Орлова»
    return bool(users and heads) and reading.content <= users | heads and min(heads) < min(users)


def is_lost_here(reading: Reading) -> bool:
    """Say whether the open deal is closed for what happened: «они выбрали конкурента, закрой»."""
    closed = bool(reading.orders & {"closing", "lose"}) and reading.has("losing")
    return closed and is_open_lead(reading) and not reading.has("task", "call", "meeting")


def is_passed_on(reading: Reading) -> bool:
    """Say whether the open deal goes from one user to another: «забери у Орлова, отдай Ким»."""
    people = reading.all("person")
    users = len(people) > 1 and all(one.value.users for one in people)
    return users and is_open_lead(reading) and not reading.has("contact", "company")


def is_ended_here(reading: Reading) -> bool:
    """Say whether the open deal is ordered to be «как проигранную», «как успешную»."""
    states = reading.where("state_won", "state_lost") if is_open_lead(reading) else []
    named = reading.has("task", "find", "note")
    return any(reading.norm(i - 1) == "как" for i in states) and bool(reading.orders) and not named


def has_ended(reading: Reading) -> bool:
    """Say whether it is told how a deal ended: «выиграли!», «проиграли, дорого», «5014 продали»."""
    return bool(told_end(reading))


@once
def tells_stage(reading: Reading) -> bool:
    """Say whether the open deal's new stage is all the news: «счёт выставили», «договор подписан!».

    A sum of its own may stand beside.
    """
    stages = reading.all("stage") if is_open_lead(reading) else ()
    inside = {i for one in stages for i in range(one.first, one.stop)}
    asked = reading.has_question_mark
    told = any(
        traits(reading, i) >= {"VERB", "past"} or "PRTS" in traits(reading, i) for i in inside
    )
    return told and not asked and reading.content <= inside | reading.figures


def take_told_end(draft: Draft) -> None:
    """Fill `set_stage` with how the deal ended, nothing being ordered and no other stage named."""
    reading = draft.reading
    words = told_end(reading)
    first = next((one for one in reading.clauses if words and words[0] in one), range(0))
    if words and not reading.orders and all(one.first in first for one in reading.all("stage")):
        won = any("state_won" in reading.cues[i] for i in words)
        draft.put("set_stage", WON if won else LOST, words)
        draft.explain(i for i in first if i not in reading.figures)


@once
def told_end(reading: Reading) -> tuple[int, ...]:
    """Return the words that tell how the open deal, or one of a bare number, ended.

    Nothing else is said in their clause but of whom: «клиент слился», «сделку отменили».
    """
    numbered = Draft(reading)
    asked = reading.has_question_mark or reading.has(*_ASKED) or reading.commands & _SOUGHT
    if asked or not (take_bare_id(numbered) or is_open_lead(reading)):
        return ()
    clauses = [one for one in reading.clauses if not reading.figures.issuperset(one)]
    verdict = next((one for one in clauses if _is_verdict(reading, one)), None)
    if verdict is not None:
        return tuple(i for i in verdict if i in reading.content)
    clause = next(iter(clauses), range(0))
    said = [i for i in clause if i in reading.content - numbered.explained - reading.figures]
    of = [i for i in said if reading.cues[i] & _OF_DEAL and "nomn" in traits(reading, i)]
    of += [i for i in said if reading.norm(i) in _DEALS or _is_won(reading, i)]
    left = [i for i in said if i not in of]
    ended = tuple(i for i in left if _ends(reading, i, of))
    verbs = [i for i in left if "past" in traits(reading, i)]
    whole = verbs and all(i in ended or "closing" in reading.cues[i] for i in left)
    return ended if whole and all(i in verbs or _is_how(reading, i) for i in left) else ()


def _is_won(reading: Reading, index: int) -> bool:
    """«Тендер проиграли»: what was played for is no stage."""
    behind = reading.cues[index + 1] if index + 1 < len(reading.tokens) else frozenset()
    placed = any(one.first == index and one.stop == index + 1 for one in reading.all("stage"))
    object_ = any("accs" in parse.grammemes for parse in reading.tokens[index].parses)
    return placed and object_ and bool(behind & {"state_won", "state_lost"})


def _is_how(reading: Reading, index: int) -> bool:
    """«Закрыли успешно», «успешно закрыли»."""
    return "ADVB" in traits(reading, index)


def _is_verdict(reading: Reading, clause: range) -> bool:
    """«…, всё, победа», «отказ, дорого»: one noun is a whole clause, and nothing is ordered."""
    said = [i for i in clause if i in reading.content]
    cues = reading.cues[said[0]] if len(said) == 1 else frozenset()
    noun = bool(cues & {"state_won", "state_lost"}) and traits(reading, said[0]) >= {"NOUN", "nomn"}
    return noun and not reading.orders


def _ends(reading: Reading, index: int, of: list[int]) -> bool:
    """«Выиграли», «отказались», of a deal «отменили» — with nothing ordered or promised beside."""
    if reading.cues[index] & {"state_won", "state_lost"}:
        return True
    quits = "quitting" in reading.cues[index]
    drops = "dropping" in reading.cues[index] and any("deal" in reading.cues[i] for i in of)
    beside = (i for i in range(len(reading.tokens)) if i != index)
    goes_on = reading.orders or any("futr" in traits(reading, i) for i in beside)
    return (quits or drops) and not goes_on


def goes_on(reading: Reading) -> bool:
    """Say whether a deal is moved on, its next stage not being named: «двигаем дальше»."""
    return bool(moved_on(reading))


@once
def moved_on(reading: Reading) -> range:
    """Return the words «дальше», «на следующий этап» of an order to move a deal on."""
    days = (one.first for one in reading.all("date"))
    if reading.has("task", "call", "meeting") or not told_before(reading).issuperset(days):
        return range(0)
    aimed = is_open_lead(reading) or reading.has("deal") or bool(reading.all("number"))
    on = next((i for i in range(len(reading.tokens)) if _leads_on(reading, i)), None)
    if on is None or not aimed:
        return range(0)
    clause = reading.clause_of(on)
    ordered = any(reading.cues[i] & {"move", "reschedule"} and reading.is_order(i) for i in clause)
    return range(on, on + 1 + (reading.norm(on) not in _ON)) if ordered else range(0)


def _leads_on(reading: Reading, index: int) -> bool:
    following = index + 1 < len(reading.tokens) and "stage" in reading.cues[index + 1]
    return reading.norm(index) in _ON or ("следующий" in reading.lemmas(index) and following)


def steps_here(reading: Reading) -> bool:
    """Say whether the open deal's sum is stepped: «накинь сюда 64 тысячи», «минус 10к, скидка»."""
    if not is_open_lead(reading):
        return False
    amounts = {found.first for found in reading.all("amount")}
    steps = reading.where("raise", "lower") if amounts else []
    here = bool(steps) and is_this(reading)
    first = {next((i for i in one if i not in reading.courtesy), 0) for one in reading.clauses}
    return any(
        (here and reading.is_order(i))
        or (i in first and _next(reading, i) in amounts and (ordered or not reading.orders))
        for i in steps
        for ordered in (reading.is_order(i),)
    )


def _next(reading: Reading, index: int) -> int:
    """«Накинь ещё 45 тысяч»: the word behind, small ones skipped."""
    index += 1
    while index in reading.fillers and reading.is_word(index):
        index += 1
    return index
