"""Connections of other programs: each belongs to one user and ends by itself or when revoked.

The token itself is shown once and never kept; the store knows its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

PREFIX = "amc_"
LONGEST_TOKEN = 200
KEPT_AFTER = 30 * 86_400  # so that whoever comes with an old token hears why it ended


@dataclass(frozen=True, slots=True)
class Connection:
    """Whose a connection is, and until when.

    Args:
        issued: when its token was issued, seconds since the epoch.
        expires: from when on it is good for nothing.
    """

    account_id: int
    user_id: int
    issued: float
    expires: float

    def good_at(self, now: float) -> bool:
        return now < self.expires


@dataclass(frozen=True, slots=True)
class Kept:
    """A connection as the store has it, under the digest of its token."""

    digest: str
    connection: Connection

    @property
    def name(self) -> str:
        """What people call it by; says nothing about the token."""
        return self.digest[:8]


class Connections(Protocol):
    """The store of connections, shared by all processes; each method raises StoreDown."""

    def add(self, kept: Kept) -> None:
        """Keep a new connection."""
        ...

    def find(self, digest: str) -> Connection | None:
        """The connection of a digest; None when there is none or it was revoked."""
        ...

    def of_account(self, account_id: int) -> list[Kept]:
        """All connections of an account, those that ended lately among them."""
        ...

    def shorten(self, kept: Kept, expires: float) -> None:
        """Let a connection end at another time, unless it was revoked meanwhile."""
        ...

    def remove(self, account_id: int, digests: Iterable[str]) -> int:
        """Forget connections and say how many there were."""
        ...


def issue(store: Connections, account_id: int, user_id: int, now: float, lifetime: float) -> str:
    """Make a connection for a user and return its token.

    Args:
        now: seconds since the epoch.
        lifetime: seconds until it ends.

    Raises:
        StoreDown: nothing can be kept now.
    """
    token = PREFIX + secrets.token_urlsafe(32)
    store.add(Kept(digest_of(token), Connection(account_id, user_id, now, now + lifetime)))
    ended = (
        one for one in listed(store, account_id) if not one.connection.good_at(now - KEPT_AFTER)
    )
    store.remove(account_id, [one.digest for one in ended])
    return token


def rotate(
    store: Connections, account_id: int, user_id: int, now: float, lifetime: float, overlap: float
) -> str:
    """Make a new connection for a user, let their earlier ones end soon, and return its token.

    Args:
        now: seconds since the epoch.
        lifetime: seconds until the new one ends.
        overlap: seconds the earlier ones stay good.

    Raises:
        StoreDown: nothing can be kept now.
    """
    earlier = listed(store, account_id, user_id)
    token = issue(store, account_id, user_id, now, lifetime)
    for one in earlier:
        if one.connection.expires > now + overlap:
            store.shorten(one, now + overlap)
    return token


def listed(store: Connections, account_id: int, user_id: int | None = None) -> list[Kept]:
    """Connections of a user, or of all users of an account, in the order they were issued.

    Raises:
        StoreDown: nobody knows now.
    """
    found = store.of_account(account_id)
    own = (one for one in found if user_id in (None, one.connection.user_id))
    return sorted(own, key=lambda one: (one.connection.user_id, one.connection.issued))


def revoke(store: Connections, account_id: int, user_id: int, name: str = "") -> int:
    """End connections of a user at once and say how many there were.

    Args:
        name: of the one to end; all when empty.

    Raises:
        StoreDown: nothing can be forgotten now.
    """
    own = listed(store, account_id, user_id)
    return store.remove(account_id, [one.digest for one in own if name in ("", one.name)])


def digest_of(token: str) -> str:
    """What a token is known by; it is random, so that no slow hash is needed."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode("utf-8", "replace")).hexdigest()
