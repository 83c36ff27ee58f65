"""Why something is asked: a clause of its own that changes nothing."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.causes import causes
from nlu.parts.clauses import is_beside, is_told, orders
from nlu.reading import Reading

_FIELDS = frozenset({"deal", "stage", "pipeline", "responsible", "rename", "let", "now", "must"})
_NAMED = ("quote", "email", "phone", "amount", "id")


@once
def reasons(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses beside the last order that only say why it is given.

    «…, дорого им», «…, бюджета у них нет», «…, вернутся после отпуска», «деньги на счету, …».
    """
    if reading.has("rename", "name", "called"):
        return frozenset()
    cut, said = reading.clauses, causes(reading)
    last = max((n for n, clause in enumerate(cut) if orders(reading, clause)), default=None)
    if last is None:
        placed = any(_is_placed(reading, clause) for clause in cut[:1])
        why = (n for n in cut[1:] if _is_motive(reading, n) or _is_why(reading, n, placed=placed))
        return said | {index for clause in why for index in clause}
    before = (clause for clause in cut[:last] if _is_circumstance(reading, clause))
    placed = _is_placed(reading, cut[last])
    behind = (clause for clause in cut[last + 1 :] if _is_why(reading, clause, placed=placed))
    return said | {index for clause in (*before, *behind) for index in clause}


def _is_motive(reading: Reading, clause: range) -> bool:
    """«Минус 15 тысяч, скидка за предоплату»: a noun and what hangs on it, where none orders."""
    parses = reading.tokens[clause.start].parses[:1]
    noun = any(p.pos == "NOUN" and "nomn" in p.grammemes for p in parses)
    plain = reading.figures.isdisjoint(clause) and reading.tokens[clause.start].text.islower()
    return noun and plain and not reading.cues[clause.start] and _sets_nothing(reading, clause)


def shut_reasons(draft: Draft) -> None:
    """Account for why something is ordered, and let none of its words become a slot."""
    why = reasons(draft.reading)
    if why:
        draft.places["why"] = set(why)
        draft.explain(why)


def _is_placed(reading: Reading, clause: range) -> bool:
    """Say whether a clause names a stage, or how the deal ended."""
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    return any(
        (i in places and not _is_denied(reading, i)) or "state_lost" in reading.cues[i]
        for i in clause
    )


def _is_denied(reading: Reading, index: int) -> bool:
    """«Не в переговоры, а в …»: no place it goes to."""
    return "не" in (reading.norm(index - 1), reading.norm(index - 2))


def _is_circumstance(reading: Reading, clause: range) -> bool:
    """«Деньги на счету», «он в теме»: stated before the order; what is told there is news."""
    stated = is_beside(reading, clause) and not is_told(reading, clause)
    return stated and _sets_nothing(reading, clause)


def _is_why(reading: Reading, clause: range, *, placed: bool) -> bool:
    """It names nothing that could be set, and tells or states something.

    Args:
        placed: the order has said where the deal goes; no stage is left to be set.
    """
    return is_beside(reading, clause) and (
        _sets_nothing(reading, clause) or (placed and _sets_no_field(reading, clause))
    )


def _sets_nothing(reading: Reading, clause: range) -> bool:
    named = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    return named.isdisjoint(clause) and _sets_no_field(reading, clause)


def _sets_no_field(reading: Reading, clause: range) -> bool:
    named = {one.first for kind in _NAMED for one in reading.all(kind)}
    named |= {one.first for one in reading.users}
    return not any(index in named or reading.cues[index] & _FIELDS for index in clause)
