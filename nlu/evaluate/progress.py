"""How far a long run is: a line that counts on a terminal, a line now and then in a log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

_QUIET = 2.0  # seconds during which nobody wonders


class Progress:
    """Counts ticks.

    Args:
        whole: how many there will be.
        out: where it is told.
        clock: seconds.
    """

    def __init__(self, whole: int, out: TextIO, clock: Callable[[], float]) -> None:
        self._whole, self._out, self._clock = whole, out, clock
        self._done = 0
        self._told = self._begun = clock()
        self._every = 0.2 if out.isatty() else 10.0

    def tick(self) -> None:
        """One more is done."""
        self._done += 1
        now = self._clock()
        if now - self._begun > _QUIET and now - self._told >= self._every:
            self._told = now
            self._tell(now)

    def done(self) -> None:
        """Clear the line that counts."""
        if self._out.isatty():
            self._out.write("\r\x1b[K")
            self._out.flush()

    def _tell(self, now: float) -> None:
        left = (now - self._begun) / self._done * (self._whole - self._done)
        line = f"{self._done} of {self._whole} phrases, about {left:.0f} s left"
        self._out.write(f"\r\x1b[K{line}" if self._out.isatty() else f"{line}\n")
        self._out.flush()
