"""The closed schema of an answer, made of the intents themselves."""

from __future__ import annotations

import typing
from typing import Any

from nlu.intents import INTENTS
from nlu.slots import UNSAID, slot_types

KINDS = ("intent", "talk", "question")
MOST_SLOTS = 12
LONGEST_VALUE = 2_000
LONGEST_REPLY = 400

# «Да» carries out a write and «отмени» takes one back, both at once: only a person's own words,
# understood by the rules, may say so.
_RULES_ONLY = frozenset({"yes", "undo", "other"})
STEMS = tuple(stem for stem in INTENTS if stem not in _RULES_ONLY)
# Fields the account has made for itself are found by their names alone, which nobody is sent.
_OWN_FIELDS = frozenset({"fields", "set_fields", "own_field"})


def proposable(stem: str) -> dict[str, object]:
    """Say which slots of an intent may be proposed: name → type."""
    kinds = slot_types(stem)
    return {name: kind for name, kind in kinds.items() if name not in _OWN_FIELDS | UNSAID}


SLOTS = tuple(sorted({name for stem in STEMS for name in proposable(stem)}))


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer: every key required, no other allowed."""
    slot = {
        "type": "object",
        "properties": {
            "slot": {"type": "string", "enum": list(SLOTS)},
            "value": {"type": "string"},
        },
        "required": ["slot", "value"],
        "additionalProperties": False,
    }
    properties = {
        "kind": {"type": "string", "enum": list(KINDS)},
        "intent": {"type": "string", "enum": [*STEMS, "other"]},
        "continues": {"type": "boolean"},
        "slots": {"type": "array", "items": slot, "maxItems": MOST_SLOTS},
        "reply": {"type": "string"},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def slot_hints(stem: str) -> tuple[str, ...]:
    """Name the slots of an intent for the prompt, with the values of closed lists."""
    return tuple(f"{name}{_hint(kind)}" for name, kind in proposable(stem).items())


def _hint(kind: object) -> str:
    if typing.get_origin(kind) is typing.Literal:
        return f" ({'|'.join(typing.get_args(kind))})"
    return " (true)" if kind is bool else ""
