"""What is denied or was so before says nothing: «не Петровой, а Ивановой», «было …, стало …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import is_past
from nlu.reading import Reading

_OLD = frozenset({"старый", "прежний", "предыдущий", "раньше"})
_TIMES = frozenset(
    {"день", "неделя", "месяц", "квартал", "год", "сегодня", "вчера", "январь", "февраль", "март"}
    | {"апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}
)
_WHICH = frozenset({"этот", "прошлый", "текущий", "позапрошлый", "последний", "следующий"})
_NEW = frozenset({"стать", "новый", "теперь", "сейчас"})


def explain_denied(draft: Draft) -> None:
    """Account for what stands between «не» and «а», or behind «а не»; it belongs to no slot."""
    denied = _denied(draft.reading)
    if denied:
        draft.places["denied"] = set(denied)
        draft.explain(denied)


def explain_gone(draft: Draft) -> None:
    """Account for what is denied, was so before, or is ordered away for what takes its place."""
    explain_denied(draft)
    _explain_former(draft)
    _explain_removed(draft)


def turns(reading: Reading) -> bool:
    """Say whether something is denied and another thing put in its place: «не Орлов, а Сидоров»."""
    return bool(_denied(reading))


def _explain_former(draft: Draft) -> None:
    """Account for the figures and users between «был», «старый» and «стал», «новый»."""
    reading = draft.reading
    if reading.said.isdisjoint(_NEW):
        return
    places = range(len(reading.tokens))
    was = next((i for i in places if _is_former(reading, i)), places.stop)
    became = next((i for i in places[was:] if reading.lemmas(i) & _NEW), None)
    if became is None:
        return
    known = {i for one in reading.users for i in range(one.first, one.stop)}
    former = (known | reading.figures) & set(range(was, became))
    draft.places["former"] = former
    draft.explain({was, became, *former})


def _is_former(reading: Reading, index: int) -> bool:
    lemmas = reading.lemmas(index)
    instead = reading.norm(index) == "вместо"
    return instead or bool(lemmas & _OLD) or ("быть" in lemmas and is_past(reading, index))


def is_replaced_way(reading: Reading) -> bool:
    """Say whether what is deleted is the old one of what is given: «…: 8 999…, старый удали»."""
    ways = (*reading.all("phone"), *reading.all("email"))
    removed = [reading.clause_of(i) for i in reading.where("delete")] if ways else []
    return bool(removed) and all(
        any(reading.lemmas(i) & _OLD for i in clause)
        and not any(one.first in clause for one in ways)
        for clause in removed
    )


def _explain_removed(draft: Draft) -> None:
    """Account for «…, старый удали»: the new one takes its place anyway."""
    reading = draft.reading
    if is_replaced_way(reading):
        draft.explain(i for verb in reading.where("delete") for i in reading.clause_of(verb))


def _is_value_denied(reading: Reading, start: int, stop: int) -> bool:
    """«Ой, не за этот год, за прошлый»: a clause of a period alone, and another behind it."""
    words = [i for i in range(start + 1, stop) if reading.is_word(i)]
    timed = any(reading.lemmas(i) & _TIMES for i in words)
    last = stop >= len(reading.tokens) or reading.orders
    return timed and not last and all(_is_of_period(reading, i) for i in words)


def _is_of_period(reading: Reading, index: int) -> bool:
    small = any(parse.pos == "PREP" for parse in reading.tokens[index].parses[:1])
    return small or index in reading.fillers or bool(reading.lemmas(index) & (_TIMES | _WHICH))


def _denied(reading: Reading) -> range:
    if "не" not in reading.norms:
        return range(0)
    start = next(i for i in range(len(reading.tokens)) if reading.norm(i) == "не")
    stop = reading.clause_of(start).stop
    works = start + 1 < stop and "works" in reading.cues[start + 1]
    if reading.norm(start - 1) == "а" or works:  # «уже не работает в Ромашке, теперь …»
        return range(start, stop)
    if _is_value_denied(reading, start, stop):
        return range(start, stop)
    near = (*range(start, stop), stop + 1)  # «не отвечает, сдвинь срок, а бюджет …» denies nothing
    return range(start, next((i for i in near if reading.norm(i) == "а"), start))
