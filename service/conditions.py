"""The filters of a search in words, so that the user sees what was looked for."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import Intent
from nlu.slots import filled
from nlu.values import DateRange, MoneyRange
from service.turn import Turn

_NOT_FILTERS = frozenset({"limit", "metric", "group_by", "of", "field", "query"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: its slot, how it is called, and its words."""

    slot: str
    label: str
    text: str


def conditions(turn: Turn, intent: Intent) -> tuple[Condition, ...]:
    """The filters of an intent, in the order of its slots."""
    return tuple(
        Condition(slot, turn.texts(f"conditions_short.{slot}"), _words(turn, slot, value))
        for slot, value in filled(intent).items()
        if slot not in _NOT_FILTERS
    )


def _words(turn: Turn, slot: str, value: object) -> str:
    match value:
        case DateRange():
            shown = turn.wording.period(value)
        case MoneyRange():
            shown = turn.wording.amount(value)
        case "me" if slot == "responsible":
            shown = turn.texts("conditions.you")
        case True:
            return turn.texts("conditions.this")
        case _:
            key = f"conditions.{slot}_{value}"
            if turn.texts.has(key):
                return turn.texts(key)
            shown = str(value)
    return turn.texts(f"conditions.{slot}", value=shown)
