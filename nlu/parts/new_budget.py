"""What a deal is worth from now on, or by how much more or less: «до 900к», «минус 7 000»."""

from __future__ import annotations

from itertools import pairwise

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.leads import money
from nlu.parts.open_lead import is_open_lead
from nlu.parts.record import take_bare_id
from nlu.reading import Reading
from nlu.smallwords import FROM
from nlu.types import Found

_CHANGED = frozenset({"set_stage", "set_pipeline", "set_responsible"})
_FORMER = frozenset({"вместо", "было", "была", "был", "не", "с"})
_BETWEEN = frozenset(
    {"а", ",", "-", "стало", "стала", "стал", "теперь", "ставь", "поставь", "будет"}
)
_UP_TO = frozenset({"на", "до"})
_UPON = frozenset({"на", "за", "до"})
_AGREEING = frozenset(
    {"согласный", "согласиться", "соглашаться", "сторговаться", "договориться", "сойтись"}
    | {"готовый", "уговорить", "дожать", "утвердить", "согласовать", "сговориться"}
)
_WRITING = frozenset({"писать", "записать", "считать"})
_LEAST = 100
_LARGE = 10_000
_THOUSAND = 1_000
_MILLION = 1_000_000
_ALONE = _CHANGED | {"this", "lead_id", "company", "contact", "lead"}


def take_new_budget(draft: Draft) -> None:
    """Fill `set_budget`, or `add_budget` where the words raise or lower it by a step."""
    both = exchanged(draft.reading)
    if both:
        old, new = both
        draft.explain(range(min(old.first - 1, new.first), max(old.stop, new.first)))
        draft.take("set_budget", new, _in_place(old.value, new, draft.reading))
        return
    _take_far_end(draft)
    for found in money(draft.reading, "amount"):
        if not draft.is_free(found):
            continue
        stated = _is_stated(draft.reading, found.first)
        up = draft.reading.has("raise") and not stated
        down = _goes_down(draft.reading) and not stated
        step = (
            (up or down)
            and draft.reading.norm(found.first) != "до"
            and not _is_total(draft, found.first)
        )
        if step:
            draft.take("add_budget", found, -found.value if down and not up else found.value)
            draft.explain(i for i in draft.reading.where("delete") if down)
        elif draft.reading.has("budget", "change", "now", "raise", "lower") or puts_sum(
            draft.reading
        ):
            draft.take("set_budget", found, found.value)
        return


def _take_far_end(draft: Draft) -> None:
    """«Подними бюджет с 450 до 480», «снизь с 500к до 450к»: the end it moves to."""
    reading = draft.reading
    up, down = reading.has("raise"), reading.has("lower")
    said = {one.first for one in reading.all("amount")}
    for found in reading.all("budget"):
        ends = (found.value.min, found.value.max)
        if found.first in said:
            continue
        if up != down and None not in ends and ends[0] != ends[1] and draft.is_free(found):
            draft.take("set_budget", found, max(ends) if up else min(ends))
            draft.explain([found.first - 1])
            return


@once
def exchanged(reading: Reading) -> tuple[Found[int], ...]:
    """Return the sums of «вместо 300 теперь 280», «280 вместо 300», «не 300, а 280».

    Small numbers are sums where the budget or a unit is named; nothing is where a day is.
    """
    if reading.norms.isdisjoint(_FORMER) or reading.all("date") or reading.all("phone"):
        return ()
    sums = sorted((*reading.all("amount"), *reading.all("amount_hint")), key=lambda one: one.first)
    for old, new in pairwise(sums):
        told = reading.has("budget") or old in reading.all("amount")
        told = told or (new in reading.all("amount") and reading.norm(old.first - 1) == "не")
        least = 0 if told else _LEAST
        if min(old.value, new.value) >= least and _is_former(reading, old, new):
            return (old, new)
        said = old in reading.all("amount") or old.value >= _LARGE
        if said and reading.norm(old.stop) == "вместо" and new.first == old.stop + 1:
            return (new, old)  # «280 вместо 300»
    return ()


def _is_former(reading: Reading, old: Found[int], new: Found[int]) -> bool:
    """The words between the two say that one takes the other's place."""
    led = reading.norm(old.first - 1)
    between = {reading.norm(i) for i in range(old.stop, new.first)}
    between |= {reading.norm(new.first)} & _UP_TO  # within the sum, as its bound
    if led == "с":
        return bool(between) and between <= _UP_TO
    return led in _FORMER and between <= _BETWEEN and (led != "не" or "а" in between)


def _in_place(before: int, found: Found[int], reading: Reading) -> int:
    """«Вместо 300 тысяч 280», «было 300, стало 280»: nobody counts a deal in hundreds."""
    small = 0 < found.value < _THOUSAND and found in reading.all("amount_hint")
    scale = _MILLION if before >= _MILLION and found.value < _LEAST else _THOUSAND
    return found.value * scale if small else found.value


def puts_sum(reading: Reading) -> bool:
    """Say whether a deal's sum is put right behind an order: «5017, ставь 350 тысяч»."""
    known = is_open_lead(reading) or reading.has("deal") or take_bare_id(Draft(reading), also="в")
    if not known or reading.has("task", "new") or reading.orders & {"create"}:
        return False
    places = (one.first for one in reading.all("amount"))
    return (
        bool(exchanged(reading))
        or _is_now(reading)
        or any(
            reading.is_order(i) and bool(reading.cues[i] & {"put", "change"})
            for first in places
            for i in (first - 1 - (reading.norm(first - 1) == "на"),)
            if i >= 0
        )
    )


def _is_now(reading: Reading) -> bool:
    """«Дали скидку, теперь миллион сто»: a clause of that word and a sum."""
    sums = {i for one in reading.all("amount") for i in range(one.first, one.stop)}
    turned = reading.where("now") if sums else []
    numbered = Draft(reading)
    if turned and take_bare_id(numbered):  # «5012 теперь 2,6 млн»
        sums |= numbered.explained
    return any(
        not sums.isdisjoint(clause) and sums.issuperset(i for i in clause if _says(reading, i))
        for clause in reading.clauses
        if any(i in clause for i in turned)
    )


def _says(reading: Reading, index: int) -> bool:
    return index in reading.content and "now" not in reading.cues[index]


def take_sum_left(draft: Draft) -> None:
    """Fill `set_budget` from a sum that stands by itself: «выиграли, 330 тысяч», «… и 1,3 млн».

    Nothing is said in its clause but other changes of the deal and which deal it is.
    """
    if not draft.slots.keys() & _CHANGED or draft.slots.keys() & {"set_budget", "add_budget"}:
        return
    reading = draft.reading
    changed = set().union(*(draft.places[slot] for slot in draft.slots.keys() & _ALONE))
    for found in reading.all("amount"):
        clause = reading.clause_of(found.first)
        own = {*range(found.first, found.stop), *reading.where("total", "sum", "deal")}
        said = reading.content.intersection(clause) - own - changed
        described = reading.norm(found.first - 1) == "на" and any(
            "deal" in reading.cues[i] for i in clause
        )
        if draft.is_free(found) and not (said or described):
            draft.take("set_budget", found, found.value)
            draft.explain(i for i in reading.where("total", "sum") if i in clause)
            return
    _take_agreed(draft)


def _take_agreed(draft: Draft) -> None:
    """«Клиент согласен на 350, двигай в …»: what was agreed upon is what the deal is worth."""
    reading = draft.reading
    if reading.said.isdisjoint(_AGREEING):
        return
    for found in (*reading.all("amount"), *reading.all("amount_hint")):
        clause = reading.clause_of(found.first)
        agreed = any(reading.lemmas(i) & _AGREEING for i in clause if i < found.first)
        led = {reading.norm(found.first - 1), reading.norm(found.first)} & _UPON
        if agreed and led and found.stop >= clause.stop:
            small = 0 < found.value < _THOUSAND and found in reading.all("amount_hint")
            draft.put(
                "set_budget",
                found.value * (_THOUSAND if small else 1),
                range(found.first, found.stop),
            )
            return


def _is_stated(reading: Reading, amount: int) -> bool:
    """«Смета выросла, бюджет (теперь) 1,1 млн»: what rose is told apart from what it is now."""
    clause = reading.clause_of(amount)
    now = any(_states(reading, i, amount) for i in clause) or (
        not is_taken_from(reading) and any("budget" in reading.cues[i] for i in clause)
    )
    now = now or reading.norm(clause.start - 1) == ":"  # «сумма увеличилась: 1,2 млн»
    return now and not any(i in clause for i in reading.where("raise", "lower"))


def _states(reading: Reading, index: int, amount: int) -> bool:
    """«Бюджет вырос, ставь 2,3 млн»: an order right before the sum says what it is now."""
    led = index == amount - 1 - (reading.norm(amount - 1) in _UP_TO)
    written = reading.cues[index] & {"put", "change"} or reading.lemmas(index) & _WRITING
    ordered = led and reading.is_order(index) and bool(written)
    return ordered or "now" in reading.cues[index]


def _goes_down(reading: Reading) -> bool:
    """«Скинь 5 тысяч», «с бюджета сними 12500»."""
    taken = any(reading.is_order(i) for i in reading.where("delete", "complete"))
    return reading.has("lower") or (taken and is_taken_from(reading))


def is_taken_off(reading: Reading) -> bool:
    """Say whether a sum is ordered off the budget: «с суммы убери 5000»."""
    return "delete" in reading.orders and is_taken_from(reading)


def is_taken_from(reading: Reading) -> bool:
    """Say whether the budget is what something is taken off: «с бюджета», «из суммы»."""
    return any(reading.norm(i - 1) in FROM for i in reading.where("budget"))


def _is_total(draft: Draft, index: int) -> bool:
    return draft.reading.norm(index - 1) in {"до", "в", "="}
