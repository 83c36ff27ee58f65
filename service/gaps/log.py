"""The log of gaps: masked phrases in a bounded file, each marked by what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from service.filebox import FileBox
from service.gaps.masks import Masked

KEEP_SECONDS = 90 * 86_400.0
UNMARKED_SECONDS = 86_400.0  # how long a phrase may still be corrected or voted down
MOST = 20_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS said (
    account_id INTEGER NOT NULL, user_id INTEGER NOT NULL, request_id TEXT NOT NULL,
    at REAL NOT NULL, text TEXT NOT NULL, pattern TEXT NOT NULL,
    intent TEXT NOT NULL, status TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (account_id, request_id)
)
"""
_PUT = "INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_AGE = "DELETE FROM said WHERE at < ? OR (kind = '' AND at < ?)"
_TRIM = "DELETE FROM said WHERE rowid NOT IN (SELECT rowid FROM said ORDER BY at DESC LIMIT ?)"
_LAST = """
SELECT request_id, intent, status, at FROM said WHERE account_id = ? AND user_id = ?
ORDER BY at DESC LIMIT 1
"""
_MARK = "UPDATE said SET kind = ? WHERE account_id = ? AND user_id = ? AND request_id = ?"
_GAPS = "SELECT kind, text, pattern, intent, at FROM said WHERE kind <> '' ORDER BY at DESC"


class GapKind(StrEnum):
    """What was wrong with a phrase."""

    NOT_UNDERSTOOD = "not_understood"
    CORRECTED = "corrected"
    VOTED_DOWN = "voted_down"


@dataclass(frozen=True, slots=True)
class Said:
    """The last phrase of a user, as far as the next one may need it."""

    request_id: str
    intent: str
    status: str
    at: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A masked phrase that went wrong."""

    kind: GapKind
    text: str
    pattern: str
    intent: str


class GapLog:
    """The log of all accounts.

    Args:
        path: the SQLite file.
    """

    def __init__(self, path: Path) -> None:
        self._box = FileBox(path, _SCHEMA)

    def put(
        self, account_id: int, user_id: int, said: Said, masked: Masked, kind: GapKind | None
    ) -> None:
        """Keep a phrase; old ones and those nobody complained of go.

        Raises:
            StoreDown: it cannot be kept.
        """
        row = (account_id, user_id, said.request_id, said.at, masked.text, masked.pattern)
        row_end = (said.intent, said.status, kind.value if kind else "")
        old = (said.at - KEEP_SECONDS, said.at - UNMARKED_SECONDS)
        self._box.write((_PUT, (*row, *row_end)), (_AGE, old), (_TRIM, (MOST,)))

    def last(self, account_id: int, user_id: int) -> Said | None:
        """What a user said last.

        Raises:
            StoreDown: nothing can be read.
        """
        for request_id, intent, status, at in self._box.read(_LAST, (account_id, user_id)):
            return Said(str(request_id), str(intent), str(status), float(str(at)))
        return None

    def mark(self, account_id: int, user_id: int, request_id: str, kind: GapKind) -> None:
        """Say what was wrong with a phrase of a user; an unknown one is left alone.

        Raises:
            StoreDown: nothing can be written.
        """
        self._box.write((_MARK, (kind.value, account_id, user_id, request_id)))

    def gaps(self) -> tuple[Gap, ...]:
        """All phrases that went wrong, the newest first.

        Raises:
            StoreDown: nothing can be read.
        """
        rows = self._box.read(_GAPS)
        return tuple(Gap(GapKind(str(r[0])), str(r[1]), str(r[2]), str(r[3])) for r in rows)
