"""Counters of messages in an SQLite file, for the processes of one machine."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from service.quota import CountersDown

BUSY_SECONDS = 0.5
_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    key TEXT NOT NULL, minute INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (key, minute)
) WITHOUT ROWID
"""
_ADD = """
INSERT INTO messages VALUES (?, ?, 1)
ON CONFLICT (key, minute) DO UPDATE SET count = count + 1 RETURNING count
"""
_BEFORE = "SELECT count FROM messages WHERE key = ? AND minute = ?"


class SqliteCounters:
    """Counters in a file; make it after a fork.

    Args:
        path: the file; losing it costs nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._minute = 0

    def add(self, key: str, minute: int) -> tuple[int, int]:
        try:
            with self._lock:
                return self._added(self._open(), key, minute)
        except (sqlite3.Error, OSError):
            raise CountersDown from None

    def close(self) -> None:
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _added(self, db: sqlite3.Connection, key: str, minute: int) -> tuple[int, int]:
        with db:
            db.execute("BEGIN IMMEDIATE")
            if minute != self._minute:
                db.execute("DELETE FROM messages WHERE minute < ?", (minute - 1,))
                self._minute = minute
            now = int(db.execute(_ADD, (key, minute)).fetchone()[0])
            before = db.execute(_BEFORE, (key, minute - 1)).fetchone()
            return (int(before[0]) if before else 0, now)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = OFF")
                with closing(db.execute(_SCHEMA)):
                    self._connection = db
            except sqlite3.Error:
                db.close()
                raise
        return self._connection
