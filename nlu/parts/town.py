"""Where somebody is from: «Гусева из Перми». No record is searched by a town."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading

_FROM = frozenset({"из", "с", "в"})


def explain_town(draft: Draft) -> None:
    """Account for a town beside a name; alone it would be a condition that is not kept."""
    reading = draft.reading
    for index in reading.where("town") if "name" in draft.slots else ():
        if is_from_town(reading, index):
            draft.explain(range(_first(reading, index) - 1, index + 1))


def is_from_town(reading: Reading, index: int) -> bool:
    """Say whether a token is the town of «из Перми», «из Нижнего Новгорода»."""
    return "town" in reading.cues[index] and reading.norm(_first(reading, index) - 1) in _FROM


def _first(reading: Reading, index: int) -> int:
    while index and any(p.pos == "ADJF" for p in reading.tokens[index - 1].parses[:1]):
        index -= 1
    return index
