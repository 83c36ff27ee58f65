"""How many messages a process answers at the same time; more wait a moment, then are told so.

The server has more threads than this, so that «сейчас много запросов» and the health checks are
said at once while all places are taken.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import Refusal
from service.telemetry import at_work, busy

PATIENCE_SECONDS = 0.1
RETRY_AFTER = {"Retry-After": "2"}


class Admission:
    """Places for messages.

    Args:
        places: how many are answered at once.
        share: how many of them one account may hold, so that one whose amoCRM hangs leaves some.
        patience: seconds to wait for a place; half as many may wait as there are places.
    """

    def __init__(
        self, places: int, share: int | None = None, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._places = places
        self._share = share or places
        self._patience = patience
        self._queue = max(1, places // 2)
        self._held: Counter[int] = Counter()
        self._waiting = 0
        self._free = threading.Condition()

    def check(self) -> None:
        """Refuse at once while all places are taken and enough wait, before anything is done.

        Raises:
            Refusal: 429.
        """
        with self._free:
            crowded = self._held.total() >= self._places and self._waiting >= self._queue
        if crowded:
            raise _busy()

    @contextmanager
    def place(self, account_id: int) -> Iterator[None]:
        """A place for one message of an account.

        Raises:
            Refusal: 429, all are taken and stay so.
        """
        with self._free:
            if not self._take(account_id):
                raise _busy()
        at_work.inc()
        try:
            yield
        finally:
            at_work.dec()
            with self._free:
                self._held[account_id] -= 1
                if not self._held[account_id]:
                    del self._held[account_id]
                self._free.notify_all()

    def _take(self, account_id: int) -> bool:
        if not self._has_place(account_id):
            if self._waiting >= self._queue:
                return False
            self._waiting += 1
            try:
                if not self._free.wait_for(lambda: self._has_place(account_id), self._patience):
                    return False
            finally:
                self._waiting -= 1
        self._held[account_id] += 1
        return True

    def _has_place(self, account_id: int) -> bool:
        return self._held.total() < self._places and self._held[account_id] < self._share


def _busy() -> Refusal:
    busy.inc()
    return Refusal(429, "problems.busy", headers=RETRY_AFTER)
