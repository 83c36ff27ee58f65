"""How many messages a user and an account may send in a minute.

A minute slides over two counters: all of this minute, and of the last one what still overlaps.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

WINDOW_SECONDS = 60
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """Who may send how many messages a minute."""

    key: str
    most: int


class Counters(Protocol):
    """Counts messages by key and minute."""

    def add(self, key: str, minute: int) -> tuple[int, int]:
        """Count one message.

        Returns:
            The count of the minute before and of this one, with this message.

        Raises:
            CountersDown: nobody counts now.
        """
        ...


class CountersDown(Exception):
    """The counters cannot be reached."""


class Quota:
    """Says how long a sender has to wait.

    Args:
        counters: shared by all processes.
        own: of this process, for the time the shared ones are away.
        now: unix seconds.
    """

    def __init__(self, counters: Counters, own: Counters, now: Callable[[], float]) -> None:
        self._counters = counters
        self._own = own
        self._now = now

    def wait(self, allowances: Sequence[Allowance]) -> float:
        """Count one message.

        Args:
            allowances: the narrowest first: what one refuses counts against none behind it, so
                that one sender's flood does not silence the others.

        Returns:
            0 when it is within all allowances, else the seconds until it would be.
        """
        minute, passed = divmod(self._now(), WINDOW_SECONDS)
        waits = (_wait(*self._add(one.key, int(minute)), one.most, passed) for one in allowances)
        return next(filter(None, waits), 0.0)

    def _add(self, key: str, minute: int) -> tuple[int, int]:
        try:
            return self._counters.add(key, minute)
        except CountersDown:
            return self._own.add(key, minute)


def _wait(before: int, now: int, most: int, passed: float) -> float:
    left = 1 - passed / WINDOW_SECONDS
    before = min(before, most)  # what was refused then does not count against now
    if math.ceil(before * left) + now <= most:
        return 0.0
    if now > most or before == 0:
        return WINDOW_SECONDS - passed
    return max(1.0, WINDOW_SECONDS * (left - (most - now) / before))


class MemoryCounters:
    """Counters of one process."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()

    def add(self, key: str, minute: int) -> tuple[int, int]:
        with self._lock:
            if len(self._counts) > MOST_KEYS:
                self._forget(minute)
            now = self._counts.get((key, minute), 0) + 1
            self._counts[key, minute] = now
            return self._counts.get((key, minute - 1), 0), now

    def _forget(self, minute: int) -> None:
        self._counts = {key: n for key, n in self._counts.items() if key[1] >= minute - 1}
