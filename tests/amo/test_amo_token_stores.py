"""Where grants are kept: encrypted, one at a time, over processes and machines."""

import multiprocessing
import os
import signal
import time

import pytest
from cryptography.fernet import Fernet

from amo.errors import (
    DeadlineExceeded,
    StoreUnavailable,
    Unauthorized,
)
from amo.oauth import OAuthApp
from amo.shared_redis import connect
from amo.tokens import Access, Cipher, LongLived, SqliteTokenStore, read_claims
from amo.tokens.granted import keep
from amo.tokens.redis import RedisTokenStore
from tests.amo.amo_grants import ACCOUNT, KEY, grant, missing, soon

SPAWN = multiprocessing.get_context("spawn")


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


def test_claims_of_an_access_token_are_read_unverified(sandbox):
    claims = read_claims(sandbox.world.admin_token())
    assert claims.account_id == ACCOUNT
    assert claims.user_id == 101
    assert read_claims("no jwt").account_id is None
    assert read_claims("a.!!!.c").api_domain == ""


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
