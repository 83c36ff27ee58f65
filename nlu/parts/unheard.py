"""Orders the assistant has no word for: «распечатай счёт»."""

from __future__ import annotations

from nlu.reading import Reading

_IMPERATIVE = ("й", "и", "ь", "те", "ся", "сь")


def is_unheard(reading: Reading, index: int) -> bool:
    """Say whether a word orders something in words of its own, no part of a name."""
    token = reading.tokens[index]
    if reading.cues[index] or not token.norm.endswith(_IMPERATIVE) or not token.text.islower():
        return False
    if not any("impr" in parse.grammemes for parse in token.parses[:1]):
        return False
    before = reading.tokens[index - 1].parses[:1] if index else ()
    led = any(parse.pos == "PREP" for parse in before)
    return not led and not _is_inside_name(reading, index)


def _is_inside_name(reading: Reading, index: int) -> bool:
    kinds = ("person", "person_hint", "company", "quote")
    return any(one.first <= index < one.stop for kind in kinds for one in reading.all(kind))
