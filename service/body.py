"""The JSON body of a chat message, checked into types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Never

from service.errors import Refusal
from service.page import PageContext, read_page, well_formed
from service.told import Told

LONGEST_TEXT = 2000
LONGEST_STATE = 16_000
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the user, as the widget sends it.

    Args:
        told: the request itself, where a typed tool was called instead of a phrase written.
    """

    text: str = field(repr=False)
    message_id: str | None
    page: PageContext
    state: str | None = field(repr=False)
    told: Told | None = field(default=None, repr=False)


def read_message(raw: bytes) -> Message:
    """Read the body.

    Raises:
        Refusal: 400 when it is no JSON object, 422 when a member has a wrong shape.
    """
    data = read_object(raw)
    return Message(
        text=_text(data.get("text")),
        message_id=_message_id(data.get("message_id")),
        page=read_page(data.get("context")),
        state=_state(data.get("state")),
    )


def read_object(raw: bytes) -> Mapping[str, Any]:
    """Read a body that must be a JSON object.

    Raises:
        Refusal: 400, it is none.
    """
    try:
        data = json.loads(raw.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Refusal(400, "problems.not_json") from None
    if not isinstance(data, dict):
        raise Refusal(400, "problems.not_object")
    return data


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("not finite")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Refusal(422, "problems.no_text")
    text = well_formed(value)
    if len(text) > LONGEST_TEXT:
        raise Refusal(422, "problems.long_text", {"count": len(text), "most": LONGEST_TEXT})
    if not text.strip():
        raise Refusal(422, "problems.empty_text")
    return text


def _message_id(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refusal(422, "problems.message_id")
    return value


def _state(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise Refusal(422, "problems.state")
    # Too large a state cannot be ours: it starts the dialogue afresh like a forged one.
    return value[: LONGEST_STATE + 1] if value else None
