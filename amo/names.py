"""Whether a name in amoCRM is the one that was asked for: words in any order, ё as е, no quotes."""

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_YO = re.compile(r"[её]", re.IGNORECASE)
_LAST_YE = re.compile(r"е(?=[^е]*$)", re.IGNORECASE)
_LONGEST = 500
_SHORTEST_STEM = 3


def words(name: str) -> tuple[str, ...]:
    """The words of a name in the form they are compared in."""
    return tuple(_WORD.findall(name[:_LONGEST].casefold().replace("ё", "е")))


def is_named(wanted: str, name: str) -> bool:
    """Whether every wanted word is a word of the name.

    Args:
        wanted: what was asked for: `Иванов Петр`.
        name: as amoCRM has it: `Пётр Иванов (директор)`.
    """
    sought = words(wanted)
    return bool(sought) and not Counter(sought) - Counter(words(name))


def may_be_named(wanted: str, name: str) -> bool:
    """Whether every wanted word begins a word of the name, each word of the name used once."""
    left = list(words(name))
    sought = sorted(words(wanted), key=len, reverse=True)
    for word in sought:
        found = next((one for one in left if _begins(word, one)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(sought)


def other_queries(wanted: str) -> tuple[str, ...]:
    """What to ask amoCRM's search for when the whole name finds nobody.

    How amoCRM treats several words is not documented, and it takes «е» and «ё» for different
    letters: so the longest word, the longest piece of it without them, and its other spelling.
    """
    longest = max(wanted.split(), key=len, default="")
    piece = max(_YO.split(longest), key=len)
    pieces = (longest, piece if len(piece) >= _SHORTEST_STEM else _respelled(longest))
    return tuple(one for one in dict.fromkeys(pieces) if one and one != wanted)


def _begins(word: str, other: str) -> bool:
    return word == other or (len(word) >= _SHORTEST_STEM and other.startswith(word))


def _respelled(word: str) -> str:
    """The word with «е» for its «ё», or with «ё» for its last «е»."""
    if "ё" in word.casefold():
        return word.replace("ё", "е").replace("Ё", "Е")
    return _LAST_YE.sub("ё", word, count=1)
