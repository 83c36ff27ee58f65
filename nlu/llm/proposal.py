"""What the model answered, checked against the schema once more: nothing is taken on trust."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from nlu.errors import SlotError
from nlu.llm.schema import (
    KINDS,
    LONGEST_REPLY,
    LONGEST_VALUE,
    MOST_SLOTS,
    STEMS,
    proposable,
)

_KEYS = frozenset({"kind", "intent", "continues", "slots", "reply"})
_SLOT_KEYS = frozenset({"slot", "value"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer of the right shape.

    Args:
        stem: of the intent, `other` unless `kind` is intent.
        continues: it amends the request of the last turn.
        slots: names with the words for them, still unread.
    """

    kind: str
    stem: str
    continues: bool
    slots: tuple[tuple[str, str], ...]
    reply: str


def read_proposal(content: str) -> Proposal:
    """Read an answer.

    Raises:
        SlotError: it is not one JSON object of the schema, or names what no intent has.
    """
    data = _object(content)
    kind, stem = data["kind"], data["intent"]
    reply, continues = data["reply"], data["continues"]
    if kind not in KINDS or not isinstance(continues, bool):
        raise SlotError("the answer is of no known kind")
    if not isinstance(reply, str) or len(reply) > LONGEST_REPLY:
        raise SlotError("the reply is no text, or too long a one")
    if kind != "intent":
        return Proposal(kind, "other", False, (), reply)
    if stem not in STEMS:
        raise SlotError("the answer names no intent that may be proposed")
    return Proposal(kind, stem, continues, _slots(stem, data["slots"]), "")


def _object(content: str) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise SlotError("the answer is not one JSON value") from None
    if not isinstance(data, dict) or data.keys() != _KEYS:
        raise SlotError("the answer has not exactly the schema's keys")
    return data


def _slots(stem: str, rows: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(rows, list) or len(rows) > MOST_SLOTS:
        raise SlotError("the slots are no list, or too many")
    pairs = tuple(_slot(stem, row) for row in rows)
    if len({name for name, _ in pairs}) != len(pairs):
        raise SlotError("a slot stands twice")
    return pairs


def _slot(stem: str, row: Any) -> tuple[str, str]:
    if not isinstance(row, dict) or row.keys() != _SLOT_KEYS:
        raise SlotError("a slot is not a name with a value")
    name, value = row["slot"], row["value"]
    if not isinstance(name, str) or name not in proposable(stem):
        raise SlotError(f"{stem} has no such slot")
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_VALUE:
        raise SlotError("a value is no text, or too long a one")
    return name, value.strip()
