"""amoCRM's rate limit: 429 beyond so many requests a second, then a plain block."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from amo.sandbox.flags import Flags

WINDOW_SECONDS = 1.0
VIOLATION_SECONDS = 10.0


class Verdict(Enum):
    """What becomes of a request."""

    PASS = "pass"
    TOO_MANY = "too many"
    BLOCKED = "blocked"


@dataclass(slots=True)
class Limiter:
    """Counts the requests of each integration in a sliding second.

    Args:
        monotonic: seconds that only grow; the account's own clock may be shifted.
    """

    monotonic: Callable[[], float]
    _passed: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _refused: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _blocked_until: dict[str, float] = field(default_factory=dict)

    def check(self, integration: str, flags: Flags) -> Verdict:
        """Count one request.

        Args:
            integration: whose budget it takes from.
            flags: the limits that hold now.
        """
        now = self.monotonic()
        if now < self._blocked_until.get(integration, now):
            return Verdict.BLOCKED
        passed = _recent(self._passed[integration], now, WINDOW_SECONDS)
        if not flags.rate_limit or len(passed) < flags.rate_limit:
            passed.append(now)
            return Verdict.PASS
        return self._refuse(integration, now, flags)

    def forget(self) -> None:
        """Lift every block and count anew."""
        self._passed.clear()
        self._refused.clear()
        self._blocked_until.clear()

    def _refuse(self, integration: str, now: float, flags: Flags) -> Verdict:
        refused = _recent(self._refused[integration], now, VIOLATION_SECONDS)
        refused.append(now)
        if flags.block_after and len(refused) >= flags.block_after:
            self._blocked_until[integration] = now + flags.block_seconds
            refused.clear()
            return Verdict.BLOCKED
        return Verdict.TOO_MANY


def _recent(moments: deque[float], now: float, seconds: float) -> deque[float]:
    while moments and now - moments[0] >= seconds:
        moments.popleft()
    return moments
