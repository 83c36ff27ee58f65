"""Bodies of writes: an array of items or one object, read field by field.

Faults are gathered, not raised, as amoCRM lists all of them at once.
"""

from __future__ import annotations

import json
from collections.abc import Container
from typing import Any

from flask import request

from amo.sandbox.errors import FieldError, Invalid, Rejected
from amo.sandbox.rest.context import MAX_LIMIT, world

ROBOT = 0
MAX_TEXT = 65_536


class Item:
    """One item of a write; what is absent keeps the value it has.

    Args:
        raw: the item as sent.
        place: its place in the array, which stands in for an absent ``request_id``.
    """

    def __init__(self, raw: dict[str, Any], place: int = 0) -> None:
        self.raw = raw
        self.request_id = str(raw.get("request_id", place))
        self.faults: list[FieldError] = []

    def __contains__(self, key: str) -> bool:
        return key in self.raw

    def text(self, key: str, kept: str) -> str:
        """A text."""
        value = self.raw.get(key, kept)
        if isinstance(value, str) and len(value) <= MAX_TEXT:
            return value
        self.wrong_type(key, "string")
        return kept

    def flag(self, key: str, kept: bool) -> bool:
        """True or false; PHP's 0 and 1 are taken too."""
        value = self.raw.get(key, kept)
        if value in (0, 1):
            return bool(value)
        self.wrong_type(key, "bool")
        return kept

    def whole(self, key: str, kept: int) -> int:
        """A whole number."""
        value = self.raw.get(key, kept)
        if _is_whole(value):
            return int(value)
        self.wrong_type(key, "int")
        return kept

    def optional(self, key: str, kept: int | None) -> int | None:
        """A whole number or null."""
        if key not in self.raw or self.raw[key] is None:
            return None if key in self.raw else kept
        return self.whole(key, kept or 0)

    def choice(self, key: str, kept: int, among: Container[int]) -> int:
        """One of certain ids."""
        value = self.whole(key, kept)
        if key in self.raw and value not in among:
            self.no_choice(key)
        return value

    def user(self, key: str, kept: int) -> int:
        """A user who is active, or the robot."""
        value = self.whole(key, kept)
        user = world().directory.users.get(value)
        if key in self.raw and value != ROBOT and not (user and user.is_active):
            self.no_choice(key)
        return value

    def embedded(self) -> dict[str, Any]:
        """``_embedded``; what is no object counts as absent and is noted."""
        value = self.raw.get("_embedded")
        if value is None or isinstance(value, dict):
            return value or {}
        self.wrong_type("_embedded", "object")
        return {}

    def parts(self, key: str) -> list[Any]:
        """One array of ``_embedded``; what is no array counts as empty and is noted."""
        value = self.embedded().get(key)
        if value is None or isinstance(value, list):
            return value or []
        self.wrong_type(f"_embedded.{key}", "array")
        return []

    def missing(self, key: str) -> None:
        """Note that a key must be there."""
        self.faults.append(FieldError("FieldMissing", key, "This field is missing."))

    def blank(self, path: str) -> None:
        """Note that a text is empty."""
        self.faults.append(FieldError("NotBlank", path, "This value should not be blank."))

    def wrong_type(self, path: str, wanted: str) -> None:
        """Note that a value is of a wrong type."""
        detail = f"This value should be of type {wanted}."
        self.faults.append(FieldError("InvalidType", path, detail))

    def no_choice(self, path: str) -> None:
        """Note that a value names nothing there is."""
        detail = "The value you selected is not a valid choice."
        self.faults.append(FieldError("NotSupportedChoice", path, detail))


def array_items(most: int = MAX_LIMIT) -> list[Item]:
    """The items of a body that must be an array.

    Raises:
        Rejected: 400, another shape or nothing; 422, more than ``most``.
    """
    body = _body()
    if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
        raise Rejected(400, "Request body must be an array of objects")
    if not body:
        raise Rejected(400, "Request data must not be blank")
    if len(body) > most:
        raise Rejected(422, f"No more than {most} entities in one request")
    return [Item(one, place) for place, one in enumerate(body)]


def object_item() -> Item:
    """The item of a body that must be one object.

    Raises:
        Rejected: 400, another shape or nothing.
    """
    body = _body()
    if not isinstance(body, dict):
        raise Rejected(400, "Request body must be an object")
    if not body:
        raise Rejected(400, "Request data must not be blank")
    return Item(body)


def check(items: list[Item]) -> None:
    """Refuse the whole write when any item is faulty.

    Raises:
        Invalid: 400 with all faults of all items.
    """
    faults = {one.request_id: one.faults for one in items if one.faults}
    if faults:
        raise Invalid(faults)


def _body() -> Any:
    if not request.get_data():
        raise Rejected(400, "Request data must not be blank")
    try:
        body = request.get_json(force=True, silent=True)
        # PHP takes no half of a surrogate pair, however it is escaped.
        json.dumps(body, ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        body = None
    if body is None:
        raise Rejected(400, "Request body is not valid JSON")
    return body


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
