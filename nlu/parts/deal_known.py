"""A deal that is there already, or a day of a task: nothing an order to make a deal speaks of."""

from __future__ import annotations

from nlu.parts.clauses import is_told, news
from nlu.parts.likeliest import traits
from nlu.parts.made import makes
from nlu.parts.placed import leads_into
from nlu.parts.record import is_pointed_at
from nlu.reading import Reading
from nlu.types import Found

_INTO = frozenset({"в", "к"})


def told_beside(reading: Reading) -> set[int]:
    """Return words of the news before the order: «отгрузили партию Кировцу, …» is no stage."""
    told = {index for clause in news(reading) for index in clause}
    acts = (one for one in reading.all("stage") if "VERB" in traits(reading, one.first))
    for found in acts:  # «…, клиент думает ещё»
        clause = reading.clause_of(found.first)
        told |= {*clause} if is_told(reading, clause) and clause.start < found.first else set()
    return told


def is_dated(reading: Reading) -> bool:
    """Say whether something is due some day, which is no word of a name («шины на зиму»)."""
    named = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    named |= {i for one in reading.clauses if is_told(reading, one) for i in one}
    return any(
        found.first not in told_beside(reading) | named and not _is_for_term(reading, found)
        for found in reading.all("date")
    )


def _is_for_term(reading: Reading, found: Found[object]) -> bool:
    """«На год», «на зиму» right behind a noun, where a deal is made outright."""
    led = found.first - (reading.norm(found.first) != "на")
    before = reading.tokens[led - 1].parses[:1] if led > 0 else ()
    noun = any(parse.pos == "NOUN" for parse in before) and "deal" not in reading.cues[led - 1]
    noun = noun or reading.norm(led - 1) == '"'
    return noun and reading.norm(led) == "на" and makes(reading, "deal")


def is_open(reading: Reading) -> bool:
    """Say whether it is there already: «закинь эту сделку в корпоратов», «внеси сумму в сделку»."""
    deals = reading.where("deal")
    led = any(reading.is_one(i) and reading.norm(i - 1) in _INTO for i in deals)
    moved = (i for i in reading.where("move") if reading.is_order(i))
    sent = bool(deals) and not reading.has("new") and any(leads_into(reading, i) for i in moved)
    led = led or (sent and any(i > deals[0] for i in reading.where("move")))
    led = led or any(_is_answered_for(reading, i) for i in deals)
    return led or any(is_pointed_at(reading, index) for index in deals)


def _is_answered_for(reading: Reading, deal: int) -> bool:
    """«Сделай Машу ответственной за сделку Беридзе»."""
    head = deal - 2
    if head < 1 or reading.norm(deal - 1) not in {"за", "по"}:
        return False
    charged = any("ablt" in parse.grammemes for parse in reading.tokens[head].parses)
    return charged and "responsible" in reading.cues[head]


def adds_to_budget(reading: Reading) -> bool:
    """Say whether a sum grows: «добавь к бюджету этой сделки 50 тысяч», «…, добавь в бюджет»."""
    added = (index for index in reading.where("budget") if "create" in reading.cues_at(index - 2))
    return any(reading.norm(index - 1) in _INTO for index in added) or any(
        reading.norm(index - 1) == "к" for index in reading.where("budget")
    )
