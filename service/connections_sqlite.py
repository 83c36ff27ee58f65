"""Connections in an SQLite file, safe for several processes of one machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from service.connections import Connection, Kept
from service.errors import StoreDown
from service.store_place import make_folder

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bearers (
    digest TEXT PRIMARY KEY, account INTEGER NOT NULL, user INTEGER NOT NULL,
    issued REAL NOT NULL, expires REAL NOT NULL
) WITHOUT ROWID
"""
_COLUMNS = "account, user, issued, expires"


class SqliteConnections:
    """Connections in a file.

    Args:
        path: the file; its folder is made when absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, kept: Kept) -> None:
        own = kept.connection
        row = (kept.digest, own.account_id, own.user_id, own.issued, own.expires)
        with self._opened() as db:
            db.execute("INSERT INTO bearers VALUES (?, ?, ?, ?, ?)", row)

    def find(self, digest: str) -> Connection | None:
        find = f"SELECT {_COLUMNS} FROM bearers WHERE digest = ?"
        with self._opened() as db:
            row = db.execute(find, (digest,)).fetchone()
        return Connection(*row) if row else None

    def of_account(self, account_id: int) -> list[Kept]:
        find = f"SELECT digest, {_COLUMNS} FROM bearers WHERE account = ?"
        with self._opened() as db:
            rows = db.execute(find, (account_id,)).fetchall()
        return [Kept(digest, Connection(*own)) for digest, *own in rows]

    def shorten(self, kept: Kept, expires: float) -> None:
        with self._opened() as db:
            db.execute("UPDATE bearers SET expires = ? WHERE digest = ?", (expires, kept.digest))

    def remove(self, account_id: int, digests: Iterable[str]) -> int:
        drop = "DELETE FROM bearers WHERE account = ? AND digest = ?"
        with self._opened() as db:
            return sum(db.execute(drop, (account_id, one)).rowcount for one in digests)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            make_folder(self._path)
            with closing(sqlite3.connect(self._path, timeout=5.0, isolation_level=None)) as db:
                db.execute(_SCHEMA)
                yield db
        except (sqlite3.Error, OSError) as error:
            raise StoreDown(type(error).__name__) from None
