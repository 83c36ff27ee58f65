"""The log of requests seen."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One request.

    Args:
        time: when it arrived, seconds since the epoch by the account's clock.
        path: with its query, as sent.
        context_user: ``X-Context-User-ID`` as sent; None when absent.
        status: what was answered; None when the connection was cut before an answer.
        fault: the fault that hit it, if any.
    """

    time: float
    method: str
    path: str
    context_user: int | str | None
    status: int | None
    fault: str | None


class Journal:
    """The latest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def add(self, entry: Entry) -> None:
        """Note a request."""
        self._entries.append(entry)

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()

    def listing(self) -> list[dict[str, Any]]:
        """What was noted."""
        return [asdict(one) for one in list(self._entries)]
