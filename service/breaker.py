"""A fuse before a service that may be dead: after some failures it is left alone for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

MOST_FAILURES = 3
REST_SECONDS = 10.0


class Breaker:
    """Counts failures in a row; safe to share between threads.

    Args:
        clock: a monotonic clock in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether the last calls failed and no later one has succeeded."""
        with self._lock:
            return self._failures >= MOST_FAILURES

    def admit(self) -> bool:
        """Let a call through; of an open breaker one at a time, once its rest is over."""
        with self._lock:
            if self._failures < MOST_FAILURES:
                return True
            if self._probing or self._clock() < self._closed_again_at:
                return False
            self._probing = True
            return True

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failures, self._probing = 0, False

    def failed(self, rest: float = 0.0) -> None:
        """Note a failure.

        Args:
            rest: seconds the other side asked for; then the breaker opens at once.
        """
        with self._lock:
            self._failures = max(self._failures + 1, MOST_FAILURES if rest > 0 else 0)
            self._probing = False
            self._closed_again_at = self._clock() + max(rest, REST_SECONDS)
