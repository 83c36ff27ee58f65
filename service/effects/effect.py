"""What a write has done, kept with its claim so that a repeated «да» gets the same receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any, Protocol, Self, TypeVar

from amo import AmoError


class _Dated(Protocol):
    @property
    def created_at(self) -> datetime | None: ...


Record = TypeVar("Record", bound=_Dated)

_SKEW = timedelta(seconds=60)  # amoCRM's clock and ours


@dataclass(frozen=True, slots=True)
class Effect:
    """Ids of what was written.

    Args:
        ids: records created or changed.
        skipped: records left alone because somebody changed them after the preview.
    """

    ids: tuple[int, ...]
    skipped: tuple[int, ...] = ()

    def to_json(self) -> Any:
        return [list(self.ids), list(self.skipped)]

    @classmethod
    def from_json(cls, data: Any) -> Self:
        ids, skipped = data
        return cls(tuple(map(int, ids)), tuple(map(int, skipped)))


def begun(since: float) -> datetime:
    """The earliest moment, by amoCRM's clock, of what an attempt wrote.

    Args:
        since: when the attempt began, seconds since the epoch.
    """
    return datetime.fromtimestamp(since, UTC) - _SKEW


def written_since(latest_first: Iterable[Record], since: float) -> Iterator[Record]:
    """The records that may be an attempt's, however many others have written meanwhile.

    Args:
        latest_first: records by the time of creation, read on while they are young enough.
        since: when the attempt began, seconds since the epoch.
    """
    earliest = begun(since)
    return takewhile(lambda one: one.created_at is None or one.created_at >= earliest, latest_first)


def same_text(sent: str, stored: str) -> bool:
    """Whether a text is the one that was sent: amoCRM may keep it without spaces at its ends."""
    return sent.split() == stored.split()


@contextmanager
def in_parts(since: float | None) -> Iterator[list[int]]:
    """An error after the first part leaves the act half-done; a repeat tells what is wrong.

    Args:
        since: when an earlier attempt began, or None for the first.
    """
    done: list[int] = []
    try:
        yield done
    except AmoError as error:
        error.maybe_done = error.maybe_done or (since is None and bool(done))
        raise
