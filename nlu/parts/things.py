"""Common nouns of things that a person's name is only guessed in."""

from __future__ import annotations

from typing import Any

from nlu.reading import Reading, Who
from nlu.text import fold
from nlu.types import Found

_SURE_PERSON = 0.8
_LISTED = 0.65
_ASKED = frozenset({"у", "к"})
_OBLIQUE = frozenset({"gent", "datv", "ablt"})


def is_thing(reading: Reading, found: Found[Any]) -> bool:
    """«Гранит», «Вектор»: a common noun of a thing that a person's name is only guessed in."""
    if not isinstance(found.value, Who) or found.stop - found.first > 1:
        return False
    if is_firm(reading, found.first) and found.value.users is None:
        return True
    if found.score >= _SURE_PERSON or found.value.users is not None:
        return False
    if found.score >= _LISTED and found.value.case in _OBLIQUE:
        return False
    if not reading.naming.is_known(found.first) and not is_made_up(reading, found.first):
        return False
    parses = reading.tokens[found.first].parses
    common = bool(parses) and "inan" in parses[0].grammemes
    return common and fold(found.value.name) == parses[0].lemma


def is_firm(reading: Reading, index: int) -> bool:
    """Say whether firms like to be called by a word: «Вектор», «Гранит»."""
    return reading.naming.is_firm(index)


def is_made_up(reading: Reading, index: int) -> bool:
    """Say whether a word has no meaning and looks like a company's name: «Стройгарант»."""
    if reading.norm(index - 1) in _ASKED:
        return reading.naming.ends_like_company(index)
    return reading.naming.is_coined(index)
