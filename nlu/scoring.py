"""Is a parse right? The comparison the corpus test and `make eval` share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nlu.corpus import Expected, Phrase
from nlu.dates.shift import apply_shift
from nlu.parse import Parse
from nlu.slots import slots_to_json
from nlu.text import fold

WRITES = frozenset(
    {"create_task", "complete_task", "reschedule_task", "add_note", "create_contact"}
    | {"create_company", "create_lead", "update_lead", "update_contact", "undo"}
)
INTENT, AMBIGUOUS = "intent", "ambiguous"
# Two starts in months of unlike length: only durations of equal value agree from both.
_STARTS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which a parse is not as labelled.

    Args:
        what: the slot, or `intent`, or `ambiguous`.
        expected: the labelled value in JSON, None where there should be none.
        got: the value of the parse, None where there is none.
    """

    what: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.what}: {self.expected!r} ≠ {self.got!r}"


def is_right(phrase: Phrase, parse: Parse) -> bool:
    """Say whether the intent and every slot are those of one of the right readings."""
    return any(not differences(expected, parse) for expected in phrase.accept)


def is_wrong_act(phrase: Phrase, parse: Parse) -> bool:
    """Say whether a write would be begun that was not asked for, or on another record or value."""
    if parse.intent.stem not in WRITES:
        return False
    return all(_acts_differently(expected, parse) for expected in phrase.accept)


def closest(phrase: Phrase, parse: Parse) -> Expected:
    """Choose the right reading the parse differs from least: the intent counts before all slots."""

    def distance(expected: Expected) -> tuple[bool, int]:
        return expected.intent != parse.intent.stem, len(slot_differences(expected, parse))

    return min(phrase.accept, key=distance)


def differences(expected: Expected, parse: Parse) -> list[Difference]:
    """List what differs from a reading; a wrong intent alone; empty when all is right."""
    if expected.intent != parse.intent.stem:
        return [Difference(INTENT, expected.intent, parse.intent.stem)]
    wanted = {slot: sorted(names) for slot, names in expected.ambiguous.items()}
    given = {slot: sorted(names) for slot, names in parse.ambiguous.items()}
    doubts = [] if wanted == given else [Difference(AMBIGUOUS, wanted, given)]
    return slot_differences(expected, parse) + doubts


def slot_differences(expected: Expected, parse: Parse) -> list[Difference]:
    """List the slots that differ from a reading, whatever the intent."""
    got = slots_to_json(parse.intent)
    return [
        Difference(slot, expected.slots.get(slot), got.get(slot))
        for slot in sorted(expected.slots.keys() | got.keys())
        if not same_value(expected.slots.get(slot), got.get(slot))
    ]


def same_value(one: Any, other: Any) -> bool:
    """Say whether two values of a slot mean the same; durations compare by value."""
    if _plain(one) == _plain(other):
        return True
    return isinstance(one, str) and isinstance(other, str) and _same_duration(one, other)


def _same_duration(one: str, other: str) -> bool:
    try:
        return all(apply_shift(start, one) == apply_shift(start, other) for start in _STARTS)
    except ValueError:
        return False


def _acts_differently(expected: Expected, parse: Parse) -> bool:
    if expected.intent != parse.intent.stem:
        return True
    got: Mapping[str, Any] = slots_to_json(parse.intent)
    return any(
        slot not in expected.slots or not same_value(expected.slots[slot], got[slot])
        for slot in got
    )


def _plain(value: Any) -> Any:
    """Fold what two careful people may write differently: case, «ё», spaces, quotes, final dots."""
    if isinstance(value, str):
        return " ".join(fold(value).translate(_QUOTES).split()).strip(" .,;:!?")
    return value


_QUOTES = str.maketrans("", "", "«»\"„“”'")
