"""What amoCRM's search is asked for: it matches substrings of any field, as typed, and no forms."""

from __future__ import annotations

import re

MOST_QUERIES = 2  # keeps an answer within its number of calls
SHORTEST = 3  # amoCRM finds nothing by fewer characters
_WORD = re.compile(r"[\w]++(?:-[\w]++)*+")
_PLAIN_RUN = re.compile(r"[^её]++", re.IGNORECASE)


def queries(words: str) -> tuple[str, ...]:
    """Queries to try in turn: the longest word, then what is left of it without «е» and «ё».

    One word finds whatever order the others stand in; a run without «е» finds «Ёлкина» by
    «Елкина», which amoCRM takes for different words.
    """
    found = sorted(_WORD.findall(words), key=len, reverse=True)
    longest = [word for word in found if len(word) >= SHORTEST] or found[:1]
    tries = [*longest[:1], *(_without_e(word) for word in longest[:1]), *longest[1:2]]
    return tuple(dict.fromkeys(one for one in tries if one))[:MOST_QUERIES]


def _without_e(word: str) -> str:
    runs = _PLAIN_RUN.findall(word)
    best = max(runs, key=len, default="")
    return best if SHORTEST <= len(best) < len(word) else ""
