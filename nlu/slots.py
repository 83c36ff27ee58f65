"""The one place where a slot is set by name and where slots become JSON and come back.

A rule, a user's answer and the language model all pass through `with_slot`: it checks that the
intent has such a slot and that the value is of its type.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from nlu.errors import SlotError
from nlu.intents import INTENTS, Intent
from nlu.values import Comparison, DateRange, FieldValues, Moment, MoneyRange

# The contract has no such slots: they are never published, nor proposed by a model.
UNSAID = frozenset({"compared"})

IntentT = TypeVar("IntentT", bound=Intent)


@cache
def slot_types(stem: str) -> Mapping[str, object]:
    """Say which slots the intent of a stem has: name → type (a class or a Literal)."""
    intent = INTENTS[stem]
    hints = typing.get_type_hints(intent)
    return {field.name: _without_none(hints[field.name]) for field in dataclasses.fields(intent)}


def with_slot(intent: IntentT, name: str, value: object) -> IntentT:
    """Return the intent with one slot set; None empties it.

    Raises:
        SlotError: the intent has no such slot, or the value is not of the slot's type.
    """
    _check(intent.stem, name, value)
    change: Any = {name: value}
    return dataclasses.replace(intent, **change)


def filled(intent: Intent) -> dict[str, Any]:
    """Return the slots that have a value, by name."""
    pairs = ((name, getattr(intent, name)) for name in slot_types(intent.stem))
    return {name: value for name, value in pairs if value is not None}


def missing(intent: Intent) -> tuple[str, ...]:
    """Name the required slots that have no value yet."""
    have = filled(intent)
    return tuple(need.name for need in intent.required if not have.keys() & set(need.any_of))


def build(stem: str, slots: Mapping[str, object]) -> Intent:
    """Make an intent from slot values by name.

    Raises:
        SlotError: unknown intent, unknown slot or a value of the wrong type.
    """
    kind = INTENTS.get(stem)
    if kind is None:
        raise SlotError(f"no intent {stem!r}")
    for name, value in slots.items():
        _check(stem, name, value)
    values: Any = slots
    intent: Intent = kind(**values)
    return intent


def to_json(value: object) -> Any:
    """Turn a slot's value into the contract's JSON."""
    match value:
        case DateRange(start, stop):
            return {"from": start and start.isoformat(), "to": stop and stop.isoformat()}
        case Moment(at, all_day):
            return {"at": at.isoformat(), "all_day": all_day}
        case MoneyRange(low, high):
            return {"min": low, "max": high}
        case Comparison(periods, users, least):
            return {"periods": [to_json(one) for one in periods], "users": users, "least": least}
        case FieldValues(pairs, periods):
            return {**dict(pairs), **{name: to_json(said) for name, said in periods}}
        case _:
            return value


def slots_to_json(intent: Intent, *, whole: bool = False) -> dict[str, Any]:
    """Turn the filled slots of an intent into the contract's JSON.

    Args:
        whole: with what only the dialogue has to remember.
    """
    said = {name: value for name, value in filled(intent).items() if whole or name not in UNSAID}
    return {name: to_json(value) for name, value in said.items()}


def intent_from_json(stem: str, slots: Mapping[str, Any]) -> Intent:
    """Read an intent back from the contract's JSON.

    Raises:
        SlotError: unknown intent or slot, or a value that is none.
    """
    if stem not in INTENTS:
        raise SlotError(f"no intent {stem!r}")
    known = slot_types(stem)
    values = {name: _from_json(known.get(name), value) for name, value in slots.items()}
    return build(stem, values)


def _from_json(kind: object, value: Any) -> object:
    try:
        if kind is DateRange:
            return _range(value)
        if kind is Moment:
            return Moment(datetime.fromisoformat(value["at"]), value["all_day"] is True)
        if kind is MoneyRange:
            return MoneyRange(value["min"], value["max"])
        if kind is Comparison:
            return _comparison(value)
        if kind is FieldValues:
            said = {str(name): one for name, one in value.items()}
            periods = {name: _range(one) for name, one in said.items() if isinstance(one, Mapping)}
            pairs = tuple(_pair(name, one) for name, one in said.items() if name not in periods)
            return FieldValues(pairs, tuple(periods.items()))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise SlotError(f"not a {getattr(kind, '__name__', kind)}") from None
    return value


def _check(stem: str, name: str, value: object) -> None:
    kind = slot_types(stem).get(name)
    if kind is None:
        raise SlotError(f"{stem} has no slot {name!r}")
    if value is not None and not _fits(value, kind):
        raise SlotError(f"{stem}.{name}: a {type(value).__name__} is not {kind}")


def _range(value: Any) -> DateRange:
    return DateRange(_moment(value["from"]), _moment(value["to"]))


def _comparison(value: Any) -> Comparison:
    users = tuple(str(one) for one in value["users"])
    least = value["least"]
    if not isinstance(least, bool | None):
        raise TypeError("it is asked who has least, or who has most, or neither")
    return Comparison(tuple(_range(one) for one in value["periods"]), users, least)


def _pair(name: str, said: Any) -> tuple[str, str | None]:
    if not isinstance(said, str | None):
        raise TypeError("a field's value is a text")
    return name, said


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _without_none(hint: object) -> object:
    rest = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
    return rest[0] if len(rest) == 1 else hint


def _fits(value: object, kind: object) -> bool:
    if typing.get_origin(kind) is typing.Literal:
        return value in typing.get_args(kind)
    if isinstance(value, bool) and kind is not bool:
        return False
    return isinstance(kind, type) and isinstance(value, kind)
