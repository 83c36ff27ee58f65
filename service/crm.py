"""The production clients of accounts: transport, tokens, rate budget and caches, made once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from amo import AmoClient
from amo.api import AccountApi, Runtime
from amo.http import Transport
from amo.limiter import FallbackLimiter, Limiter, MemoryLimiter, Rate, SqliteLimiter
from amo.limiter.redis import RedisLimiter
from amo.tokens.access import Credentials
from service.journal import report_call
from service.replay.apis import RecordedApis
from service.settings import Settings
from service.shared_store import Shared, WatchedLimiter
from service.store_place import make_folder

Connect = Callable[[int, Credentials], AmoClient]


def connector(settings: Settings, shared: Shared | None, recorded: RecordedApis) -> Connect:
    """What makes the client of an account; make it after a fork, it holds sockets and locks.

    Args:
        shared: Redis, when several machines share it.
        recorded: writes calls down for a turn that is recorded.
    """
    transport = Transport()
    limiter = _limiter(settings, shared)
    runtime = Runtime(time.monotonic, time.sleep, random.random, report_call)

    def connect(account_id: int, credentials: Credentials) -> AmoClient:
        key = f"{settings.amo.client_id}:{account_id}"
        api = AccountApi(transport, credentials, limiter, key, runtime)
        return AmoClient(recorded.wrap(account_id, api), time.monotonic)

    return connect


def _limiter(settings: Settings, shared: Shared | None) -> Limiter:
    rate = Rate(settings.amo.rate)
    if shared is not None:
        common: Limiter = WatchedLimiter(RedisLimiter(shared.client, rate), shared.watch)
    else:
        path = settings.store_path.with_suffix(".rate.sqlite3")
        make_folder(path)
        common = SqliteLimiter(path, time.monotonic, rate)
    own = own_share(rate, settings.workers * settings.instances)
    return FallbackLimiter(common, MemoryLimiter(time.monotonic, own), time.monotonic)


def own_share(rate: Rate, processes: int) -> Rate:
    """What one of so many processes may do by itself without all of them passing the rate."""
    if processes <= rate.slots:
        return Rate(rate.slots // processes, rate.window)
    return Rate(1, rate.window * processes / rate.slots)
