"""Runs of neighbouring tokens that are words of one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlu.accountnames.words import Variant
from nlu.types import Kind, Token

_WIDEST_GAP = 2
_GAP_MARKS = frozenset({'"', "'", "-", "/", ":"})
_SMALL_POS = frozenset({"PREP", "CONJ"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A token that is a word of a variant.

    Args:
        place: index of the word among the variant's keys.
        quality: 1 for the very form of the name, less for another form, a synonym, a typo.
        slang: it is a word that means nothing but this name.
    """

    variant: Variant
    place: int
    quality: float
    slang: bool = False


@dataclass(slots=True)
class Run:
    """Neighbouring tokens that are words of one variant; grows while tokens are read.

    Args:
        matched: indices of the keys that were said.
    """

    variant: Variant
    first: int
    stop: int
    matched: set[int]
    quality: float
    slang: bool

    def extend(self, index: int, hits: Iterable[Hit]) -> bool:
        """Take one more token, if it is a word not yet said."""
        free = [hit for hit in hits if hit.place not in self.matched]
        if not free:
            return False
        hit = _best(free)
        self.matched.add(hit.place)
        self.stop, self.quality = index + 1, min(self.quality, hit.quality)
        self.slang |= hit.slang
        return True

    def has_ended(self, index: int, tokens: Sequence[Token]) -> bool:
        """Say whether something but small words stands between the run and a token."""
        gap = tokens[self.stop : index]
        return len(gap) > _WIDEST_GAP or not all(map(is_small, gap))

    @property
    def is_whole(self) -> bool:
        """Every word of the name was said, numbers («1. Заявка») aside."""
        keys = self.variant.keys
        words = {place for place, key in enumerate(keys) if not key.is_number}
        return (words or set(range(len(keys)))) <= self.matched


def runs(tokens: Sequence[Token], hits_of: Callable[[Token], Iterable[Hit]]) -> Iterator[Run]:
    """Read the tokens once; a run ends when a token is no further word of its variant."""
    growing: dict[int, Run] = {}
    for index, token in enumerate(tokens):
        for one in [one for one, run in growing.items() if run.has_ended(index, tokens)]:
            yield growing.pop(one)
        for one, hits in _by_variant(hits_of(token)).items():
            run = growing.get(one)
            if run is not None and run.extend(index, hits):
                continue
            if run is not None:
                yield run
            growing[one] = _start(index, hits)
    yield from growing.values()


def is_small(token: Token) -> bool:
    """Say whether a token may stand between the words of a name."""
    if token.kind is Kind.MARK:
        return token.norm in _GAP_MARKS
    return bool(token.parses) and token.parses[0].pos in _SMALL_POS


def _by_variant(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    grouped: dict[int, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(id(hit.variant), []).append(hit)
    return grouped


def _start(index: int, hits: list[Hit]) -> Run:
    hit = _best(hits)
    return Run(hit.variant, index, index + 1, {hit.place}, hit.quality, hit.slang)


def _best(hits: list[Hit]) -> Hit:
    return max(hits, key=lambda hit: (hit.quality, -hit.place))
