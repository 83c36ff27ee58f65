"""Connections in Redis, where several machines share it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace

from redis import RedisError

from service.connections import Connection, Kept
from service.errors import StoreDown
from service.shared_store import Shared

_BEARER = "assistant:bearer:{}"
_ACCOUNT = "assistant:bearers:{}"


class RedisConnections:
    """Connections in Redis: one key for each token, and a set of them for each account."""

    def __init__(self, shared: Shared) -> None:
        self._client = shared.client

    def add(self, kept: Kept) -> None:
        own = kept.connection
        with _reached(), self._client.pipeline(transaction=True) as both:
            both.sadd(_ACCOUNT.format(own.account_id), kept.digest)
            both.set(_BEARER.format(kept.digest), _packed(own))
            both.execute()

    def find(self, digest: str) -> Connection | None:
        with _reached():
            return _unpacked(self._client.get(_BEARER.format(digest)))

    def of_account(self, account_id: int) -> list[Kept]:
        with _reached():
            digests = sorted(map(_word, self._client.smembers(_ACCOUNT.format(account_id))))
            found = self._client.mget([_BEARER.format(one) for one in digests]) if digests else []
        pairs = ((digest, _unpacked(one)) for digest, one in zip(digests, found, strict=True))
        return [Kept(digest, own) for digest, own in pairs if own]

    def shorten(self, kept: Kept, expires: float) -> None:
        own = replace(kept.connection, expires=expires)
        with _reached():
            self._client.set(_BEARER.format(kept.digest), _packed(own), xx=True)

    def remove(self, account_id: int, digests: Iterable[str]) -> int:
        wanted = list(digests)
        if not wanted:
            return 0
        with _reached(), self._client.pipeline(transaction=True) as both:
            both.srem(_ACCOUNT.format(account_id), *wanted)
            both.delete(*map(_BEARER.format, wanted))
            return int(both.execute()[1])


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise StoreDown(type(error).__name__) from None


def _packed(own: Connection) -> str:
    return json.dumps(astuple(own))


def _unpacked(kept: object) -> Connection | None:
    return Connection(*json.loads(str(kept, "ascii"))) if isinstance(kept, bytes) else None


def _word(kept: bytes | str) -> str:
    return kept.decode("ascii") if isinstance(kept, bytes) else kept
