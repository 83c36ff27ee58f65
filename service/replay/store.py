"""Recorded turns, kept for a few days in a bounded file."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from service.filebox import FileBox, Values

KEEP_SECONDS = 7 * 86_400.0
MOST = 2_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS recordings (
    account_id INTEGER NOT NULL, request_id TEXT NOT NULL, at REAL NOT NULL, file BLOB NOT NULL,
    PRIMARY KEY (account_id, request_id)
)
"""
_PUT = "INSERT OR REPLACE INTO recordings VALUES (?, ?, ?, ?)"
_AGE = "DELETE FROM recordings WHERE at < ?"
_TRIM = """
DELETE FROM recordings WHERE rowid NOT IN (SELECT rowid FROM recordings ORDER BY at DESC LIMIT ?)
"""
_GET = "SELECT file FROM recordings WHERE account_id = ? AND request_id = ?"


class Recordings:
    """The recorded turns of all accounts; each is read by its own account alone.

    Args:
        path: the SQLite file.
    """

    def __init__(self, path: Path) -> None:
        self._box = FileBox(path, _SCHEMA)

    def put(self, account_id: int, request_id: str, at: float, file: dict[str, Any]) -> None:
        """Keep a turn; the oldest beyond MOST and those past KEEP_SECONDS go.

        Args:
            at: seconds since the epoch.

        Raises:
            StoreDown: it cannot be kept.
        """
        packed = zlib.compress(json.dumps(file, ensure_ascii=False).encode())
        row: Values = (account_id, request_id, at, packed)
        self._box.write((_PUT, row), (_AGE, (at - KEEP_SECONDS,)), (_TRIM, (MOST,)))

    def get(self, account_id: int, request_id: str) -> dict[str, Any] | None:
        """A recorded turn of an account, or None.

        Raises:
            StoreDown: nothing can be read.
        """
        rows = self._box.read(_GET, (account_id, request_id))
        if not rows:
            return None
        packed = rows[0][0]
        assert isinstance(packed, bytes)
        file: dict[str, Any] = json.loads(zlib.decompress(packed))
        return file
