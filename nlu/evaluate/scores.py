"""Scores that can be summed: a share, precision and recall, waiting times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from nlu.evaluate.trials import Trial
from nlu.scoring import same_value
from nlu.slots import slots_to_json


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @classmethod
    def of(cls, marks: Iterable[bool]) -> Self:
        counted = list(marks)
        return cls(sum(counted), len(counted))

    @property
    def value(self) -> float | None:
        """0…1, or None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Found:
    """Slots that were found rightly, found wrongly, and not found; a wrong value counts twice."""

    right: int = 0
    wrong: int = 0
    lost: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.wrong + other.wrong, self.lost + other.lost)

    @property
    def precision(self) -> float | None:
        return Share(self.right, self.right + self.wrong).value

    @property
    def recall(self) -> float | None:
        return Share(self.right, self.right + self.lost).value

    @property
    def f1(self) -> float | None:
        return Share(2 * self.right, 2 * self.right + self.wrong + self.lost).value


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one parse: the median, the 95th percentile, the longest."""

    p50: float
    p95: float
    longest: float

    @classmethod
    def of(cls, trials: Sequence[Trial]) -> Self:
        times = sorted(trial.seconds * 1000 for trial in trials)
        return cls(_rank(times, 0.5), _rank(times, 0.95), _rank(times, 1.0))


def slots_found(trial: Trial) -> dict[str, Found]:
    """Compare each slot with the closest right reading, whatever the intents are."""
    got = {**slots_to_json(trial.parse.intent), **trial.parse.ambiguous}
    wanted = {**trial.expected.slots, **trial.expected.ambiguous}
    return {slot: _found(wanted, got, slot) for slot in wanted.keys() | got.keys()}


def _found(wanted: dict[str, object], got: dict[str, object], slot: str) -> Found:
    if slot not in got:
        return Found(lost=1)
    if slot not in wanted:
        return Found(wrong=1)
    right = same_value(_comparable(wanted[slot]), _comparable(got[slot]))
    return Found(right=1) if right else Found(wrong=1, lost=1)


def _comparable(value: object) -> object:
    """Candidates of an ambiguous slot come in no order."""
    return sorted(value) if isinstance(value, list | tuple) else value


def _rank(times: Sequence[float], share: float) -> float:
    return times[max(0, math.ceil(share * len(times)) - 1)] if times else 0.0
