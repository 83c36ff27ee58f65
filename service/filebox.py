"""A bounded SQLite file of what support may look at: recordings, phrases nobody understood."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from service.errors import StoreDown

Values = Sequence[str | int | float | bytes | None]


class FileBox:
    """One table in a file that only its owner may read; safe for threads and processes.

    Args:
        path: the file; its folder is made when absent.
        schema: the CREATE TABLE IF NOT EXISTS of its table.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._schema = schema
        self._lock = threading.Lock()

    def write(self, *statements: tuple[str, Values]) -> None:
        """Carry statements out in one transaction.

        Raises:
            StoreDown: the file cannot be written.
        """
        with self._open() as db, db:
            for statement, values in statements:
                db.execute(statement, values)

    def read(self, statement: str, values: Values = ()) -> list[tuple[object, ...]]:
        """The rows of a query.

        Raises:
            StoreDown: the file cannot be read.
        """
        with self._open() as db:
            return list(db.execute(statement, values))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.touch(mode=0o600)
            db = sqlite3.connect(self._path, timeout=5.0)
            try:
                db.execute(self._schema)
                yield db
            finally:
                db.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreDown(type(error).__name__) from None
