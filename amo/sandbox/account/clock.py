"""The sandbox's clock: injectable, and shifted through the controls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as wall_time
from zoneinfo import ZoneInfo


@dataclass(slots=True)
class Clock:
    """Seconds since the epoch as the account sees them.

    Args:
        zone: time zone of the account.
        source: what tells the true time, in seconds since the epoch.
        offset: seconds added to it.
    """

    zone: ZoneInfo
    source: Callable[[], float] = time.time
    offset: float = 0.0
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.source()

    def precise(self) -> float:
        """The present moment with its fraction."""
        return self.source() + self.offset

    def now(self) -> int:
        """The present moment in whole seconds."""
        return int(self.precise())

    def days_ago(self, days: int) -> int:
        """The same wall time so many days before the sandbox's start, in seconds."""
        return int((self._start() - timedelta(days=days)).timestamp())

    def end_of_day(self, days_ahead: int) -> int:
        """23:59 of the day so many days after the sandbox's start: amoCRM's "all day"."""
        day = (self._start() + timedelta(days=days_ahead)).date()
        return self.at(day.toordinal(), wall_time(23, 59))

    def at(self, ordinal: int, wall: wall_time) -> int:
        """The moment of a wall time on a day given by its proleptic ordinal."""
        day = datetime.fromordinal(ordinal)
        return int(datetime.combine(day.date(), wall, self.zone).timestamp())

    def start_ordinal(self) -> int:
        """The day of the sandbox's start."""
        return self._start().date().toordinal()

    def _start(self) -> datetime:
        return datetime.fromtimestamp(self.started, self.zone)
