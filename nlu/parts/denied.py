"""What is denied says nothing: «не Петровой, а Ивановой», «Инна, а не Анна»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading


def explain_denied(draft: Draft) -> None:
    """Account for what stands between «не» and «а», or behind «а не»; it belongs to no slot."""
    denied = _denied(draft.reading)
    if denied:
        draft.places["denied"] = set(denied)
        draft.explain(denied)


def _denied(reading: Reading) -> range:
    start = next((i for i in range(len(reading.tokens)) if reading.norm(i) == "не"), None)
    if start is None:
        return range(0)
    if reading.norm(start - 1) == "а":
        marks = (i for i in range(start, len(reading.tokens)) if not reading.is_word(i))
        return range(start, next(marks, len(reading.tokens)))
    turn = next((i for i in range(start, len(reading.tokens)) if reading.norm(i) == "а"), None)
    return range(0) if turn is None else range(start, turn)
