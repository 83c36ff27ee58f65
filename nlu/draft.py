"""What a rule makes of a reading: slots, the words that explain them, or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from nlu.reading import Reading
from nlu.types import Found
from nlu.value import value


@dataclass(slots=True)
class Draft:
    """A parse in the making; one rule fills it, nobody else sees it before it is done.

    Args:
        strength: how plain the evidence is, 0…1; the score is its product with the explained share.
        places: slot → token indices it was said with.
        explained: indices of the tokens the rule accounts for.
        unread: those of a date that is none.
        beside: those of a further period, where one alone can be counted.
        unkept: those of fields that no slot holds.
    """

    reading: Reading
    strength: float = 1.0
    slots: dict[str, Any] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, set[int]] = field(default_factory=dict)
    explained: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    unkept: set[int] = field(default_factory=set)

    def explain(self, indices: Iterable[int | None]) -> None:
        """Account for some tokens."""
        self.explained |= {index for index in indices if index is not None}

    def explain_cues(self, *cues: str) -> None:
        """Account for every token that may be one of the cues."""
        self.explained.update(self.reading.where(*cues))

    def is_free(self, found: Found[Any]) -> bool:
        """Say whether none of an entity's tokens belongs to a slot yet."""
        taken = set().union(*self.places.values()) if self.places else set()
        return not taken.intersection(range(found.first, found.stop))

    def put(self, slot: str, value: object, indices: Iterable[int]) -> None:
        """Fill a slot and account for the words it was said with."""
        self.slots[slot] = value
        self.mark(slot, indices)

    def mark(self, slot: str, indices: Iterable[int]) -> None:
        """Remember where a slot was said."""
        said = set(indices)
        self.places.setdefault(slot, set()).update(said)
        self.explained |= said

    def take(self, slot: str, found: Found[Any], value: object) -> None:
        """Fill a slot from an entity."""
        self.put(slot, value, range(found.first, found.stop))

    def doubt(self, slot: str, names: tuple[str, ...], indices: Iterable[int]) -> None:
        """Say that a slot was named but its value is not certain; the names may be none."""
        self.ambiguous[slot] = names
        self.mark(slot, indices)

    def left(self) -> list[int]:
        """Return the content words nothing accounts for yet, in order.

        Dates, amounts, phones and the like are no words: no name is made of them; nor is what
        somebody named is by trade.
        """
        reading = self.reading
        return sorted(reading.content - self.explained - reading.figures - reading.posts)

    @property
    def score(self) -> float:
        """Share of content words explained, weighted by the strength of the evidence."""
        content = self.reading.content - self.reading.posts
        share = len(content & self.explained) / len(content) if content else 1.0
        return self.strength * share


@value(frozen=True, slots=True)
class Refusal:
    """Why a rule declines, in Russian, for the trace."""

    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A way to read an utterance as one intent.

    Args:
        name: `<stem>.<what it recognises>`.
        read: fills a draft, or declines.
        declines: when it wins nobody understood; a second reader may.
        plain: its words may be so plain that likelihood does not count: the score passes 1.
        stem: the intent's stem, the first half of the name.
    """

    name: str
    read: Callable[[Reading], Draft | Refusal]
    declines: bool = False
    plain: bool = False
    stem: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stem", self.name.partition(".")[0])


Rules: TypeAlias = tuple[Rule, ...]
