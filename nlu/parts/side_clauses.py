"""Clauses beside the order: reasons, purposes, circumstances, whose hours are no deadline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
    kept = [found for found in all_ if not _is_inside(reading, found)]
    return kept or all_


def _is_inside(reading: Reading, found: Found[Any]) -> bool:
    start = found.first
    while start > 0 and not _cuts(reading, start - 1):
        start -= 1
        if reading.norm(start) in _OPENING and start:
            return True
    return start > 0 and _tells(reading, range(start, _stop(reading, found.stop)))


def _cuts(reading: Reading, index: int) -> bool:
    return reading.tokens[index].text in _CUTTING and index not in reading.figures


def _stop(reading: Reading, index: int) -> int:
    while index < len(reading.tokens) and not _cuts(reading, index):
        index += 1
    return index


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
