"""What happened, told before the order: «клиент подписал, ставь …», «Ромашка дозрела, двигай …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.record import take_company_before
from nlu.parts.title import give_title, title_at
from nlu.reading import Reading, Who
from nlu.types import Found, Kind

_TOLD_POS = frozenset({"PRTS", "ADJS", "PRED"})
_HIS = frozenset({"его", "ее", "их", "него", "нее", "ему", "ей", "им"})
_OF_PARTY = frozenset({"по", "с", "со", "у", "от"})


def news(reading: Reading) -> range:
    """Return the clauses before the first order's own that tell what happened; none if none do."""
    order = next((i for i in range(len(reading.tokens)) if _bids(reading, i)), None)
    own = (clause for clause in reading.clauses[1:] if order is None or order in clause)
    stop = next(own, range(0)).start
    if all(reading.cues[i] and reading.is_order(i) for i in reading.content if i >= stop):
        return range(0)
    told = any(_tells(reading, index) or _is_over(reading, index) for index in range(stop))
    told = told or _is_away(reading, stop)
    return range(stop) if told else range(0)


def take_news(draft: Draft) -> None:
    """Fill `contact` or `company` with whom the news is of, and account for all of it.

    What the news names is no part of the change that is ordered: only its figures stay free.
    """
    reading, told = draft.reading, news(draft.reading)
    if not told:
        return
    if not draft.slots.keys() & {"this", "lead_id", "lead", "contact", "company"}:
        _take_party(draft, told)
    kept = reading.figures | _only_place(reading, told)
    draft.places["news"] = set(told) - kept - set().union(*draft.places.values())
    draft.explain(set(told) - reading.figures)


def _bids(reading: Reading, index: int) -> bool:
    """«Пусть ведёт Ким» orders as well as «отдай Киму»."""
    ordered = reading.is_order(index) and any(
        "impr" in parse.grammemes or "1per" in parse.grammemes
        for parse in reading.tokens[index].parses[:1]
    )
    return bool((ordered or "let" in reading.cues[index]) and reading.cues[index])


def _tells(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:2]
    finite = any(parse.pos == "VERB" and parse.grammemes & {"past", "3per"} for parse in parses[:1])
    told = any(parse.pos == "VERB" and "past" in parse.grammemes for parse in parses)
    return finite or told or any(parse.pos in _TOLD_POS for parse in parses[:1])


def _is_over(reading: Reading, index: int) -> bool:
    """«Больше не на Волковой»: a denial that needs no verb."""
    return reading.norm(index) == "не" and reading.norm(index - 1) == "больше"


def _is_away(reading: Reading, stop: int) -> bool:
    """«Сидоров в отпуске, …»: a person, and where he is."""
    place = next((one.stop for one in reading.all("person") if one.first == 0), stop)
    return place < stop and any(p.pos == "PREP" for p in reading.tokens[place].parses[:1])


def _take_party(draft: Draft, told: range) -> None:
    """«Тимохина взяла паузу»: a person; «Ромашка дозрела»: what did it is a company."""
    reading = draft.reading
    for found in reading.all("person"):
        if found.first in told and draft.is_free(found) and _is_party(reading, found):
            draft.take("contact", found, found.value.name)
            return
    verb = next((i for i in told if _tells(reading, i)), 0)
    if _take_titled(draft, verb) or take_company_before(draft, verb):
        return
    first = next((i for i in told if i in reading.content), None)
    if first is not None and first < verb and _is_subject(reading, first):
        stop = first + 1
        while stop < verb and _goes_on(reading, stop):
            stop += 1
        draft.put("company", reading.naming.company(first, stop), range(first, stop))


def _take_titled(draft: Draft, verb: int) -> bool:
    """«По сделке Ангар Рязань согласовали скидку»: the name ends where the verb begins."""
    for head in draft.reading.where("deal"):
        title = title_at(draft, head + 1)
        title = range(title.start, min(title.stop, verb))
        if head < verb and any(index in draft.reading.content for index in title):
            give_title(draft, "lead", title)
            draft.explain([head])
            return True
    return False


def _is_party(reading: Reading, found: Found[Who]) -> bool:
    """A user may be told of too («Кузнецов уволился»); «его сделку» makes a client of him."""
    back = any(reading.norm(i) in _HIS for i in range(found.stop, len(reading.tokens)))
    return found.value.users is None or (back and reading.norm(found.first - 1) in _OF_PARTY)


def _is_subject(reading: Reading, index: int) -> bool:
    """A noun in the nominative that means nothing else here, or a word with a capital."""
    token = reading.tokens[index]
    if reading.cues[index] or index in reading.figures or token.kind is Kind.NUMBER:
        return False
    noun = any(
        parse.pos == "NOUN" and {"nomn", "sing"} <= parse.grammemes for parse in token.parses[:2]
    )
    return noun or token.kind is Kind.LATIN or (index > 0 and token.text[:1].isupper())


def _goes_on(reading: Reading, index: int) -> bool:
    capital = reading.tokens[index].text[:1].isupper()
    return capital or (reading.tokens[index].glued and reading.is_word(index))


def _only_place(reading: Reading, told: range) -> frozenset[int]:
    """A stage or pipeline said in the news alone is the one to be set."""
    places = (*reading.all("stage"), *reading.all("pipeline"))
    if any(found.first not in told for found in places):
        return frozenset()
    return frozenset(i for found in places for i in range(found.first, found.stop))
