"""Why something is asked: a clause of its own that changes nothing."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.causes import causes
from nlu.parts.clauses import is_away, is_told, orders, speaks_of
from nlu.reading import Reading

_FIELDS = frozenset({"deal", "stage", "pipeline", "responsible", "rename", "let", "now", "must"})
_OURS = frozenset({"lose", "closing"})
_NAMED = ("quote", "email", "phone", "amount", "id")
_DENYING = frozenset({"не", "нет", "без"})
_STATING = frozenset({"PRED", "ADVB", "ADJS", "COMP"})


def reasons(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses beside the last order that only say why it is given.

    «…, дорого им», «…, бюджета у них нет», «…, вернутся после отпуска», «деньги на счету, …».
    """
    if reading.has("rename", "name", "called"):
        return frozenset()
    cut, said = reading.clauses, causes(reading)
    last = max((n for n, clause in enumerate(cut) if _orders(reading, clause)), default=None)
    if last is None:
        placed = any(_is_placed(reading, clause) for clause in cut[:1])
        why = (n for n in cut[1:] if _is_motive(reading, n) or _is_why(reading, n, placed=placed))
        return said | {index for clause in why for index in clause}
    before = (
        clause
        for clause in cut[:last]
        if _is_circumstance(reading, clause)
        or (speaks_of(reading, clause) and _sets_nothing(reading, clause))
    )
    placed = _is_placed(reading, cut[last])
    behind = (clause for clause in cut[last + 1 :] if _is_why(reading, clause, placed=placed))
    return said | {index for clause in (*before, *behind) for index in clause}


def _is_motive(reading: Reading, clause: range) -> bool:
    """«Минус 15 тысяч, скидка за предоплату»: a noun and what hangs on it, where none orders."""
    parses = reading.tokens[clause.start].parses[:1]
    noun = any(p.pos == "NOUN" and "nomn" in p.grammemes for p in parses)
    plain = reading.figures.isdisjoint(clause) and reading.tokens[clause.start].text.islower()
    return noun and plain and not reading.cues[clause.start] and _sets_nothing(reading, clause)


def explain_reason(draft: Draft) -> None:
    """Account for a closing clause of what happened («…, дали скидку», «…, клиент ушёл»)."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    start = max((i for i, token in enumerate(reading.tokens) if token.text in ",;."), default=None)
    taken -= set(reading.where("losing"))
    if start is None or start <= max(taken, default=start):
        return
    clause = range(start + 1, len(reading.tokens))
    if _is_past(reading, clause):
        draft.explain(clause)


def shut_reasons(draft: Draft) -> None:
    """Account for why something is ordered, and let none of its words become a slot."""
    why = reasons(draft.reading)
    if why:
        draft.places["why"] = set(why)
        draft.explain(why)


def _orders(reading: Reading, clause: range) -> bool:
    """«Сливаем», «закрываем» order as well as an imperative."""
    ours = (i for i in clause if reading.cues[i] & _OURS)
    return orders(reading, clause) or any(reading.is_order(i) for i in ours)


def _is_placed(reading: Reading, clause: range) -> bool:
    """Say whether a clause names a stage, or how the deal ended."""
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    return any(i in places or "state_lost" in reading.cues[i] for i in clause)


def _is_why(reading: Reading, clause: range, *, placed: bool) -> bool:
    """It names nothing that could be set, and tells or states something.

    Args:
        placed: the order has said where the deal goes; no stage is left to be set.
    """
    first = next((i for i in clause if i in reading.content), clause.start)
    states = any(parse.pos in _STATING for parse in reading.tokens[first].parses[:1])
    stated = is_told(reading, clause) or states or _is_circumstance(reading, clause)
    stated = stated or speaks_of(reading, clause) or reading.norm(clause.start) in _DENYING
    return stated and (
        _sets_nothing(reading, clause) or (placed and _sets_no_field(reading, clause))
    )


def _is_circumstance(reading: Reading, clause: range) -> bool:
    """«Деньги на счету», «он в теме», «я в отпуске»: who or what, and where, in small letters."""
    return is_away(reading, clause) and _sets_nothing(reading, clause)


def _sets_nothing(reading: Reading, clause: range) -> bool:
    named = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    return named.isdisjoint(clause) and _sets_no_field(reading, clause)


def _sets_no_field(reading: Reading, clause: range) -> bool:
    named = {one.first for kind in _NAMED for one in reading.all(kind)}
    named |= {one.first for one in reading.all("person") if one.value.users is not None}
    return not any(index in named or reading.cues[index] & _FIELDS for index in clause)


def _is_past(reading: Reading, clause: range) -> bool:
    past = any(
        parse.pos in {"VERB", "PRTS"} and "past" in parse.grammemes
        for index in clause
        for parse in reading.tokens[index].parses[:1]
    )
    return past and not any(reading.is_order(index) for index in clause)
