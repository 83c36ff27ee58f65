"""What is told beside an order, before it or after it, and only says why."""

from __future__ import annotations

from nlu.parts.clauses import is_away, is_told, orders
from nlu.parts.words import ALLOWING
from nlu.reading import Reading

_DOING = frozenset({"reschedule", "complete", "attach", "move", "change", "assign", "put"})


def asides(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses that tell something beside an order, before or after it."""
    cut = reading.clauses
    ordered = [clause for clause in cut if _is_ordered(reading, clause)]
    told = [clause for clause in cut if clause not in ordered and _is_aside(reading, clause)]
    return frozenset(i for clause in told for i in clause) if ordered else frozenset()


def promises(reading: Reading, words: range) -> bool:
    """Say whether somebody is to do something: «завтра позвоню», «провести во вторник демо»."""
    opening = (p.pos == "INFN" for p in reading.tokens[words.start].parses)
    parses = (p for i in words for p in reading.tokens[i].parses[:1])
    return any(opening) or any("1per" in parse.grammemes for parse in parses)


def _is_aside(reading: Reading, clause: range) -> bool:
    """What is told, where somebody is, and «у заказчика ремонт», «у них инвентаризация»."""
    had = reading.norm(clause.start) == "у" and any(
        "nomn" in parse.grammemes
        for i in clause[2:]
        if not reading.cues[i]
        for parse in reading.tokens[i].parses
    )
    return had or is_told(reading, clause) or is_away(reading, clause)


def _is_ordered(reading: Reading, clause: range) -> bool:
    """«Задачу закрой», «встречу двигаем на среду» — not «созвонимся в мае», «отправлю сам»."""
    return orders(reading, clause) or any(
        reading.cues[i] & _DOING and is_performed(reading, i) for i in clause
    )


def is_performed(reading: Reading, index: int) -> bool:
    """Say whether a verb orders: «двигаем», «закроем», «переношу», «можно подвинуть».

    «Отправлю» is a promise.
    """
    if reading.norm(index - 1) in ALLOWING:
        return reading.is_command(index)
    return reading.is_order(index) and any(
        "impr" in p.grammemes or {"1per", "plur"} <= p.grammemes or {"1per", "impf"} <= p.grammemes
        for p in reading.tokens[index].parses[:1]
    )
