"""What holds sockets, locks or files: made once in each process, after the fork."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from service.admission import Admission
from service.amo_settings import ManyAccounts
from service.assistant import Assistant
from service.auth import Gate
from service.claims import Claims
from service.claims_redis import RedisClaims
from service.claims_sqlite import SqliteClaims
from service.crm import connector
from service.dialogue.memory import Memory
from service.journal import Journal
from service.keeper import keep_grants
from service.mind import Mind
from service.quota import Counters, MemoryCounters, Quota
from service.quota_redis import RedisCounters
from service.quota_sqlite import SqliteCounters
from service.replay.apis import RecordedApis
from service.replies import Replies
from service.sealing import Sealer
from service.settings import Settings
from service.shared_store import Shared, open_shared
from service.tenants import ManyTenants, Tenants, open_tenants
from service.understanding import Reader
from service.watch import Watch, open_watch


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a running service.

    Args:
        shared: Redis, where several machines share it.
        sealer: seals what travels through browsers.
        watch: answers messages, recorded and logged as the settings say.
    """

    shared: Shared | None
    tenants: Tenants
    gate: Gate
    quota: Quota
    admission: Admission
    claims: Claims
    sealer: Sealer
    assistant: Assistant
    watch: Watch


@dataclass(frozen=True, slots=True)
class Mindful:
    """What is only read and was loaded before the fork."""

    reader: Reader
    mind: Mind
    texts: Replies
    journal: Journal


def make_parts(settings: Settings, mindful: Mindful, clock: Callable[[], float]) -> Parts:
    """Make the parts of this process.

    Args:
        clock: the time in seconds since the epoch.
    """
    shared = open_shared(settings.redis_url, time.monotonic)
    apis = RecordedApis()
    tenants = open_tenants(settings, connector(settings, shared, apis), shared)
    if isinstance(tenants, ManyTenants):
        keep_grants(tenants.installations)
    claims = RedisClaims(shared) if shared else SqliteClaims(settings.store_path)
    sealer = Sealer(settings.state_keys, settings.state_ttl, clock)
    assistant = Assistant(
        settings=settings,
        tenants=tenants,
        reader=mindful.reader,
        memory=Memory(sealer),
        claims=claims,
        names=mindful.mind.names,
        examples=mindful.mind.examples,
        texts=mindful.texts,
        journal=mindful.journal,
        clock=clock,
    )
    return Parts(
        shared=shared,
        tenants=tenants,
        gate=Gate(settings.amo, tenants.address, clock),
        quota=Quota(_counters(settings, shared), MemoryCounters(), clock),
        admission=_admission(settings),
        claims=claims,
        sealer=sealer,
        assistant=assistant,
        watch=open_watch(settings, assistant, sealer, apis, mindful.mind),
    )


def _counters(settings: Settings, shared: Shared | None) -> Counters:
    if shared is not None:
        return RedisCounters(shared.client, shared.watch)
    return SqliteCounters(settings.store_path.with_suffix(".quota.sqlite3"))


def _admission(settings: Settings) -> Admission:
    many = isinstance(settings.amo.serves, ManyAccounts)
    # Of several accounts none may hold every place.
    share = max(1, settings.at_once * 3 // 4) if many else settings.at_once
    return Admission(settings.at_once, share)


class Once:
    """Makes the parts on the first call."""

    def __init__(self, make: Callable[[], Parts]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Parts | None = None

    def __call__(self) -> Parts:
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = self._make()
        return self._made
