"""Grants: bought, kept encrypted, renewed once by one process, never lost."""

import base64
import json
import multiprocessing
import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet

from amo.api import AccountApi, Runtime
from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import (
    CallTimeout,
    DeadlineExceeded,
    HostNotAllowed,
    NeedsReauthorization,
    Rejected,
    ServerError,
    StoreUnavailable,
    Unauthorized,
    UnreadableAnswer,
)
from amo.hosts import Hosts
from amo.http import Limits, Transport
from amo.limiter import MemoryLimiter, Rate
from amo.oauth import OAuth, OAuthApp
from amo.sandbox import Flags, start
from amo.sandbox.identity.integration import Integration
from amo.sandbox.trouble.faults import read_fault
from amo.shared_redis import connect
from amo.tokens import Access, Cipher, Grant, LongLived, SqliteTokenStore, read_claims
from amo.tokens.granted import Granted, keep
from amo.tokens.redis import RedisTokenStore

SPAWN = multiprocessing.get_context("spawn")
KEY = base64.urlsafe_b64encode(b"a key of just thirty-two bytes..").decode()
ACCOUNT = 31999001


def soon(seconds: float = 10.0) -> Deadline:
    return Deadline.after(seconds, time.monotonic)


def grant(**changes) -> Grant:
    whole = Grant(ACCOUNT, "https://x.amocrm.ru", "access-1", "refresh-1", 2e9, 1.9e9)
    return replace(whole, **changes)


@pytest.fixture(scope="module")
def _running():
    with start(small=True, flags=Flags(rate_limit=0)) as handle:
        yield handle


@pytest.fixture
def account(_running):
    _running.world.reset()
    return _running


def oauth_for(url: str, integration, seconds: float = 5.0, now=time.time) -> OAuth:
    app = OAuthApp(integration.client_id, integration.client_secret, integration.redirect_uri)
    return OAuth(app, Transport(Limits(seconds=seconds)), Hosts(extra=(url,)), now)


@pytest.fixture
def oauth(account) -> OAuth:
    return oauth_for(account.url, account.world.integration)


@pytest.fixture(params=["sqlite", "redis"])
def store(request, tmp_path):
    """Both stores fulfil the same contract."""
    if request.param == "sqlite":
        return SqliteTokenStore(tmp_path / "tokens.db", Cipher([KEY]), time.sleep)
    redis = request.getfixturevalue("redis")
    return RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: os.urandom(8).hex())


class TestStore:
    def test_it_gives_back_what_was_kept(self, store):
        assert store.get(ACCOUNT) is None
        keep(store, grant(), soon())
        keep(store, grant(account_id=5, dead=True), soon())
        assert store.get(ACCOUNT) == grant()
        assert store.get(5).dead
        assert store.accounts() == (5, ACCOUNT)
        store.delete(5)
        assert store.accounts() == (ACCOUNT,)

    def test_only_one_has_the_slot(self, store):
        with store.alone(ACCOUNT, soon()):
            with pytest.raises(DeadlineExceeded), store.alone(ACCOUNT, soon(0.05)):
                pass
            with store.alone(5, soon(0.05)):
                pass
        with store.alone(ACCOUNT, soon(0.05)) as slot:
            assert slot.read() is None

    def test_the_slot_is_free_after_an_error(self, store):
        with pytest.raises(ZeroDivisionError), store.alone(ACCOUNT, soon()):
            raise ZeroDivisionError
        with store.alone(ACCOUNT, soon(0.05)):
            pass

    def test_it_can_be_checked(self, store):
        store.check()


def test_tokens_are_encrypted_at_rest_and_the_file_is_its_owners(tmp_path):
    path = tmp_path / "tokens.db"
    keep(SqliteTokenStore(path, Cipher([KEY]), time.sleep), grant(), soon())
    raw = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"refresh-1" not in raw
    assert b"access-1" not in raw
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}


def test_keys_rotate(tmp_path):
    path, newer = tmp_path / "tokens.db", Fernet.generate_key().decode()
    keep(SqliteTokenStore(path, Cipher([KEY]), time.sleep), grant(), soon())
    assert SqliteTokenStore(path, Cipher([newer, KEY]), time.sleep).get(ACCOUNT) == grant()
    with pytest.raises(StoreUnavailable):
        SqliteTokenStore(path, Cipher([newer]), time.sleep).get(ACCOUNT)


@pytest.mark.parametrize("keys", [[], ["short"], [KEY, "x"]])
def test_a_bad_key_stops_the_start(keys):
    with pytest.raises(ValueError, match="Fernet"):
        Cipher(keys)


@pytest.mark.parametrize("spoilt", [b"", b"garbage" * 1000], ids=["empty", "garbage"])
def test_a_spoilt_file_is_unavailable_not_a_crash(tmp_path, spoilt):
    path = tmp_path / "tokens.db"
    keep(SqliteTokenStore(path, Cipher([KEY]), time.sleep), grant(), soon())
    path.write_bytes(spoilt)
    with pytest.raises(StoreUnavailable):
        SqliteTokenStore(path, Cipher([KEY]), time.sleep).get(ACCOUNT) or missing()


def missing():
    raise StoreUnavailable


def test_a_dead_redis_is_unavailable():
    redis = connect("redis://127.0.0.1:1")
    store = RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: "me")
    for use in (lambda: store.get(1), store.check, store.accounts, lambda: store.delete(1)):
        with pytest.raises(StoreUnavailable):
            use()
    with pytest.raises(StoreUnavailable), store.alone(1, soon()):
        pass


def test_no_secret_is_shown():
    app = OAuthApp("id", "the-secret", "https://x/cb")
    shown = repr((grant(), Access("https://x.amocrm.ru", "access-1"), app))
    assert not any(word in shown for word in ("access-1", "refresh-1", "the-secret"))
    assert len(Access("https://x.amocrm.ru", "access-1").fingerprint) == 6


def test_claims_of_an_access_token_are_read_unverified(account):
    claims = read_claims(account.world.admin_token())
    assert claims.account_id == ACCOUNT
    assert claims.user_id == 101
    assert read_claims("no jwt").account_id is None
    assert read_claims("a.!!!.c").api_domain == ""


class TestOAuth:
    def bought(self, oauth, account) -> Grant:
        code = account.world.mint.code(101)
        return oauth.exchange(code, account.url.removeprefix("http://"), soon())

    def test_the_authorize_address_is_amocrms(self, oauth):
        assert oauth.authorize_url("st&te") == (
            "https://www.amocrm.ru/oauth?client_id=3f1c9a52-7b64-4a0e-9d2b-5e8c1f70a6d4"
            "&state=st%26te&mode=popup"
        )

    def test_kommo_has_its_own_portal(self):
        app = OAuthApp("id", "s", "https://x/cb", portal="https://www.kommo.com")
        oauth = OAuth(app, Transport(), Hosts(), time.time)
        assert oauth.authorize_url("s").startswith("https://www.kommo.com/oauth?")

    def test_a_code_buys_a_grant_of_the_account(self, oauth, account):
        bought = self.bought(oauth, account)
        assert (bought.account_id, bought.base_url) == (ACCOUNT, account.url)
        assert bought.expires_at - bought.obtained_at == 86_400

    def test_a_code_is_spent_once(self, oauth, account):
        code = account.world.mint.code(101)
        oauth.exchange(code, account.url, soon())
        with pytest.raises(Rejected):
            oauth.exchange(code, account.url, soon())

    def test_a_referer_that_is_no_account_gets_no_code(self, oauth):
        with pytest.raises(HostNotAllowed):
            oauth.exchange("code", "evil.example", soon())

    def test_a_refresh_rotates(self, oauth, account):
        first = self.bought(oauth, account)
        second = oauth.refresh(first, soon())
        assert second.refresh != first.refresh
        with pytest.raises(NeedsReauthorization):
            oauth.refresh(first, soon())

    def test_the_uninstall_hook_is_checked(self, oauth, account):
        integration = account.world.integration
        right = integration.uninstall_signature(ACCOUNT)
        assert oauth.is_uninstall(str(ACCOUNT), integration.client_id, right)
        assert not oauth.is_uninstall("7", integration.client_id, right)
        assert not oauth.is_uninstall(str(ACCOUNT), "other", right)
        assert not oauth.is_uninstall(str(ACCOUNT), integration.client_id, right[:-1] + "ё")
        assert not oauth.is_uninstall(str(ACCOUNT), integration.client_id, "")

    def test_a_changed_address_is_followed(self, account, requests_mock):
        oauth = oauth_for("http://nowhere", account.world.integration)
        requests_mock.post("https://x.amocrm.ru/oauth2/access_token", status_code=404)
        requests_mock.get(
            "https://x.amocrm.ru/oauth2/account/current/subdomain",
            json={"id": ACCOUNT, "subdomain": "y", "domain": "y.amocrm.ru"},
        )
        pair = {"access_token": "a2", "refresh_token": "r2", "expires_in": 86400}
        requests_mock.post("https://y.amocrm.ru/oauth2/access_token", json=pair)
        moved = oauth.refresh(grant(), soon())
        assert (moved.base_url, moved.refresh) == ("https://y.amocrm.ru", "r2")
        asked = requests_mock.request_history[1]
        assert asked.headers["X-Refresh-Token"] == "refresh-1"
        assert requests_mock.request_history[2].json() == {
            "client_id": account.world.integration.client_id,
            "client_secret": account.world.integration.client_secret,
            "redirect_uri": account.world.integration.redirect_uri,
            "grant_type": "refresh_token",
            "refresh_token": "refresh-1",
        }

    @pytest.mark.parametrize("domain", ["evil.com", "x.amocrm.ru.evil.com", "", None, 5])
    def test_an_address_outside_amocrm_is_not_followed(self, account, requests_mock, domain):
        oauth = oauth_for("http://nowhere", account.world.integration)
        requests_mock.post("https://x.amocrm.ru/oauth2/access_token", status_code=401)
        url = "https://x.amocrm.ru/oauth2/account/current/subdomain"
        requests_mock.get(url, json={"domain": domain})
        with pytest.raises(NeedsReauthorization):
            oauth.refresh(grant(), soon())
        assert requests_mock.call_count == 2


class TestRenewal:
    """The credentials of a grant, against the sandbox's token endpoint."""

    @pytest.fixture
    def first(self, account, store) -> Grant:
        mint = account.world.mint
        pair = mint.exchange(mint.code(101))
        now = time.time()
        made = grant(base_url=account.url, access=pair.access_token, refresh=pair.refresh_token)
        made = replace(made, obtained_at=now - 90_000, expires_at=now - 3600)
        keep(store, made, soon())
        return made

    def granted(self, store, oauth, **more) -> Granted:
        return Granted(ACCOUNT, store, oauth, time.time, time.monotonic, **more)

    def refreshes(self, account) -> int:
        listing = account.world.journal.listing()
        return sum(one["path"] == "/oauth2/access_token" for one in listing)

    def test_an_ended_token_is_renewed_before_it_is_used(self, account, store, oauth, first):
        access = self.granted(store, oauth).access(soon())
        assert access.token != first.access
        assert store.get(ACCOUNT).access == access.token
        assert self.refreshes(account) == 1

    @pytest.mark.usefixtures("first")
    def test_many_threads_renew_once(self, account, store, oauth):
        granted = self.granted(store, oauth)
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda _: granted.access(soon()), range(40)))
        assert len(found) == 1
        assert self.refreshes(account) == 1

    def test_a_token_that_ends_soon_serves_while_it_is_renewed(self, account, store, oauth, first):
        now = time.time()
        keep(store, replace(first, obtained_at=now - 80_000, expires_at=now + 600), soon())
        account.world.faults.add(read_fault({"kind": "slow", "seconds": 0.5, "match": "/oauth2"}))
        granted = self.granted(store, oauth)
        assert granted.access(soon()).token == first.access
        wait_until(lambda: granted.access(soon()).token != first.access)
        assert self.refreshes(account) == 1

    def test_a_failed_early_refresh_harms_nobody(self, account, store, oauth, first):
        now = time.time()
        keep(store, replace(first, obtained_at=now - 80_000, expires_at=now + 600), soon())
        account.world.faults.add(read_fault({"kind": "status", "status": 500, "match": "/oauth2"}))
        granted = self.granted(store, oauth)
        for _ in range(5):
            assert granted.access(soon()).token == first.access
        wait_until(lambda: self.refreshes(account) == 1)

    def test_a_refresh_outlives_the_caller_who_could_not_wait(self, account, store, oauth, first):
        account.world.faults.add(read_fault({"kind": "slow", "seconds": 0.6, "match": "/oauth2"}))
        with pytest.raises(DeadlineExceeded):
            self.granted(store, oauth).access(soon(0.1))
        wait_until(lambda: store.get(ACCOUNT).access != first.access)

    @pytest.mark.usefixtures("first")
    def test_a_refused_refresh_token_is_tried_once_and_marked(self, account, store, oauth):
        account.world.mint.revoke_all()
        granted = self.granted(store, oauth)
        for _ in range(3):
            with pytest.raises(NeedsReauthorization):
                granted.access(soon())
        assert store.get(ACCOUNT).dead
        assert self.refreshes(account) == 1

    @pytest.mark.usefixtures("first")
    def test_an_outage_is_no_reason_to_ask_for_a_new_grant(self, account, store, oauth):
        account.world.faults.add(read_fault({"kind": "status", "status": 503, "match": "/oauth2"}))
        with pytest.raises(ServerError):
            self.granted(store, oauth).access(soon())
        assert not store.get(ACCOUNT).dead

    @pytest.mark.usefixtures("first")
    def test_a_refresh_is_not_sent_if_its_answer_could_not_be_kept(
        self, account, store, oauth, monkeypatch
    ):
        monkeypatch.setattr(type(store), "check", lambda _: missing())
        with pytest.raises(StoreUnavailable):
            self.granted(store, oauth).access(soon())
        assert self.refreshes(account) == 0

    def test_after_a_401_the_store_is_read_before_anything_else(self, account, store, oauth, first):
        granted = self.granted(store, oauth)
        stale = Access(account.url, "older")
        assert granted.replaced(stale).token == first.access
        assert granted.replaced(Access(account.url, first.access)) is None

    def test_a_token_refused_in_its_youth_is_not_renewed(self, account, store, oauth, first):
        keep(store, replace(first, obtained_at=time.time(), expires_at=time.time() + 9000), soon())
        granted = self.granted(store, oauth)
        with pytest.raises(Unauthorized):
            granted.renew(Access(account.url, first.access), soon())
        assert self.refreshes(account) == 0

    def test_an_expiry_we_did_not_foresee_costs_one_refresh(self, account, store, oauth, first):
        keep(store, replace(first, expires_at=time.time() + 9000), soon())
        account.world.clock.offset = 90_000  # the account's clock is a day ahead of ours
        api = api_over(self.granted(store, oauth))
        assert api.call(Request("GET", "/api/v4/leads"), soon(), acting=102)["_embedded"]
        assert self.refreshes(account) == 1


def api_over(credentials) -> AccountApi:
    runtime = Runtime(time.monotonic, time.sleep, lambda: 0.5, lambda _: None)
    limiter = MemoryLimiter(time.monotonic, Rate(10_000, 0.001))
    return AccountApi(Transport(), credentials, limiter, "k", runtime)


def wait_until(true, seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)


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
def test_eight_processes_with_an_ended_token_renew_it_once(account, tmp_path, request, kind):
    path, port = tmp_path / "tokens.db", None
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    if kind == "redis":
        port = request.getfixturevalue("redis_port")
        redis = request.getfixturevalue("redis")
        store = RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: "me")
    mint = account.world.mint
    pair = mint.exchange(mint.code(101))
    old = grant(base_url=account.url, access=pair.access_token, refresh=pair.refresh_token)
    keep(store, replace(old, obtained_at=1.0, expires_at=2.0), soon())
    begin, results = SPAWN.Barrier(8), SPAWN.Queue()
    args = (path, account.url, port, begin, results, 200)
    workers = [SPAWN.Process(target=work, args=args) for _ in range(8)]
    for one in workers:
        one.start()
    seen = [results.get(timeout=90) for _ in range(8 * 200)]
    for one in workers:
        one.join(30)
    fresh = store.get(ACCOUNT)
    assert set(seen) == {Access(fresh.base_url, fresh.access).fingerprint}
    listing = account.world.journal.listing()
    assert sum(one["path"] == "/oauth2/access_token" for one in listing) == 1


def hold(path, holding):
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    with store.alone(ACCOUNT, soon()):
        holding.set()
        time.sleep(60)


def test_a_killed_holder_of_the_slot_holds_it_no_longer(tmp_path):
    path, holding = tmp_path / "tokens.db", SPAWN.Event()
    holder = SPAWN.Process(target=hold, args=(path, holding))
    holder.start()
    assert holding.wait(30)
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    with pytest.raises(DeadlineExceeded), store.alone(ACCOUNT, soon(0.05)):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.join(10)
    with store.alone(ACCOUNT, soon(1.0)) as slot:
        assert slot.read() is None


def test_a_full_disk_stops_the_refresh_before_it_is_sent(account, oauth, tmp_path):
    path = tmp_path / "tokens.db"
    store = SqliteTokenStore(path, Cipher([KEY]), time.sleep)
    keep(store, grant(base_url=account.url, expires_at=1.0), soon())
    locked = sqlite3.connect(path, isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")  # nothing can be written, as with a full disk
    try:
        with pytest.raises(StoreUnavailable):
            Granted(ACCOUNT, store, oauth, time.time, time.monotonic).access(soon(4))
    finally:
        locked.close()
    assert not account.world.journal.listing()


def test_a_long_lived_token_has_no_other():
    only = LongLived(Access("https://x.amocrm.ru", "t"))
    assert only.access(soon()).token == "t"
    assert only.replaced(only.granted) is None
    with pytest.raises(Unauthorized):
        only.renew(only.granted, soon())


@pytest.mark.parametrize("token", ["", "два слова", "a b", "a\nb", "токен"])
def test_an_access_token_that_no_header_can_carry_is_refused(token):
    with pytest.raises(ValueError, match="ASCII") as caught:
        Access("https://x.amocrm.ru", token)
    assert not token or token not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "a"},
        {"access_token": "a", "refresh_token": "r"},
        {"access_token": "a", "refresh_token": "r", "expires_in": 0},
        {"access_token": "a", "refresh_token": "r", "expires_in": 10**12},
        {"access_token": None, "refresh_token": "r", "expires_in": 86400},
    ],
    ids=lambda answer: json.dumps(answer),
)
def test_an_answer_without_a_whole_pair_is_unreadable(account, requests_mock, answer):
    oauth = oauth_for("http://nowhere", account.world.integration)
    requests_mock.post("https://x.amocrm.ru/oauth2/access_token", json=answer)
    with pytest.raises(UnreadableAnswer):
        oauth.refresh(grant(), soon())


def test_a_token_request_is_sent_once(account):
    account.world.faults.add(read_fault({"kind": "hang", "seconds": 5, "match": "/oauth2"}))
    quick = oauth_for(account.url, account.world.integration, seconds=0.2)
    with pytest.raises(CallTimeout) as caught:
        quick.refresh(grant(base_url=account.url), soon())
    assert caught.value.maybe_done
    assert len(account.world.journal.listing()) <= 1
