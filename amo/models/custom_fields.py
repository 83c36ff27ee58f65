"""Custom fields: the account's own definitions, and the values a record carries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from amo.models.fields import Json, Kind, as_integer, identity, instant, integer, objects, text

_SWITCH = {True: "true", False: "false"}  # a checkbox; everything else is written as text


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value as text, with the label (work, mobile…) a multi-value field keeps beside it."""

    value: str = field(repr=False)
    enum_id: int | None = None
    enum_code: str = ""

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        value = raw.get("value")
        return cls(
            value=_SWITCH[value] if isinstance(value, bool) else text(raw, "value").strip(),
            enum_id=integer(raw, "enum_id"),
            enum_code=text(raw, "enum_code"),
        )

    def body(self) -> dict[str, object]:
        """The value as a write wants it; a label is sent back, else amoCRM would reset it."""
        label = {"enum_id": self.enum_id} if self.enum_id else {"enum_code": self.enum_code}
        return {"value": self.value, **(label if self.enum_id or self.enum_code else {})}


def moment_of(value: str) -> datetime | None:
    """The moment a field of days holds: unix seconds, below zero for a birthday before 1970."""
    seconds = as_integer(value)
    return None if seconds is None else instant(seconds)


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One entry of a list field."""

    id: int
    value: str


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field the account has for records of one kind.

    Args:
        type: amoCRM's word: text, numeric, select, checkbox, date…
        code: of amoCRM's own fields (PHONE, EMAIL, POSITION…), else empty.
        choices: of a list field, in the account's order.
    """

    id: int
    kind: Kind
    name: str
    type: str
    code: str = ""
    choices: tuple[FieldChoice, ...] = ()

    @classmethod
    def of(cls, kind: Kind, raw: Json) -> Self:
        choices = (FieldChoice(identity(one), text(one, "value")) for one in objects(raw, "enums"))
        return cls(
            id=identity(raw),
            kind=kind,
            name=text(raw, "name").strip(),
            type=text(raw, "type"),
            code=text(raw, "code").upper(),
            choices=tuple(choices),
        )


@dataclass(frozen=True, slots=True)
class CustomField:
    """The filled values of one custom field of one record, in their order."""

    id: int | None
    code: str
    type: str
    name: str = ""
    values: tuple[FieldValue, ...] = ()

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        found = (FieldValue.from_json(one) for one in objects(raw, "values"))
        return cls(
            id=integer(raw, "field_id"),
            code=text(raw, "field_code").upper(),
            type=text(raw, "field_type"),
            name=text(raw, "field_name"),
            values=tuple(one for one in found if one.value),
        )


def read_fields(raw: Json) -> tuple[CustomField, ...]:
    """The record's custom fields; amoCRM writes null when nothing is filled."""
    return tuple(CustomField.from_json(one) for one in objects(raw, "custom_fields_values"))


def values_of(fields: tuple[CustomField, ...], code: str) -> tuple[FieldValue, ...]:
    """All values, with labels, of the field with this system code (PHONE, EMAIL, POSITION…)."""
    return tuple(value for one in fields if one.code == code for value in one.values)


def texts_of(fields: tuple[CustomField, ...], code: str) -> tuple[str, ...]:
    """All values of the field with this system code, as text."""
    return tuple(value.value for value in values_of(fields, code))
