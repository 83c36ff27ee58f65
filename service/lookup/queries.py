"""What amoCRM's search is asked for: it matches substrings of any field, as typed, and no forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nlu.people.latin import to_latin

MOST_CALLS = 5  # of one answer: what is left unread then is left out
MOST_QUERIES = 3  # keeps an answer within its number of calls
SHORTEST = 3  # amoCRM finds nothing by fewer characters
_WORD = re.compile(r"[\w]++(?:-[\w]++)*+")
_PLAIN_RUN = re.compile(r"[^её]++", re.IGNORECASE)


def queries(
    words: str, full_names: Callable[[str], tuple[str, ...]] = lambda _: ()
) -> tuple[str, ...]:
    """Queries to try in turn, the likeliest first; a hit of any has to be checked again.

    One word finds whatever order the others stand in. Then come: a diminutive's full name, the
    other words, a run of the word without «е» (amoCRM takes «Ёлкина» and «Елкина» for different
    words), its beginning (a slip in the ending), its Latin spelling.

    Args:
        full_names: the full names of a diminutive.
    """
    found = sorted(_WORD.findall(words), key=len, reverse=True)
    longest = [word for word in found if len(word) >= SHORTEST] or found[:1]
    tries = _tries(longest, full_names) if longest else iter(())
    return tuple(dict.fromkeys(one for one in tries if one))[:MOST_QUERIES]


def fewer(tries: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many of the queries: the likeliest, and the last, which finds the most."""
    return (*tries[: max(most - 1, 1)], *tries[-1:])[:most] if len(tries) > most else tries


def _tries(words: list[str], full_names: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    yield words[0]
    for word in words:
        yield from full_names(word)[:1]
    yield from words[1:2]
    yield _without_e(words[0])
    yield _beginning(words[0])
    yield to_latin(words[0].casefold())


def _without_e(word: str) -> str:
    best = max(_PLAIN_RUN.findall(word), key=len, default="")
    return best if SHORTEST <= len(best) < len(word) else ""


def _beginning(word: str) -> str:
    kept = len(word) * 3 // 5
    return word[:kept] if kept >= SHORTEST else ""
