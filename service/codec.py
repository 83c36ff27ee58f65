"""Frozen dataclasses to JSON and back, for the dialogue state.

Only classes named in the registry come back, and every value is checked against its annotation:
the token is signed, but one of an older version of the code must not become a half-right object.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any

from nlu import INTENTS, SlotError
from nlu.slots import intent_from_json, slots_to_json

CLASS_KEY = "_"


class Codec:
    """Writes and reads the classes it was made for.

    Args:
        classes: every dataclass that may stand in a state; their names are the tags.
    """

    def __init__(self, *classes: type) -> None:
        self._classes = {one.__name__: one for one in classes}
        self._intents = tuple(INTENTS.values())

    def write(self, value: object) -> Any:
        """The JSON of a value; fields that have their default are left out."""
        if isinstance(value, self._intents):
            return {CLASS_KEY: value.stem, "s": slots_to_json(value, whole=True)}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._write_object(value)
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, tuple):
            return [self.write(one) for one in value]
        return value

    def _write_object(self, value: Any) -> dict[str, Any]:
        body: dict[str, Any] = {CLASS_KEY: type(value).__name__}
        for field in dataclasses.fields(value):
            own = getattr(value, field.name)
            if own != field.default:
                body[field.name] = self.write(own)
        return body

    def read(self, data: object, kind: object) -> Any:
        """The value of a JSON document.

        Args:
            kind: the annotation it must fit: a class, an optional, a union or a tuple.

        Raises:
            ValueError: it does not fit.
        """
        options = _options(kind)
        if data is None:
            if types.NoneType in options:
                return None
            raise ValueError("unexpected null")
        if isinstance(data, Mapping):
            return self._read_object(data, options)
        for option in options:
            if _takes(option, data):
                return self._read_plain(data, option)
        raise ValueError(f"{type(data).__name__} does not fit {kind}")

    def _read_plain(self, data: Any, kind: Any) -> Any:
        if kind is datetime:
            return datetime.fromisoformat(data)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(data)
        if typing.get_origin(kind) is tuple:
            inner = typing.get_args(kind)
            if len(inner) == 2 and inner[1] is Ellipsis:
                return tuple(self.read(one, inner[0]) for one in data)
            return tuple(self.read(one, own) for one, own in zip(data, inner, strict=True))
        return data

    def _read_object(self, data: Mapping[str, Any], options: tuple[object, ...]) -> Any:
        tag = data.get(CLASS_KEY)
        if tag in INTENTS and INTENTS[str(tag)] in options:
            try:
                return intent_from_json(str(tag), data.get("s", {}))
            except SlotError as error:
                raise ValueError(str(error)) from None
        kind = self._classes.get(str(tag))
        if kind is None or kind not in options:
            raise ValueError(f"unexpected {tag}")
        hints = _hints(kind)
        values = {
            name: self.read(value, hints[name]) for name, value in data.items() if name in hints
        }
        try:
            return kind(**values)
        except TypeError as error:
            raise ValueError(str(error)) from None


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return typing.get_type_hints(kind)


@cache
def _options(kind: Any) -> tuple[object, ...]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(inner for one in typing.get_args(kind) for inner in _options(one))
    return (kind,)


def _takes(kind: Any, data: object) -> bool:
    if typing.get_origin(kind) is tuple:
        return isinstance(data, list)
    if kind is datetime:
        return isinstance(data, str)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return isinstance(data, str)
    if kind is int:
        return isinstance(data, int) and not isinstance(data, bool)
    return isinstance(kind, type) and isinstance(data, kind)
