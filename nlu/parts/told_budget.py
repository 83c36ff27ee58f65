"""What a deal is worth, told and not ordered: «сделка 5020 бюджет 900 тысяч», «минус 7 000 …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.leads import money
from nlu.parts.listed import speaks_of_one
from nlu.parts.open_lead import is_open_lead, steps_here
from nlu.parts.record import is_this, take_bare_id
from nlu.reading import Reading

_LEAST_ID = 1_000
_OFF = frozenset({"к", "от", "с", "из"})
_LIMITING = frozenset({"от", "до", "больше", "меньше", "свыше", "дороже", "дешевле"})


def sets_budget(reading: Reading) -> bool:
    """«Сделка 5020 бюджет 900 тысяч»: one deal, the word and the amount right behind it."""
    amounts = [found.first for found in money(reading, "amount")]
    said = any(_is_worth(reading, i, j) for i in reading.where("budget") for j in amounts)
    known = is_open_lead(reading) or speaks_of_one(reading, "leads")
    here = is_this(reading) or (known and _opens_clause(reading))
    numbered = bool(reading.all("id")) or here or _begins_with_id(reading)
    numbered = numbered or is_described(reading)
    numbered = numbered or (is_renewed(reading, "budget") and take_bare_id(Draft(reading)))
    asked = reading.has("which", "how_many") or reading.has_question_mark
    return said and numbered and not reading.orders and not asked


def is_renewed(reading: Reading, *fields: str) -> bool:
    """Say whether a field is called new: «для 5024 новый бюджет — 340 тысяч»."""
    return any("new" in reading.cues[index - 1] for index in reading.where(*fields) if index)


def is_described(reading: Reading) -> bool:
    """Say whether one deal, a colon and its worth are told: «сделка Черных: сумма 240 тысяч»."""
    first, *behind = reading.clauses or (range(0),)
    opens = bool(first) and "deal" in reading.cues[first.start] and reading.is_one(first.start)
    return opens and bool(behind) and reading.norm(first.stop) == ":" and _opens_clause(reading)


def _opens_clause(reading: Reading) -> bool:
    """«Бюджет 0», «договорились, сумма 415 тысяч» — not «сделки с бюджетом 500 тысяч»."""
    first = {next(i for i in one if i not in reading.fillers) for one in reading.clauses}
    return any(
        index - ("new" in reading.cues_at(index - 1)) in first for index in reading.where("budget")
    )


def _is_worth(reading: Reading, noun: int, amount: int) -> bool:
    """«Бюджет этой сделки 450 000»: nothing but the deal between the word and the amount."""
    numbers = {i for one in reading.all("id") for i in range(one.first, one.stop)}
    between = range(noun + 1, amount)
    limited = any(reading.norm(i) in _LIMITING for i in (*between, amount))
    named = all(i in reading.fillers | numbers or "deal" in reading.cues[i] for i in between)
    return noun < amount and named and not limited


def _begins_with_id(reading: Reading) -> bool:
    """«5003 бюджет 200 тысяч»."""
    return any(one.first == 0 and one.value >= _LEAST_ID for one in reading.all("number"))


def steps_budget(reading: Reading) -> bool:
    """«Минус 7 000 по сделке 5046», «бюджету этой сделки плюс 50к»: a step and its amount."""
    steps = (*reading.where("raise"), *reading.where("lower"))
    amounts = {found.first for found in money(reading, "amount")}
    stepped = any(i + 1 in amounts and reading.norm(i) in {"плюс", "минус"} for i in steps)
    stepped = stepped or (bool(amounts) and any(_has_changed(reading, i) for i in steps))
    here = is_this(reading) or (is_open_lead(reading) and reading.has("budget"))
    here = here or _is_of_deal(reading, amounts)
    return (stepped and (bool(reading.all("id")) or here)) or steps_here(reading)


def _is_of_deal(reading: Reading, amounts: set[int]) -> bool:
    """«Плюс 180 тысяч к их сделке», «сделка Оганесяна выросла до 700 тысяч»: one deal's sum."""
    heads = reading.where("deal")
    if len(heads) != 1 or not reading.is_one(heads[0]) or reading.has("which", "how_many"):
        return False
    clause = reading.clause_of(heads[0])
    first = next((i for i in clause if i not in reading.fillers), heads[0])
    led = reading.norm(heads[0] - 1) in _OFF or reading.norm(heads[0] - 2) in _OFF
    return any(i in clause for i in amounts) and (led or first == heads[0])


def _has_changed(reading: Reading, index: int) -> bool:
    """«Подорожала на …», «упала на …»: told in the past."""
    return "past" in reading.tokens[index].traits
