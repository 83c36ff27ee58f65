"""Connections in Redis, where several machines share it."""

from __future__ import annotations

import json

from redis import RedisError

from service.connections import Connection
from service.errors import StoreDown
from service.shared_store import Shared

_TOKEN = "assistant:connection:{}"
_USER = "assistant:connections:{}:{}"


class RedisConnections:
    """Connections in Redis: one key for each token, and a set of them for each user."""

    def __init__(self, shared: Shared) -> None:
        self._client = shared.client

    def add(self, digest: str, connection: Connection) -> None:
        own = (connection.account_id, connection.user_id)
        try:
            with self._client.pipeline(transaction=True) as both:
                both.sadd(_USER.format(*own), digest)
                both.set(_TOKEN.format(digest), json.dumps([*own, connection.issued]))
                both.execute()
        except RedisError as error:
            raise StoreDown(type(error).__name__) from None

    def find(self, digest: str) -> Connection | None:
        try:
            kept = self._client.get(_TOKEN.format(digest))
        except RedisError as error:
            raise StoreDown(type(error).__name__) from None
        return Connection(*json.loads(str(kept, "ascii"))) if isinstance(kept, bytes) else None

    def remove(self, account_id: int, user_id: int) -> int:
        own = _USER.format(account_id, user_id)
        try:
            digests = sorted(_word(one) for one in self._client.smembers(own))
            if digests:
                self._client.delete(own, *map(_TOKEN.format, digests))
        except RedisError as error:
            raise StoreDown(type(error).__name__) from None
        return len(digests)


def _word(kept: bytes | str) -> str:
    return kept.decode("ascii") if isinstance(kept, bytes) else kept
