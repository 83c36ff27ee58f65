"""The words that bound an amount: «от», «не дороже», «и выше», «между … и …»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlu.lexicon import Lexicon
from nlu.types import Token

_LONGEST = 4
_PRICES = {"dearer": "min", "cheaper": "max"}
_OPPOSITE = {"min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Said:
    """A bound that was said: `min`, `max`, `exact` or `around`; «дороже» speaks of prices only."""

    relation: str
    is_price: bool = False


class Placed(Protocol):
    """An amount with its bounding words: where they begin and end, and what they say."""

    @property
    def first(self) -> int: ...
    @property
    def stop(self) -> int: ...
    @property
    def said(self) -> Said | None: ...


class BoundWords:
    """Bounding words of the lexicon, matched word by word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._before = _by_phrase(lexicon.names_by_word("money", "before_forms").items())
        self._after = _by_phrase(lexicon.names_by_word("money", "after_forms").items())
        section = lexicon.section("money", "between_forms")
        self._between = _by_phrase((phrase, "between") for phrase in section["first"])
        self._last = frozenset(words[-1] for words in (*self._before, *self._between))
        self._first = frozenset(words[0] for words in self._after)
        self._and, self._but, self._dash = (
            frozenset(tuple(phrase.split()) for phrase in section[name])
            for name in ("and", "but", "dash")
        )

    def before(self, tokens: Sequence[Token], first: int, free: int) -> tuple[int, Said | None]:
        """Read the bound that ends right before an amount.

        Returns:
            Where the words begin and what they say; `first` and None when there are none.
        """
        if first == free or tokens[first - 1].norm not in self._last:
            return first, None
        for length in range(min(_LONGEST, first - free), 0, -1):
            words = _norms(tokens[first - length : first])
            name = self._before.get(words) or self._between.get(words)
            if name is not None:
                start = first - length
                negated = start > free and tokens[start - 1].norm == "не"
                return start - negated, _said(name, negated)
        return first, None

    def after(self, tokens: Sequence[Token], stop: int) -> tuple[int, Said | None]:
        """Read the bound that begins right after an amount («и выше»); else `stop` and None."""
        if stop == len(tokens) or tokens[stop].norm not in self._first:
            return stop, None
        for length in range(min(_LONGEST, len(tokens) - stop), 0, -1):
            name = self._after.get(_norms(tokens[stop : stop + length]))
            if name is not None:
                return stop + length, _said(name, negated=False)
        return stop, None

    def is_join(self, tokens: Sequence[Token], one: Placed, other: Placed) -> bool:
        """Say whether two amounts are the ends of one range."""
        link = _norms(tokens[one.stop : other.first])
        start = one.said.relation if one.said else None
        end = other.said.relation if other.said else None
        if start == "between":
            return end is None and link in self._and | self._dash
        if (start, end) == ("max", "min"):
            return link in self._but
        if end == "max" and start in ("min", None):
            return not link or (start is not None and link in self._but)
        return end is None and start in ("min", None) and link in self._dash


def _said(name: str, negated: bool) -> Said:
    relation = _PRICES.get(name, name)
    return Said(_OPPOSITE.get(relation, relation) if negated else relation, name in _PRICES)


def _by_phrase(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): name for phrase, name in pairs}


def _norms(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.norm for token in tokens)
