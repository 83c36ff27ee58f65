"""The moment by which an answer must be there, handed down through every call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, TypeAlias

Clock: TypeAlias = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point of a monotonic clock, in seconds.

    Args:
        at: when the caller stops waiting, on `clock`.
        clock: a monotonic clock in seconds, such as `time.monotonic`.
    """

    at: float
    clock: Clock

    @classmethod
    def after(cls, seconds: float, clock: Clock) -> Self:
        """A deadline `seconds` from now."""
        return cls(clock() + seconds, clock)

    def left(self) -> float:
        """Seconds that remain; never negative."""
        return max(0.0, self.at - self.clock())

    def expired(self) -> bool:
        return self.left() <= 0

    def sooner(self, seconds: float) -> "Deadline":
        """This deadline, or `seconds` from now where that comes first."""
        return Deadline(min(self.at, self.clock() + seconds), self.clock)
