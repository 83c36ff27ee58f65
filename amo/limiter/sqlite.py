"""The limiter of one machine: its processes share a log in an SQLite file."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from amo.deadline import Clock
from amo.limiter.log import LimiterUnavailable, Log, Rate, Verdict

T = TypeVar("T")

BUSY_SECONDS = 0.5


class SqliteLimiter:
    """Shares the budget between the processes of one machine; make it after a fork.

    Args:
        path: the file, best on a RAM disk: losing it costs nothing.
        clock: a clock in seconds that all processes of the machine share (`time.monotonic` is).
        rate: the limit.
    """

    def __init__(self, path: Path, clock: Clock, rate: Rate | None = None) -> None:
        self._path = path
        self._clock = clock
        self._rate = rate or Rate()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds.

        Raises:
            LimiterUnavailable: the file cannot be used.
        """
        with self._alone() as connection:
            log, verdict = _read(connection, key).reserve(self._clock(), max_wait, self._rate)
            _write(connection, key, log)
        return verdict

    def start(self, key: str) -> Verdict:
        """Whether a caller whose slot has come may call now.

        Raises:
            LimiterUnavailable: the file cannot be used.
        """
        with self._alone() as connection:
            log, verdict = _read(connection, key).start(self._clock(), self._rate)
            _write(connection, key, log)
        return verdict

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait.

        Raises:
            LimiterUnavailable: the file cannot be used.
        """
        self._change(key, lambda log: log.pushed(self._clock(), seconds))

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop.

        Raises:
            LimiterUnavailable: the file cannot be used.
        """
        self._change(key, lambda log: log.blocked(self._clock(), seconds))

    def close(self) -> None:
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _change(self, key: str, change: Callable[[Log], Log]) -> None:
        with self._alone() as connection:
            _write(connection, key, change(_read(connection, key)))

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise LimiterUnavailable  # the threads before us wait for a file that is held
        try:
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")
        except sqlite3.Error:
            raise LimiterUnavailable from None
        finally:
            self._lock.release()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            with suppress(sqlite3.OperationalError):  # another process is at it, without waiting
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS log (key TEXT PRIMARY KEY, value TEXT)")
            self._connection = connection
        return self._connection


def _read(connection: sqlite3.Connection, key: str) -> Log:
    row = connection.execute("SELECT value FROM log WHERE key = ?", (key,)).fetchone()
    if row is None:
        return Log()
    try:
        granted, started, resume_at, blocked_until = json.loads(row[0])
        times = tuple(map(float, granted)), tuple(map(float, started))
        return Log(*times, float(resume_at), float(blocked_until))
    except (ValueError, TypeError):  # a torn file limits nothing; the next grant mends it
        return Log()


def _write(connection: sqlite3.Connection, key: str, log: Log) -> None:
    value = json.dumps([log.granted, log.started, log.resume_at, log.blocked_until])
    connection.execute("INSERT OR REPLACE INTO log VALUES (?, ?)", (key, value))
