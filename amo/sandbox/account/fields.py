"""Custom fields of the account: their definitions, and reading and writing their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amo.sandbox.account.directory import read_json
from amo.sandbox.errors import DataFault, FieldError

CHOICE_TYPES = frozenset({"select", "multiselect", "radiobutton"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a field's list: a choice of a select, a kind of a multitext."""

    id: int
    value: str


@dataclass(frozen=True, slots=True)
class FieldDef:
    """A custom field; ``code`` is set for amoCRM's own ones."""

    id: int
    name: str
    type: str
    code: str | None
    entity: str
    sort: int
    choices: tuple[Choice, ...]

    def choice(self, sought: object) -> Choice | None:
        """The entry of that id or value."""
        return next((one for one in self.choices if sought in (one.id, one.value)), None)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, with the entry it is of, if any."""

    value: str | int | float | bool
    enum_id: int | None = None


Values = Mapping[int, tuple[Value, ...]]


class FieldBook:
    """All custom fields of the account, by kind of record."""

    def __init__(self, fields: Iterable[FieldDef]) -> None:
        self._fields = tuple(fields)

    def of(self, entity: str) -> tuple[FieldDef, ...]:
        """The fields of one kind of record, in order."""
        return tuple(one for one in self._fields if one.entity == entity)

    def find(self, entity: str, sought: object) -> FieldDef | None:
        """The field of that id or code."""
        if sought is None:
            return None
        return next((one for one in self.of(entity) if sought in (one.id, one.code)), None)

    def by_id(self, field_id: int) -> FieldDef:
        """The field of a stored value."""
        return next(one for one in self._fields if one.id == field_id)

    def simple(self, entity: str, code: str, values: Iterable[str]) -> Values:
        """Values as a form would store them, each of the field's first kind."""
        field = self.find(entity, code)
        assert field is not None, code
        kind = field.choices[0].id if field.type == "multitext" else None
        stored = tuple(Value(one, kind) for one in values)
        return {field.id: stored} if stored else {}

    def render(self, values: Values) -> list[dict[str, Any]] | None:
        """``custom_fields_values`` as amoCRM shows it: null when nothing is filled."""
        return [self._render(self.by_id(key), held) for key, held in values.items()] or None

    def _render(self, field: FieldDef, held: tuple[Value, ...]) -> dict[str, Any]:
        return {
            "field_id": field.id,
            "field_name": field.name,
            "field_code": field.code,
            "field_type": field.type,
            "is_computed": False,
            "values": [_render_value(field, one) for one in held],
        }

    def change(self, entity: str, values: Values, wanted: Any) -> tuple[Values, list[FieldError]]:
        """Apply a ``custom_fields_values`` of a write to what is stored.

        Args:
            entity: kind of the record.
            values: what is stored.
            wanted: the list of the request; fields it does not name stay as they are.

        Returns:
            The new values, and the faults found (paths inside the item).
        """
        if not isinstance(wanted, list):
            return values, [_wrong_type("custom_fields_values", "array")]
        changed, faults = dict(values), []
        for place, one in enumerate(wanted):
            path = f"custom_fields_values.{place}"
            field = self._named(entity, one)
            if field is None:
                faults.append(_no_choice(f"{path}.field_id"))
                continue
            held, bad = _read_values(field, one.get("values"), path)
            faults += bad
            changed.pop(field.id, None)
            if held:
                changed[field.id] = held
        return changed, faults

    def _named(self, entity: str, item: Any) -> FieldDef | None:
        if not isinstance(item, dict):
            return None
        return self.find(entity, item.get("field_id")) or self.find(entity, item.get("field_code"))


def _render_value(field: FieldDef, held: Value) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": held.value}
    if held.enum_id is not None:
        choice = field.choice(held.enum_id)
        shown["enum_id"] = held.enum_id
        shown["enum_code"] = choice.value if choice and field.type == "multitext" else None
    return shown


def _read_values(
    field: FieldDef, raw: Any, path: str
) -> tuple[tuple[Value, ...], list[FieldError]]:
    if raw is None:
        return (), []
    if not isinstance(raw, list):
        return (), [_wrong_type(f"{path}.values", "array")]
    held: list[Value] = []
    faults: list[FieldError] = []
    for place, one in enumerate(raw):
        read = _read_value(field, one, f"{path}.values.{place}")
        if isinstance(read, FieldError):
            faults.append(read)
        else:
            held.append(read)
    return tuple(held), faults


def _read_value(field: FieldDef, raw: Any, path: str) -> Value | FieldError:
    if not isinstance(raw, dict):
        return _wrong_type(path, "object")
    if field.type in CHOICE_TYPES:
        choice = field.choice(raw.get("enum_id", raw.get("value")))
        return Value(choice.value, choice.id) if choice else _no_choice(f"{path}.value")
    value = raw.get("value")
    if not isinstance(value, str | int | float):
        return _wrong_type(f"{path}.value", "string")
    if field.type != "multitext":
        return Value(str(value) if field.type == "numeric" else value)
    kind = raw.get("enum_id") or raw.get("enum_code") or raw.get("enum")
    choice = field.choice(kind) if kind else field.choices[0]
    return Value(str(value), choice.id) if choice else _no_choice(f"{path}.enum_code")


def _wrong_type(path: str, wanted: str) -> FieldError:
    return FieldError("InvalidType", path, f"This value should be of type {wanted}.")


def _no_choice(path: str) -> FieldError:
    return FieldError("NotSupportedChoice", path, "The value you selected is not a valid choice.")


def load_fields(path: Path) -> FieldBook:
    """Read the field definitions of an account file.

    Raises:
        DataFault: the file is absent, is not JSON, or a field lacks a key.
    """
    raw = read_json(path)
    try:
        return FieldBook([_field(one, place) for place, one in enumerate(raw["custom_fields"])])
    except (KeyError, TypeError) as fault:
        raise DataFault(path, repr(fault), "compare with the repository's copy") from fault


def _field(raw: Mapping[str, Any], place: int) -> FieldDef:
    return FieldDef(
        id=raw["id"],
        name=raw["name"],
        type=raw["type"],
        code=raw.get("code"),
        entity=raw["entity"],
        sort=500 + place,
        choices=tuple(Choice(one["id"], one["value"]) for one in raw.get("enums", ())),
    )
