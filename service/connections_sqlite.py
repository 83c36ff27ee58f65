"""Connections in an SQLite file, safe for several processes of one machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from service.connections import Connection
from service.errors import StoreDown
from service.store_place import make_folder

_SCHEMA = """
CREATE TABLE IF NOT EXISTS connections (
    digest TEXT PRIMARY KEY, account INTEGER NOT NULL, user INTEGER NOT NULL, issued REAL NOT NULL
) WITHOUT ROWID
"""


class SqliteConnections:
    """Connections in a file.

    Args:
        path: the file; its folder is made when absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, digest: str, connection: Connection) -> None:
        row = (digest, connection.account_id, connection.user_id, connection.issued)
        with self._opened() as db:
            db.execute("INSERT INTO connections VALUES (?, ?, ?, ?)", row)

    def find(self, digest: str) -> Connection | None:
        find = "SELECT account, user, issued FROM connections WHERE digest = ?"
        with self._opened() as db:
            row = db.execute(find, (digest,)).fetchone()
        return Connection(*row) if row else None

    def remove(self, account_id: int, user_id: int) -> int:
        drop = "DELETE FROM connections WHERE account = ? AND user = ?"
        with self._opened() as db:
            return db.execute(drop, (account_id, user_id)).rowcount

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            make_folder(self._path)
            with closing(sqlite3.connect(self._path, timeout=5.0, isolation_level=None)) as db:
                db.execute(_SCHEMA)
                yield db
        except (sqlite3.Error, OSError) as error:
            raise StoreDown(type(error).__name__) from None
