"""The name in sight that is spelt most like what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from service.lookup.matching import folded

ALIKE = 0.72


def nearest(said: str, names: Iterable[str]) -> str | None:
    """The most alike name, if any is alike enough; at most two hundred are compared."""
    wanted = folded(said)
    best, best_score = None, ALIKE
    for name in list(dict.fromkeys(names))[:200]:
        score = SequenceMatcher(None, wanted, folded(name)).ratio()
        if score > best_score and folded(name) != wanted:
            best, best_score = name, score
    return best
