"""Clauses beside the order: reasons, purposes, circumstances, whose hours are no deadline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from nlu.parts.clauses import orders
from nlu.reading import Reading
from nlu.types import Found

_OPENING = frozenset({"потому", "иначе", "поскольку", "чтобы", "чтоб", "пока", "ибо", "если"})
_CUTTING = frozenset(",;.!-")
_TOLD = frozenset({"3per", "past"})
_FRAME = frozenset({"let", "must", "task", "date"})
_ORDERS = frozenset({"put", "remind", "ask_to"})


def outside(reading: Reading, mentions: Iterable[Found[Any]]) -> list[Found[Any]]:
    """Return the mentions that stand in no side clause; all of them where none does."""
    all_ = list(mentions)
    clauses = _Clauses(reading)
    kept = [found for found in all_ if not clauses.hold(found)]
    return kept or all_


def days_told(reading: Reading, mentions: Iterable[Found[Any]]) -> list[Found[Any]]:
    """Return the days said before an order that names its own: «в среду занят, поставь на …»."""
    days = [one for one in mentions if getattr(one.value, "day", None) is not None]
    cut = reading.clauses if len(days) > 1 else ()
    start = next((one.start for one in reversed(cut[1:]) if orders(reading, one)), 0)
    told = [one for one in days if one.first < start]
    return told if len(told) < len(days) else []


class _Clauses:
    """The clauses of one reading; each is looked at once, however many mentions stand in it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        places = range(len(reading.tokens))
        self._cuts = [
            i for i in places if reading.tokens[i].text in _CUTTING and i not in reading.figures
        ]
        self._opened = [i for i in places if i and reading.norm(i) in _OPENING]
        self._telling: dict[range, bool] = {}

    def hold(self, found: Found[Any]) -> bool:
        """Say whether a mention stands in a side clause."""
        before = bisect_left(self._cuts, found.first)
        start = self._cuts[before - 1] + 1 if before else 0
        opened = bisect_left(self._opened, start)
        if opened < len(self._opened) and self._opened[opened] < found.first:
            return True
        after = bisect_left(self._cuts, found.stop)
        stop = self._cuts[after] if after < len(self._cuts) else len(self._reading.tokens)
        return start > 0 and self._tells(range(start, stop))

    def _tells(self, clause: range) -> bool:
        if clause not in self._telling:
            self._telling[clause] = _tells(self._reading, clause)
        return self._telling[clause]


def _tells(reading: Reading, clause: range) -> bool:
    """«…, бюро открыто с 8 до 16»: it says how things are and orders nothing."""
    if any(reading.cues[i] & _FRAME for i in clause):
        return False
    if any(reading.cues[i] & _ORDERS and reading.is_order(i) for i in clause):
        return False
    likeliest = [parse for i in clause for parse in reading.tokens[i].parses[:1]]
    if any(parse.pos == "INFN" or "impr" in parse.grammemes for parse in likeliest):
        return False
    told = any(parse.pos == "VERB" and parse.grammemes & _TOLD for parse in likeliest)
    return told or any(
        parse.pos in {"PRTS", "ADJS"} for i in clause for parse in reading.tokens[i].parses
    )
