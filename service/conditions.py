"""The filters of a search in words, so that the user sees what was looked for."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import Intent
from nlu.slots import filled
from nlu.values import DateRange, FieldValues, MoneyRange
from service.turn import Turn

_NOT_FILTERS = frozenset({"limit", "metric", "group_by", "of", "field", "query", "compared"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter.

    Args:
        label: how the slot is called.
        value: how it was read, by itself.
        text: the same as it stands in a sentence.
    """

    slot: str
    label: str
    value: str
    text: str


def conditions(turn: Turn, intent: Intent) -> tuple[Condition, ...]:
    """The filters of an intent, in the order of its slots."""
    return tuple(
        _condition(turn, slot, value)
        for slot, value in filled(intent).items()
        if slot not in _NOT_FILTERS
    )


def _condition(turn: Turn, slot: str, value: object) -> Condition:
    label = _label(turn, slot, value)
    ever = isinstance(value, DateRange) and value.start is None and value.stop is None
    named = f"conditions.{slot}_{'ever' if ever else value}"
    if value is True or turn.texts.has(named):
        words = turn.texts("conditions.this" if value is True else named)
        return Condition(slot, label, words, words)
    shown = _shown(turn, slot, value)
    return Condition(slot, label, shown, turn.texts(f"conditions.{slot}", value=shown))


def _label(turn: Turn, slot: str, value: object) -> str:
    if isinstance(value, FieldValues):
        return ", ".join(name for name, _ in (*value.pairs, *value.periods))
    return turn.texts(f"conditions_short.{slot}")


def _shown(turn: Turn, slot: str, value: object) -> str:
    match value:
        case DateRange():
            return turn.wording.period(value)
        case MoneyRange():
            return turn.wording.amount(value)
        case FieldValues(pairs, periods):
            empty = turn.texts("own_fields.empty")
            said = [(name, own or empty) for name, own in pairs]
            said += [(name, turn.wording.period(own)) for name, own in periods]
            return ", ".join(f"{name}: {own}" for name, own in said)
        case "me" if slot == "responsible":
            return turn.texts("conditions.you")
        case _:
            return str(value)
