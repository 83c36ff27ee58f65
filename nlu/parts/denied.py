"""What is denied or was so before says nothing: «не Петровой, а Ивановой», «было …, стало …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading

_WAS = frozenset(
    {"был", "была", "было", "были", "раньше", "старый", "старая", "прежний", "прежняя"}
)
_OLD = frozenset({"старый", "прежний", "предыдущий"})
_BECAME = frozenset({"стал", "стала", "стало", "стали", "теперь", "новый", "новая", "сейчас"})


def explain_denied(draft: Draft) -> None:
    """Account for what stands between «не» and «а», or behind «а не»; it belongs to no slot."""
    denied = _denied(draft.reading)
    if denied:
        draft.places["denied"] = set(denied)
        draft.explain(denied)


def turns(reading: Reading) -> bool:
    """Say whether something is denied and another thing put in its place: «не Орлов, а Сидоров»."""
    return bool(_denied(reading))


def explain_former(draft: Draft, *, users: bool = False) -> None:
    """Account for the figures between «был», «старый» and «стал», «новый»: they belong to no slot.

    Args:
        users: so do the account's users («ответственный был Орлов, стала Смирнова»).
    """
    reading = draft.reading
    if reading.norms.isdisjoint(_WAS):
        return
    was = next((i for i in range(len(reading.tokens)) if reading.norm(i) in _WAS), None)
    if was is None:
        return
    became = (i for i in range(was, len(reading.tokens)) if reading.norm(i) in _BECAME)
    between = range(was, next(became, was))
    former = set(reading.figures & set(between))
    if users:
        known = reading.users
        former |= {i for one in known for i in range(one.first, one.stop)} & set(between)
    if between:
        draft.places["former"] = former
        draft.explain({was, between.stop, *former})


def is_replaced_way(reading: Reading) -> bool:
    """Say whether what is deleted is the old one of what is given: «…: 8 999…, старый удали»."""
    ways = (*reading.all("phone"), *reading.all("email"))
    removed = [i for i in reading.where("delete") if ways and reading.is_order(i)]
    return bool(removed) and all(
        any(reading.lemmas(i) & _OLD for i in clause)
        and not any(one.first in clause for one in ways)
        for clause in reading.clauses
        if any(i in clause for i in removed)
    )


def explain_removed(draft: Draft) -> None:
    """Account for «…, старый удали»: the new one takes its place anyway."""
    if is_replaced_way(draft.reading):
        removed = draft.reading.where("delete")
        draft.explain(
            i for one in draft.reading.clauses if any(n in one for n in removed) for i in one
        )


def _denied(reading: Reading) -> range:
    if "не" not in reading.norms:
        return range(0)
    start = next((i for i in range(len(reading.tokens)) if reading.norm(i) == "не"), None)
    if start is None:
        return range(0)
    if reading.norm(start - 1) == "а":
        marks = (i for i in range(start, len(reading.tokens)) if not reading.is_word(i))
        return range(start, next(marks, len(reading.tokens)))
    turn = next((i for i in range(start, len(reading.tokens)) if reading.norm(i) == "а"), None)
    return range(0) if turn is None else range(start, turn)
