"""Grants in an SQLite file; one lock file per account keeps its refresh to one process.

The lock is a `flock`: it is gone the moment its holder is, however it ended. SQLite's own lock
would make every account wait for the slowest refresh.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from amo.deadline import Deadline
from amo.errors import DeadlineExceeded, StoreUnavailable
from amo.tokens.cipher import Cipher
from amo.tokens.grant import Grant, from_text, to_text
from amo.tokens.store import StoredSlot

POLL_SECONDS = 0.01
BUSY_SECONDS = 2.0
_TABLES = """
CREATE TABLE IF NOT EXISTS grants (account_id INTEGER PRIMARY KEY, sealed TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trials (id INTEGER PRIMARY KEY, times INTEGER NOT NULL);
"""
_TRY = "INSERT INTO trials VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET times = times + 1"


class SqliteTokenStore:
    """Keeps grants for the processes of one machine.

    Args:
        path: the file; made with access for its owner alone.
        cipher: encrypts what is kept.
        sleep: waits so many seconds.

    Raises:
        StoreUnavailable: the file cannot be made or opened.
    """

    def __init__(self, path: Path, cipher: Cipher, sleep: Callable[[float], None]) -> None:
        self._path = path
        self._cipher = cipher
        self._sleep = sleep
        self._prepare()

    def get(self, account_id: int) -> Grant | None:
        """The account's grant. See `TokenStore`."""
        with self._connected() as connection:
            query = "SELECT sealed FROM grants WHERE account_id = ?"
            row = connection.execute(query, (account_id,)).fetchone()
        return None if row is None else from_text(self._cipher.open(row[0]))

    @contextmanager
    def alone(self, account_id: int, deadline: Deadline) -> Iterator[StoredSlot]:
        """The account's slot, while no other thread or process has it. See `TokenStore`."""
        with self._locked(account_id, deadline):
            yield StoredSlot(self, account_id)

    def accounts(self) -> tuple[int, ...]:
        """The accounts that have a grant."""
        with self._connected() as connection:
            rows = connection.execute("SELECT account_id FROM grants ORDER BY 1").fetchall()
        return tuple(row[0] for row in rows)

    def delete(self, account_id: int) -> None:
        """Forgets the account's grant. See `TokenStore`."""
        with self._connected() as connection:
            connection.execute("DELETE FROM grants WHERE account_id = ?", (account_id,))

    def check(self) -> None:
        """Reads and writes for a try. See `TokenStore`."""
        with self._connected() as connection:
            connection.execute(_TRY)

    def put(self, grant: Grant) -> None:
        """Stores a grant; on the disk when this returns."""
        sealed = self._cipher.seal(to_text(grant))
        with self._connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO grants VALUES (?, ?)", (grant.account_id, sealed)
            )

    def _prepare(self) -> None:
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            os.close(descriptor)
        except OSError:
            raise StoreUnavailable from None
        with self._connected() as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own each time: tokens are read seldom, and forks are safe so."""
        try:
            connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
            with closing(connection), connection:
                connection.execute("PRAGMA synchronous = FULL")
                yield connection
        except sqlite3.Error:
            raise StoreUnavailable from None

    @contextmanager
    def _locked(self, account_id: int, deadline: Deadline) -> Iterator[None]:
        name = self._path.with_name(f"{self._path.name}.{account_id}.lock")
        try:
            descriptor = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            raise StoreUnavailable from None
        try:
            while not _taken(descriptor):
                if deadline.expired():
                    raise DeadlineExceeded
                self._sleep(POLL_SECONDS)
            yield
        finally:
            os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
