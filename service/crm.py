"""The production client of the account: its transport, token, rate budget and cache."""

from __future__ import annotations

import random
import time

from amo import AmoClient
from amo.api import AccountApi, Runtime
from amo.http import Transport
from amo.limiter import FallbackLimiter, Limiter, MemoryLimiter, Rate, SqliteLimiter
from amo.limiter.redis import RedisLimiter
from amo.shared_redis import connect as connect_redis
from amo.tokens.access import Access, LongLived
from service.journal import report_call
from service.settings import Settings


def connect(settings: Settings) -> AmoClient:
    """The client of the account; make it after a fork, it holds sockets and locks."""
    account = settings.amo
    api = AccountApi(
        transport=Transport(),
        credentials=LongLived(Access(account.base_url, account.token)),
        limiter=_limiter(settings),
        key=f"{account.client_id}:{account.account_id}",
        runtime=Runtime(time.monotonic, time.sleep, random.random, report_call),
    )
    return AmoClient(api, time.monotonic)


def _limiter(settings: Settings) -> Limiter:
    rate = Rate(settings.amo.rate)
    if settings.redis_url:
        shared: Limiter = RedisLimiter(connect_redis(settings.redis_url), rate)
    else:
        path = settings.store_path.with_suffix(".rate.sqlite3")
        path.parent.mkdir(parents=True, exist_ok=True)
        shared = SqliteLimiter(path, time.monotonic, rate)
    share = Rate(max(1, settings.amo.rate // settings.workers))
    return FallbackLimiter(shared, MemoryLimiter(time.monotonic, share), time.monotonic)
