"""Why something is asked: a clause of its own that changes nothing."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading


def explain_reason(draft: Draft) -> None:
    """Account for a closing clause of what happened («…, дали скидку», «…, клиент ушёл»)."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    start = max((i for i, token in enumerate(reading.tokens) if token.text in ",;."), default=None)
    taken -= set(reading.where("losing"))
    if start is None or start <= max(taken, default=start):
        return
    clause = range(start + 1, len(reading.tokens))
    if _is_told(reading, clause):
        draft.explain(clause)


def _is_told(reading: Reading, clause: range) -> bool:
    past = any(
        parse.pos in {"VERB", "PRTS"} and "past" in parse.grammemes
        for index in clause
        for parse in reading.tokens[index].parses[:1]
    )
    return past and not any(reading.is_order(index) for index in clause)
