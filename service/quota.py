"""How many messages a user and an account may send in a minute, counted in this process."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable

WINDOW_SECONDS = 60.0
MOST_KEYS = 10_000


class Quota:
    """A sliding minute for each key.

    Args:
        clock: a monotonic clock in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen: dict[Hashable, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: Hashable, most: int) -> float:
        """Count one message of a key.

        Returns:
            0 when it is within `most` a minute, else the seconds until the next is.
        """
        now = self._clock()
        with self._lock:
            if len(self._seen) > MOST_KEYS:
                self._forget(now)
            times = self._seen.setdefault(key, deque())
            while times and times[0] <= now - WINDOW_SECONDS:
                times.popleft()
            if len(times) >= most:
                return times[0] + WINDOW_SECONDS - now
            times.append(now)
            return 0.0

    def _forget(self, now: float) -> None:
        idle = [key for key, times in self._seen.items() if not times or times[-1] <= now - 60.0]
        for key in idle:
            del self._seen[key]
