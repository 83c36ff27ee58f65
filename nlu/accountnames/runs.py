"""Runs of neighbouring tokens that are words of one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlu.accountnames.words import Variant
from nlu.types import Kind, Token

_WIDEST_GAP = 2
_GAP_MARKS = frozenset({'"', "'", "-", "/", ":"})
_SMALL = frozenset({"уже"})
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
        said: the tokens with the word of the variant each is, in order of the text.
    """

    variant: Variant
    said: list[tuple[int, Hit]]

    @property
    def first(self) -> int:
        return self.said[0][0]

    @property
    def stop(self) -> int:
        return self.said[-1][0] + 1

    @property
    def matched(self) -> set[int]:
        """Indices of the keys that were said."""
        return {hit.place for _, hit in self.said}

    @property
    def quality(self) -> float:
        return min(hit.quality for _, hit in self.said)

    @property
    def slang(self) -> bool:
        return any(hit.slang for _, hit in self.said)

    def extend(self, index: int, hits: Iterable[Hit]) -> bool:
        """Take one more token, if it is a word not yet said."""
        matched = self.matched
        free = [hit for hit in hits if hit.place not in matched]
        if free:
            self.said.append((index, _best(free)))
        return bool(free)

    def after(self, place: int) -> list[tuple[int, Hit]]:
        """«Денег на ожидании оплаты»: what follows the token that first said a word said again."""
        places = [hit.place for _, hit in self.said]
        return self.said[places.index(place) + 1 :] if place in places else []

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


def runs(
    tokens: Sequence[Token], hits_of: Callable[[Token], Mapping[int, Sequence[Hit]]]
) -> Iterator[Run]:
    """Read the tokens once; a run ends when a token is no further word of its variant.

    Args:
        hits_of: names the words a token may be, by the identity of their variant.
    """
    growing: dict[int, Run] = {}
    for index, token in enumerate(tokens):
        if growing:
            for one in [one for one, run in growing.items() if run.has_ended(index, tokens)]:
                yield growing.pop(one)
        for one, hits in hits_of(token).items():
            run = growing.get(one)
            if run is not None and run.extend(index, hits):
                continue
            hit = _best(hits)
            kept = [] if run is None else run.after(hit.place)
            if run is not None:
                yield run
            growing[one] = Run(hit.variant, [*kept, (index, hit)])
    yield from growing.values()


def is_small(token: Token) -> bool:
    """Say whether a token may stand between the words of a name."""
    if token.kind is Kind.MARK:
        return token.norm in _GAP_MARKS
    return token.norm in _SMALL or (bool(token.parses) and token.parses[0].pos in _SMALL_POS)


def _best(hits: Sequence[Hit]) -> Hit:
    return max(hits, key=lambda hit: (hit.quality, -hit.place))
