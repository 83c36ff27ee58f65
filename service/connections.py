"""Connections of other programs: each belongs to one user and lasts until it is revoked.

The token itself is shown once and never kept; the store knows its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

PREFIX = "amc_"
LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Connection:
    """Whose a connection is.

    Args:
        issued: when its token was issued, seconds since the epoch.
    """

    account_id: int
    user_id: int
    issued: float


class Connections(Protocol):
    """The store of connections, shared by all processes."""

    def add(self, digest: str, connection: Connection) -> None:
        """Keep a connection under the digest of its token.

        Raises:
            StoreDown: nothing can be kept now.
        """
        ...

    def find(self, digest: str) -> Connection | None:
        """The connection of a digest; None when there is none or it was revoked.

        Raises:
            StoreDown: nobody knows now.
        """
        ...

    def remove(self, account_id: int, user_id: int) -> int:
        """Forget all connections of a user and say how many there were.

        Raises:
            StoreDown: nothing can be forgotten now.
        """
        ...


def issue(store: Connections, account_id: int, user_id: int, now: float) -> str:
    """Make a connection for a user and return its token.

    Args:
        now: seconds since the epoch.

    Raises:
        StoreDown: nothing can be kept now.
    """
    token = PREFIX + secrets.token_urlsafe(32)
    store.add(digest_of(token), Connection(account_id, user_id, now))
    return token


def digest_of(token: str) -> str:
    """What a token is known by; it is random, so that no slow hash is needed."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode("utf-8", "replace")).hexdigest()
