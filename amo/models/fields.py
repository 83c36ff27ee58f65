"""Readers of single JSON values that survive what amoCRM's PHP sometimes sends.

Nulls, numbers as strings, `[]` where an object is meant and unknown keys are all ordinary here, so
a reader answers "absent" instead of raising; only a record without an id cannot be read at all.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = Mapping[str, object]

_LARGEST = 2**53  # what survives a JavaScript reader on the way to the widget


class Kind(StrEnum):
    """The four kinds of record an assistant reads and writes, named as in amoCRM's addresses."""

    LEADS = "leads"
    CONTACTS = "contacts"
    COMPANIES = "companies"
    TASKS = "tasks"


class UnreadableRecord(ValueError):
    """An object of amoCRM's answer has no usable id."""


def as_object(value: object) -> Json:
    """The value if it is a JSON object, else an empty one (PHP writes an empty object as `[]`)."""
    return value if isinstance(value, dict) else {}


def as_integer(value: object) -> int | None:
    """An integer from a number or a string of digits; None for anything else, bool included."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and len(value) <= 20 and value.strip().lstrip("-").isdecimal():
        value = _whole(value)
    return value if isinstance(value, int) and abs(value) <= _LARGEST else None


def _whole(value: str) -> int | None:
    try:
        return int(value)
    except ValueError:  # «--5», «5-»
        return None


def integer(raw: Json, key: str) -> int | None:
    return as_integer(raw.get(key))


def identity(raw: Json, key: str = "id") -> int:
    """The record's id.

    Raises UnreadableRecord when there is none: such an object cannot be linked, checked or named.
    """
    found = integer(raw, key)
    if found is None:
        raise UnreadableRecord(key)
    return found


def reference(raw: Json, key: str) -> int | None:
    """The id of another record; amoCRM also writes "none" as 0."""
    return integer(raw, key) or None


def text(raw: Json, key: str) -> str:
    value = raw.get(key)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def flag(raw: Json, key: str) -> bool:
    """True for true, 1 and "1"; everything else is False."""
    return raw.get(key) is True or integer(raw, key) == 1


def objects(raw: Json, key: str) -> tuple[Json, ...]:
    """The JSON objects of a list; anything that is not one is dropped."""
    value = raw.get(key)
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def embedded(raw: Json, key: str) -> tuple[Json, ...]:
    """The objects amoCRM put under `_embedded.<key>`."""
    return objects(as_object(raw.get("_embedded")), key)


def embedded_ids(raw: Json, key: str) -> tuple[int, ...]:
    """The ids of linked records, in the order given."""
    found = (integer(one, "id") for one in embedded(raw, key))
    return tuple(one for one in found if one is not None)


def moment(raw: Json, key: str) -> datetime | None:
    """A unix time in seconds as an aware UTC moment; None for null, 0 and impossible values."""
    seconds = integer(raw, key)
    return instant(seconds) if seconds else None


def instant(seconds: int) -> datetime | None:
    """Unix seconds as an aware UTC moment; None where no calendar reaches."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
