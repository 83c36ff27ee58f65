"""The limiter of one process."""

import threading
from collections import defaultdict

from amo.deadline import Clock
from amo.limiter.log import Log, Rate, Verdict


class MemoryLimiter:
    """Shares the budget between the threads of one process.

    Args:
        clock: a monotonic clock in seconds.
        rate: the limit.
    """

    def __init__(self, clock: Clock, rate: Rate | None = None) -> None:
        self._clock = clock
        self._rate = rate or Rate()
        self._logs: defaultdict[str, Log] = defaultdict(Log)
        self._lock = threading.Lock()

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds."""
        with self._lock:
            log = self._logs[key]
            self._logs[key], verdict = log.reserve(self._clock(), max_wait, self._rate)
        return verdict

    def start(self, key: str) -> Verdict:
        """Whether a caller whose slot has come may call now."""
        with self._lock:
            self._logs[key], verdict = self._logs[key].start(self._clock(), self._rate)
        return verdict

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait."""
        with self._lock:
            self._logs[key] = self._logs[key].pushed(self._clock(), seconds)

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop."""
        with self._lock:
            self._logs[key] = self._logs[key].blocked(self._clock(), seconds)
