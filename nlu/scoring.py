"""Is a parse right? The comparison the corpus test and `make eval` share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.corpus import Expected, Phrase
from nlu.parse import Parse
from nlu.slots import slots_to_json
from nlu.text import fold

WRITES = frozenset(
    {"create_task", "complete_task", "reschedule_task", "add_note", "create_contact"}
    | {"create_company", "create_lead", "update_lead", "update_contact", "undo"}
)


def is_right(phrase: Phrase, parse: Parse) -> bool:
    """Say whether the intent and every slot are those of one of the right readings."""
    return any(not differences(expected, parse) for expected in phrase.accept)


def is_wrong_act(phrase: Phrase, parse: Parse) -> bool:
    """Say whether a write would be begun that was not asked for, or on another record or value."""
    if parse.intent.stem not in WRITES:
        return False
    return all(_acts_differently(expected, parse) for expected in phrase.accept)


def differences(expected: Expected, parse: Parse) -> list[str]:
    """List what differs from a reading: `intent: …`, `<slot>: …`; empty when all is right."""
    if expected.intent != parse.intent.stem:
        return [f"intent: {expected.intent} ≠ {parse.intent.stem}"]
    got = slots_to_json(parse.intent)
    faults = [
        f"{slot}: {expected.slots.get(slot)!r} ≠ {got.get(slot)!r}"
        for slot in sorted(expected.slots.keys() | got.keys())
        if _plain(expected.slots.get(slot)) != _plain(got.get(slot))
    ]
    wanted = {slot: list(names) for slot, names in expected.ambiguous.items()}
    given = {slot: list(names) for slot, names in parse.ambiguous.items()}
    return faults + ([] if wanted == given else [f"ambiguous: {wanted} ≠ {given}"])


def _acts_differently(expected: Expected, parse: Parse) -> bool:
    if expected.intent != parse.intent.stem:
        return True
    got: Mapping[str, Any] = slots_to_json(parse.intent)
    return any(
        slot not in expected.slots or _plain(expected.slots[slot]) != _plain(got[slot])
        for slot in got
    )


def _plain(value: Any) -> Any:
    """Fold what two careful people may write differently: case, «ё», spaces, quotes, final dots."""
    if isinstance(value, str):
        return " ".join(fold(value).translate(_QUOTES).split()).strip(" .,;:!?")
    return value


_QUOTES = str.maketrans("", "", "«»\"„“”'")
