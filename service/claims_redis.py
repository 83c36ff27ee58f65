"""Claims in Redis, for several machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import redis

from service.claims import (
    HOLD_SECONDS,
    KEEP_SECONDS,
    Claim,
    Taken,
    judge,
)
from service.errors import StoreDown
from service.shared_store import Shared

PREFIX = "assistant:claim:"

# One step on the server: nobody can take a claim between the look and the change.
_TAKE = """
local old = redis.call('HMGET', KEYS[1], 'fingerprint', 'state', 'since', 'taken', 'result')
local fresh = not old[1]
local stale = old[2] == 'unsure' or (old[2] == 'held' and ARGV[2] - old[4] > tonumber(ARGV[3]))
if fresh then
  redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'state', 'held',
             'since', ARGV[2], 'taken', ARGV[2], 'result', '')
  redis.call('EXPIRE', KEYS[1], ARGV[4])
elseif stale and old[1] == ARGV[1] then
  redis.call('HSET', KEYS[1], 'state', 'held', 'taken', ARGV[2])
end
return old
"""
_SETTLE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'state', 'done', 'result', ARGV[1])
end
"""
# Whoever was succeeded meanwhile has no say any more.
_DOUBT = """
if redis.call('HGET', KEYS[1], 'taken') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'state', 'unsure')
end
"""
_RELEASE = """
if redis.call('HGET', KEYS[1], 'taken') == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""


class RedisClaims:
    """Claims in Redis.

    Args:
        shared: Redis and how it does.
    """

    def __init__(self, shared: Shared) -> None:
        self._redis = shared.client
        self._watch = shared.watch
        self._take = self._redis.register_script(_TAKE)
        self._settle = self._redis.register_script(_SETTLE)
        self._doubt = self._redis.register_script(_DOUBT)
        self._release = self._redis.register_script(_RELEASE)

    def take(self, key: str, fingerprint: str, now: float) -> Claim:
        args = [fingerprint, repr(now), HOLD_SECONDS, int(KEEP_SECONDS)]
        old: Any = self._run(self._take, key, args)
        if old[0] is None:
            return Taken(now)
        print_, state, since, taken, result = (one.decode() for one in old)
        own = print_ == fingerprint
        return judge(state, own, now - float(taken), float(since), result)

    def settle(self, key: str, result: str) -> None:
        self._run(self._settle, key, [result])

    def doubt(self, key: str, taken: float) -> None:
        self._run(self._doubt, key, [repr(taken)])

    def release(self, key: str, taken: float) -> None:
        self._run(self._release, key, [repr(taken)])

    def _run(self, script: Any, key: str, args: list[object]) -> Any:
        return self._watched(lambda: script(keys=[PREFIX + key], args=args))

    def _watched(self, ask: Callable[[], Any]) -> Any:
        # Tried even when Redis was silent a moment ago: a write is worth half a second.
        try:
            said = ask()
        except redis.RedisError as error:
            self._watch.failed()
            raise StoreDown(type(error).__name__) from None
        self._watch.answered()
        return said
