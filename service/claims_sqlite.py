"""Claims in an SQLite file, safe for several processes of one machine."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.claims import HELD, KEEP_SECONDS, SETTLED, UNSURE, Claim, Taken, judge
from service.errors import StoreDown

_SCHEMA = """
CREATE TABLE IF NOT EXISTS claims (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
    since REAL NOT NULL, taken REAL NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID
"""
_FIND = "SELECT fingerprint, state, since, taken, result FROM claims WHERE key = ?"


class SqliteClaims:
    """Claims in a file.

    Args:
        path: the file; its folder is made when absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def take(self, key: str, fingerprint: str, now: float) -> Claim:
        with self._transaction() as db:
            found = db.execute(_FIND, (key,)).fetchone()
            if found is None:
                db.execute("DELETE FROM claims WHERE since < ?", (now - KEEP_SECONDS,))
                row = (key, fingerprint, HELD, now, now, "")
                db.execute("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?)", row)
                return Taken(now)
            print_, state, since, taken, result = found
            claim = judge(state, print_ == fingerprint, now - taken, since, result)
            if isinstance(claim, Taken):
                db.execute("UPDATE claims SET state=?, taken=? WHERE key=?", (HELD, now, key))
            return claim

    def settle(self, key: str, result: str) -> None:
        with self._transaction() as db:
            change = (SETTLED, result, key)
            db.execute("UPDATE claims SET state = ?, result = ? WHERE key = ?", change)

    def doubt(self, key: str, taken: float) -> None:
        with self._transaction() as db:
            change = (UNSURE, key, taken)
            db.execute("UPDATE claims SET state = ? WHERE key = ? AND taken = ?", change)

    def release(self, key: str, taken: float) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM claims WHERE key = ? AND taken = ?", (key, taken))

    def check(self) -> None:
        """Write for a try.

        Raises:
            StoreDown: the file cannot be written.
        """
        with self._transaction() as db:
            db.execute("DELETE FROM claims WHERE key = ''")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise StoreDown(type(error).__name__) from None

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=5.0, isolation_level=None)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(_SCHEMA)
            self._local.db = db
        return db

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None
