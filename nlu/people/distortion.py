"""The ways a name gets typed, for the names matrix."""

from __future__ import annotations

import random
from collections.abc import Callable

from nlu.people.gold import GoldName
from nlu.people.grammar import Case
from nlu.people.latin import to_latin
from nlu.text import fold

_KEYS = str.maketrans(
    'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"',
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@",
)
_NEIGHBOURS = "йцукенгшщзхъфывапролджэячсмитьбю"
_LONG_ENOUGH = 5

Said = tuple[str, str]
"""What is typed instead of the name's form, and the nominative expected."""


def as_written(name: GoldName, case: Case) -> Said:
    return name.form(case), name.nominative


def lower_case(name: GoldName, case: Case) -> Said:
    return name.form(case).lower(), name.nominative


def without_yo(name: GoldName, case: Case) -> Said:
    return name.form(case).replace("ё", "е").replace("Ё", "Е"), name.nominative


def surname_first(name: GoldName, case: Case) -> Said:
    moved = name.surname_first()
    return moved.form(case), moved.nominative


def latin(name: GoldName, case: Case) -> Said:
    words = (to_latin(fold(word)).title() for word in name.form(case).split())
    return " ".join(words), name.nominative


def one_typo(name: GoldName, case: Case) -> Said:
    """Make one slip in the longest word: a letter lost, doubled, swapped or struck beside."""
    form = name.form(case)
    word = max(form.split(), key=len)
    if len(word) < _LONG_ENOUGH:
        return form, name.nominative
    return form.replace(word, slip(word, random.Random(form)), 1), name.nominative


def wrong_layout(name: GoldName, case: Case) -> Said:
    return as_written(name, case)


def in_wrong_layout(phrase: str) -> str:
    """Type a Russian phrase with the English layout on."""
    return phrase.translate(_KEYS)


def slip(word: str, chance: random.Random) -> str:
    """Type a word with one letter lost, doubled, swapped or struck beside."""
    place = chance.randrange(1, len(word) - 1)
    letter = word[place]
    match chance.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + letter + word[place:]
        case 2:
            return word[:place] + word[place + 1] + letter + word[place + 2 :]
        case _:
            index = _NEIGHBOURS.find(letter.lower())
            return word[:place] + _NEIGHBOURS[index - 1] + word[place + 1 :]


WAYS: dict[str, Callable[[GoldName, Case], Said]] = {
    "as written": as_written,
    "lower case": lower_case,
    "е for ё": without_yo,
    "one typo": one_typo,
    "Latin letters": latin,
    "wrong layout": wrong_layout,
    "surname first": surname_first,
}
