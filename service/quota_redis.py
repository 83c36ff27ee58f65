"""Counters of messages in Redis, for several machines."""

from __future__ import annotations

from typing import Any

import redis

from service.quota import WINDOW_SECONDS, CountersDown
from service.shared_store import Watch

PREFIX = "assistant:messages:"


class RedisCounters:
    """Counters in Redis.

    Args:
        client: impatient (`amo.shared_redis.connect`).
        watch: told how Redis does.
    """

    def __init__(self, client: redis.Redis, watch: Watch) -> None:
        self._redis: Any = client
        self._watch = watch

    def add(self, key: str, minute: int) -> tuple[int, int]:
        if not self._watch.worth_trying():
            raise CountersDown
        steps = self._redis.pipeline(transaction=False)
        steps.get(f"{PREFIX}{key}:{minute - 1}")
        steps.incr(f"{PREFIX}{key}:{minute}")
        steps.expire(f"{PREFIX}{key}:{minute}", 2 * WINDOW_SECONDS)
        try:
            before, now, _ = steps.execute()
        except redis.RedisError:
            self._watch.failed()
            raise CountersDown from None
        self._watch.answered()
        return int(before or 0), int(now)
