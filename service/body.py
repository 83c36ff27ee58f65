"""The JSON body of a chat message, checked into types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Never, TypeGuard

from service.errors import Refusal

LONGEST_TEXT = 2000
LONGEST_SELECTION = 2000
LONGEST_STATE = 16_000
LONGEST_WORD = 200
MOST_SELECTED = 250
LARGEST_ID = 2**53
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_KINDS = frozenset({"leads", "contacts", "companies", "tasks", "customers"})


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the user has before their eyes.

    Args:
        entity: the open card as (type, id).
        selected: ids of the ticked rows of a list.
        selected_text: what is marked on the page; data, never an order.
    """

    entity: tuple[str, int] | None = None
    section: str | None = None
    url: str | None = None
    selected_text: str | None = field(default=None, repr=False)
    selected: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the user, as the widget sends it."""

    text: str = field(repr=False)
    message_id: str | None
    page: PageContext
    state: str | None = field(repr=False)


def read_message(raw: bytes) -> Message:
    """Read the body.

    Raises:
        Refusal: 400 when it is no JSON object, 422 when a member has a wrong shape.
    """
    data = read_object(raw)
    return Message(
        text=_text(data.get("text")),
        message_id=_message_id(data.get("message_id")),
        page=_page(data.get("context")),
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
    text = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
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


def _page(value: object) -> PageContext:
    if value is None:
        return PageContext()
    if not isinstance(value, dict):
        raise Refusal(422, "problems.context")
    return PageContext(
        entity=_entity(value.get("entity")),
        section=_word(value.get("section")),
        url=_word(value.get("url")),
        selected_text=_selection(value.get("selected_text")),
        selected=_selected(value.get("selected")),
    )


def _entity(value: object) -> tuple[str, int] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refusal(422, "problems.context")
    kind, own = value.get("type"), value.get("id")
    if not isinstance(kind, str) or not _is_id(own):
        raise Refusal(422, "problems.context")
    return (kind, own) if kind in _KINDS else None


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID


def _word(value: object) -> str | None:
    return value[:LONGEST_WORD] if isinstance(value, str) else None


def _selection(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Refusal(422, "problems.context")
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")[:LONGEST_SELECTION]


def _selected(value: object) -> tuple[int, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_SELECTED:
        raise Refusal(422, "problems.context")
    if not all(_is_id(one) for one in value):
        raise Refusal(422, "problems.context")
    return tuple(dict.fromkeys(value))
