"""One value that is costly to read: kept for a while, read by one thread, old rather than none."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from amo.deadline import Clock, Deadline
from amo.errors import AmoError, DeadlineExceeded

T = TypeVar("T")

PAUSE_SECONDS = 15.0  # from a failed reading to the next, while an old value serves


@dataclass(frozen=True, slots=True)
class _Reading(Generic[T]):
    value: T
    at: float


class Cached(Generic[T]):
    """A value with a lifetime and a single flight.

    Args:
        clock: a monotonic clock in seconds.
        fresh: seconds during which the value serves without being read again.
        stale: seconds during which it still serves if reading fails for a passing reason.
    """

    def __init__(self, clock: Clock, fresh: float, stale: float) -> None:
        self._clock = clock
        self._fresh = fresh
        self._stale = stale
        self._reading: _Reading[T] | None = None
        self._again_at = clock()
        self._flight = threading.Lock()

    def get(
        self, read: Callable[[], T], deadline: Deadline, *, newer_than: float | None = None
    ) -> T:
        """The value; `read` is called by one thread at a time and only when it is due.

        Args:
            read: reads the value anew.
            deadline: how long to wait for another thread's reading.
            newer_than: the greatest age in seconds that will do, instead of `fresh`.

        Raises:
            DeadlineExceeded: another thread is still reading and nothing old may serve.
            AmoError: reading failed and nothing old may serve.
        """
        lifetime = self._fresh if newer_than is None else newer_than
        known = self._serving(lifetime)
        if known is not None:
            return known.value
        if not self._flight.acquire(timeout=deadline.left()):
            return self._fallback(DeadlineExceeded())
        try:
            known = self._serving(lifetime)
            return known.value if known is not None else self._read(read)
        finally:
            self._flight.release()

    def _read(self, read: Callable[[], T]) -> T:
        try:
            value = read()
        except AmoError as error:
            if error.permanent:
                raise
            self._again_at = self._clock() + PAUSE_SECONDS
            return self._fallback(error)
        self._reading = _Reading(value, self._clock())
        return value

    def _serving(self, lifetime: float) -> _Reading[T] | None:
        """What will do without reading; an outage must not hold up everybody, one by one."""
        resting = self._clock() < self._again_at
        return self._younger_than(self._stale if resting else lifetime)

    def _younger_than(self, seconds: float) -> _Reading[T] | None:
        known = self._reading
        return known if known and self._clock() - known.at < seconds else None

    def _fallback(self, error: AmoError) -> T:
        known = self._younger_than(self._stale)
        if known is None:
            raise error
        return known.value
