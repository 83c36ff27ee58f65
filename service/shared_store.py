"""Redis as several machines share it: one sentence when it goes, one when it comes back.

While it does not answer it is left alone for a moment at a time, so that its death costs one
request half a second and the others nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from redis import Redis

from amo.deadline import Clock
from amo.limiter import Limiter
from amo.limiter.log import LimiterUnavailable, Verdict
from amo.shared_redis import connect
from service.journal import notice
from service.telemetry import shared_up

PAUSE_SECONDS = 2.0

T = TypeVar("T")


class Watch:
    """Whether Redis answers, as its users report it.

    Args:
        clock: a monotonic clock in seconds.
        say: writes an event and a sentence to the log.
    """

    def __init__(self, clock: Clock, say: Callable[[str, str], None] = notice) -> None:
        self._clock = clock
        self._say = say
        self._lock = threading.Lock()
        self._down = False
        self._again_at = 0.0
        shared_up.set(1)

    def worth_trying(self) -> bool:
        """Whether to ask Redis now."""
        return not self._down or self._clock() >= self._again_at

    def failed(self) -> None:
        """Redis gave no answer."""
        with self._lock:
            was_down, self._down = self._down, True
            self._again_at = self._clock() + PAUSE_SECONDS
        if was_down:
            return
        shared_up.set(0)
        self._say(
            "shared_store_down",
            "Redis does not answer: this process goes on with its own share of the limits, writes "
            "to amoCRM wait until it is back; see that Redis runs and REDIS_URL is right",
        )

    def answered(self) -> None:
        """Redis gave an answer."""
        with self._lock:
            was_down, self._down = self._down, False
        if not was_down:
            return
        shared_up.set(1)
        self._say("shared_store_up", "Redis answers again: the limits are shared again")


class WatchedLimiter:
    """A limiter in Redis that reports how Redis does.

    Args:
        shared: the limiter in Redis.
        watch: told about every answer and every silence.
    """

    def __init__(self, shared: Limiter, watch: Watch) -> None:
        self._shared = shared
        self._watch = watch

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserve a slot.

        Raises:
            LimiterUnavailable: Redis gives no answer, or gave none a moment ago.
        """
        return self._watched(lambda: self._shared.reserve(key, max_wait))

    def start(self, key: str) -> Verdict:
        """Ask whether to call now.

        Raises:
            LimiterUnavailable: as `reserve`.
        """
        return self._watched(lambda: self._shared.start(key))

    def push(self, key: str, seconds: float) -> None:
        self._watched(lambda: self._shared.push(key, seconds))

    def block(self, key: str, seconds: float) -> None:
        self._watched(lambda: self._shared.block(key, seconds))

    def _watched(self, ask: Callable[[], T]) -> T:
        if not self._watch.worth_trying():
            raise LimiterUnavailable
        try:
            found = ask()
        except LimiterUnavailable:
            self._watch.failed()
            raise
        self._watch.answered()
        return found


@dataclass(frozen=True, slots=True)
class Shared:
    """Redis and how it does.

    Args:
        client: impatient, and safe to share between threads.
        watch: what its users report to.
    """

    client: Redis
    watch: Watch


def open_shared(url: str, clock: Clock) -> Shared | None:
    """Redis by its address, or None for none; make it after a fork."""
    return Shared(connect(url), Watch(clock)) if url else None
