"""Why a deal was lost, where the phrase itself says so: «закрой как проигранную, дорого»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

_WORD = re.compile(r"[^\W\d_]++")
_TELLING = 5

T = TypeVar("T")


def reason_said(text: str, reasons: Sequence[tuple[T, str]]) -> T | None:
    """The only reason whose longest word the phrase has, in any ending.

    Args:
        text: the phrase.
        reasons: the account's own, each with its name.
    """
    said = {_stem(word) for word in _words(text)}
    told = [one for one, name in reasons if not said.isdisjoint(map(_stem, _longest(name)))]
    return told[0] if len(told) == 1 else None


def _longest(name: str) -> list[str]:
    words = _words(name)
    return [word for word in words if len(word) == max(map(len, words))]


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _TELLING]


def _stem(word: str) -> str:
    return word[: min(len(word) - 1, _TELLING)]
