"""Grants are renewed in time, once, by one process, and never lost."""

import multiprocessing
import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from amo.api import AccountApi, Runtime
from amo.calls import Request
from amo.errors import (
    DeadlineExceeded,
    NeedsReauthorization,
    ServerError,
    StoreUnavailable,
    Unauthorized,
)
from amo.http import Transport
from amo.limiter import MemoryLimiter, Rate
from amo.sandbox.identity.integration import Integration
from amo.sandbox.trouble.faults import read_fault
from amo.shared_redis import connect
from amo.tokens import Access, Cipher, Grant, SqliteTokenStore
from amo.tokens.granted import Granted, keep
from amo.tokens.redis import RedisTokenStore
from tests.amo.amo_grants import ACCOUNT, KEY, grant, missing, oauth_for, soon, wait_until

SPAWN = multiprocessing.get_context("spawn")


class TestRenewal:
    """The credentials of a grant, against the sandbox's token endpoint."""

    @pytest.fixture
    def first(self, sandbox, store) -> Grant:
        mint = sandbox.world.mint
        pair = mint.exchange(mint.code(101))
        now = time.time()
        made = grant(base_url=sandbox.url, access=pair.access_token, refresh=pair.refresh_token)
        made = replace(made, obtained_at=now - 90_000, expires_at=now - 3600)
        keep(store, made, soon())
        return made

    def granted(self, store, oauth, **more) -> Granted:
        return Granted(ACCOUNT, store, oauth, time.time, time.monotonic, **more)

    def refreshes(self, sandbox) -> int:
        listing = sandbox.world.journal.listing()
        return sum(one["path"] == "/oauth2/access_token" for one in listing)

    def test_an_ended_token_is_renewed_before_it_is_used(self, sandbox, store, oauth, first):
        access = self.granted(store, oauth).access(soon())
        assert access.token != first.access
        assert store.get(ACCOUNT).access == access.token
        assert self.refreshes(sandbox) == 1

    @pytest.mark.usefixtures("first")
    def test_many_threads_renew_once(self, sandbox, store, oauth):
        granted = self.granted(store, oauth)
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda _: granted.access(soon()), range(40)))
        assert len(found) == 1
        assert self.refreshes(sandbox) == 1

    def test_a_token_that_ends_soon_serves_while_it_is_renewed(self, sandbox, store, oauth, first):
        now = time.time()
        keep(store, replace(first, obtained_at=now - 80_000, expires_at=now + 600), soon())
        sandbox.world.faults.add(read_fault({"kind": "slow", "seconds": 0.5, "match": "/oauth2"}))
        granted = self.granted(store, oauth)
        assert granted.access(soon()).token == first.access
        wait_until(lambda: granted.access(soon()).token != first.access)
        assert self.refreshes(sandbox) == 1

    def test_a_short_lived_token_is_not_renewed_in_its_first_half(
        self, sandbox, store, oauth, first
    ):
        now = time.time()
        keep(store, replace(first, obtained_at=now - 100, expires_at=now + 500), soon())
        granted = self.granted(store, oauth)
        assert granted.access(soon()).token == first.access
        assert granted._flight is None
        assert self.refreshes(sandbox) == 0

    def test_a_failed_early_refresh_harms_nobody(self, sandbox, store, oauth, first):
        now = time.time()
        keep(store, replace(first, obtained_at=now - 80_000, expires_at=now + 600), soon())
        sandbox.world.faults.add(read_fault({"kind": "status", "status": 500, "match": "/oauth2"}))
        granted = self.granted(store, oauth)
        for _ in range(5):
            assert granted.access(soon()).token == first.access
        wait_until(lambda: self.refreshes(sandbox) == 1)

    def test_a_refresh_outlives_the_caller_who_could_not_wait(self, sandbox, store, oauth, first):
        sandbox.world.faults.add(read_fault({"kind": "slow", "seconds": 0.6, "match": "/oauth2"}))
        with pytest.raises(DeadlineExceeded):
            self.granted(store, oauth).access(soon(0.1))
        wait_until(lambda: store.get(ACCOUNT).access != first.access)

    @pytest.mark.usefixtures("first")
    def test_a_refused_refresh_token_is_tried_once_and_marked(self, sandbox, store, oauth):
        sandbox.world.mint.revoke_all()
        granted = self.granted(store, oauth)
        for _ in range(3):
            with pytest.raises(NeedsReauthorization):
                granted.access(soon())
        assert store.get(ACCOUNT).dead
        assert self.refreshes(sandbox) == 1

    def test_a_refresh_token_spent_by_another_machine_is_no_lost_grant(
        self, sandbox, store, oauth, first, monkeypatch
    ):
        check, fresh = type(store).check, []

        def meanwhile(self):  # the lock ran out while this machine stood still
            check(self)
            if not fresh:
                fresh.append(oauth.refresh(first, soon()))
                store.put(fresh[0])

        monkeypatch.setattr(type(store), "check", meanwhile)
        assert self.granted(store, oauth).access(soon()).token == fresh[0].access
        assert store.get(ACCOUNT) == fresh[0]
        assert self.refreshes(sandbox) == 2

    @pytest.mark.usefixtures("first")
    def test_an_outage_is_no_reason_to_ask_for_a_new_grant(self, sandbox, store, oauth):
        sandbox.world.faults.add(read_fault({"kind": "status", "status": 503, "match": "/oauth2"}))
        with pytest.raises(ServerError):
            self.granted(store, oauth).access(soon())
        assert not store.get(ACCOUNT).dead

    @pytest.mark.usefixtures("first")
    def test_a_refresh_is_not_sent_if_its_answer_could_not_be_kept(
        self, sandbox, store, oauth, monkeypatch
    ):
        monkeypatch.setattr(type(store), "check", lambda _: missing())
        with pytest.raises(StoreUnavailable):
            self.granted(store, oauth).access(soon())
        assert self.refreshes(sandbox) == 0

    def test_after_a_401_the_store_is_read_before_anything_else(self, sandbox, store, oauth, first):
        granted = self.granted(store, oauth)
        stale = Access(sandbox.url, "older")
        assert granted.replaced(stale).token == first.access
        assert granted.replaced(Access(sandbox.url, first.access)) is None

    def test_a_token_refused_in_its_youth_is_not_renewed(self, sandbox, store, oauth, first):
        keep(store, replace(first, obtained_at=time.time(), expires_at=time.time() + 9000), soon())
        granted = self.granted(store, oauth)
        with pytest.raises(Unauthorized):
            granted.renew(Access(sandbox.url, first.access), soon())
        assert self.refreshes(sandbox) == 0

    def test_a_refused_user_spends_no_refresh_token(self, sandbox, store, oauth, first):
        now = time.time()
        keep(store, replace(first, obtained_at=now, expires_at=now + 9000), soon())
        api = api_over(self.granted(store, oauth))
        with pytest.raises(Unauthorized):
            api.call(Request("GET", "/api/v4/leads"), soon(), acting=4242)
        assert self.refreshes(sandbox) == 0

    def test_an_expiry_we_did_not_foresee_costs_one_refresh(self, sandbox, store, oauth, first):
        keep(store, replace(first, expires_at=time.time() + 9000), soon())
        sandbox.world.clock.offset = 90_000  # the account's clock is a day ahead of ours
        api = api_over(self.granted(store, oauth))
        assert api.call(Request("GET", "/api/v4/leads"), soon(), acting=102)["_embedded"]
        assert self.refreshes(sandbox) == 1


def api_over(credentials) -> AccountApi:
    runtime = Runtime(time.monotonic, time.sleep, lambda: 0.5, lambda _: None)
    limiter = MemoryLimiter(time.monotonic, Rate(10_000, 0.001))
    return AccountApi(Transport(), credentials, limiter, "k", runtime)


def work(path, url, redis_port, begin, results, requests):
    """One worker: many requests with a token that has ended."""
    if redis_port:
        redis = connect(f"redis://127.0.0.1:{redis_port}")
        store = RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: os.urandom(8).hex())
    else:
        store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    oauth = oauth_for(url, Integration())
    granted = Granted(ACCOUNT, store, oauth, time.time, time.monotonic)
    begin.wait(60)
    for _ in range(requests):
        try:
            results.put(granted.access(soon()).fingerprint)
        except Exception as error:
            results.put(type(error).__name__)


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_eight_processes_with_an_ended_token_renew_it_once(sandbox, tmp_path, request, kind):
    path, port = tmp_path / "tokens.db", None
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    if kind == "redis":
        port = request.getfixturevalue("redis_port")
        redis = request.getfixturevalue("redis")
        store = RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: "me")
    mint = sandbox.world.mint
    pair = mint.exchange(mint.code(101))
    old = grant(base_url=sandbox.url, access=pair.access_token, refresh=pair.refresh_token)
    keep(store, replace(old, obtained_at=1.0, expires_at=2.0), soon())
    begin, results = SPAWN.Barrier(8), SPAWN.Queue()
    args = (path, sandbox.url, port, begin, results, 200)
    workers = [SPAWN.Process(target=work, args=args) for _ in range(8)]
    for one in workers:
        one.start()
    seen = [results.get(timeout=90) for _ in range(8 * 200)]
    for one in workers:
        one.join(30)
    fresh = store.get(ACCOUNT)
    assert set(seen) == {Access(fresh.base_url, fresh.access).fingerprint}
    listing = sandbox.world.journal.listing()
    assert sum(one["path"] == "/oauth2/access_token" for one in listing) == 1


def test_a_full_disk_stops_the_refresh_before_it_is_sent(sandbox, oauth, tmp_path):
    path = tmp_path / "tokens.db"
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    keep(store, grant(base_url=sandbox.url, expires_at=1.0), soon())
    locked = sqlite3.connect(path, isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")  # nothing can be written, as with a full disk
    try:
        with pytest.raises(StoreUnavailable):
            Granted(ACCOUNT, store, oauth, time.time, time.monotonic).access(soon(4))
    finally:
        locked.close()
    assert not sandbox.world.journal.listing()
