"""A shared limiter that may fail, with a private one behind it."""

from collections.abc import Callable

from amo.deadline import Clock
from amo.limiter.log import Limiter, LimiterUnavailable, Verdict

RETRY_SECONDS = 5.0


class FallbackLimiter:
    """Asks the shared limiter; while it cannot be reached, a local one with a smaller share.

    Args:
        shared: the limiter of all processes or machines.
        local: the limiter of this process, with its share of the rate.
        clock: a monotonic clock in seconds.
    """

    def __init__(self, shared: Limiter, local: Limiter, clock: Clock) -> None:
        self._shared = shared
        self._local = local
        self._clock = clock
        self._shared_again_at = 0.0

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds."""
        return self._asked(lambda limiter: limiter.reserve(key, max_wait))

    def start(self, key: str) -> Verdict:
        """Whether a caller whose slot has come may call now."""
        return self._asked(lambda limiter: limiter.start(key))

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait, as far as everybody can be reached."""
        self._local.push(key, seconds)
        try:
            self._shared.push(key, seconds)
        except LimiterUnavailable:
            self._give_up()

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop, as far as everybody can be reached."""
        self._local.block(key, seconds)
        try:
            self._shared.block(key, seconds)
        except LimiterUnavailable:
            self._give_up()

    def _asked(self, ask: Callable[[Limiter], Verdict]) -> Verdict:
        if self._clock() >= self._shared_again_at:
            try:
                return ask(self._shared)
            except LimiterUnavailable:
                self._give_up()
        return ask(self._local)

    def _give_up(self) -> None:
        self._shared_again_at = self._clock() + RETRY_SECONDS
