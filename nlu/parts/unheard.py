"""Orders the assistant has no word for: «распечатай счёт»."""

from __future__ import annotations

from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading

_IMPERATIVE = ("й", "и", "ь", "те", "ся", "сь")


def is_unheard(reading: Reading, index: int) -> bool:
    """Say whether a word orders something in words of its own, no part of a name."""
    token = reading.tokens[index]
    if reading.cues[index] or not token.norm.endswith(_IMPERATIVE) or not token.text.islower():
        return False
    if "impr" not in traits(reading, index) or is_preposition(reading, index - 1):
        return False
    return not _is_inside_name(reading, index)


def _is_inside_name(reading: Reading, index: int) -> bool:
    kinds = ("person", "person_hint", "company", "quote")
    return any(one.first <= index < one.stop for kind in kinds for one in reading.all(kind))
