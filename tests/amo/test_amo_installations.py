"""Accounts come by OAuth, are served with their own grants, and go by the uninstall hook."""

import time
from dataclasses import replace

import pytest

from amo.api import AccountApi, Runtime
from amo.client import AmoClient
from amo.errors import HostNotAllowed, NeedsReauthorization, StoreUnavailable
from amo.http import Transport
from amo.installations import Installations, Installer
from amo.limiter import MemoryLimiter, Rate
from amo.tokens.granted import keep
from tests.amo.amo_grants import ACCOUNT, grant, missing, oauth_for, soon

ISSUER = "https://severveter.amocrm.ru"


def client_of(account_id, credentials) -> AmoClient:
    runtime = Runtime(time.monotonic, time.sleep, lambda: 0.5, lambda _: None)
    limiter = MemoryLimiter(time.monotonic, Rate(10_000, 0.001))
    api = AccountApi(Transport(), credentials, limiter, str(account_id), runtime)
    return AmoClient(api, time.monotonic)


@pytest.fixture
def installations(sandbox, store, oauth):
    issuers = {sandbox.url: ISSUER}
    return Installations(Installer(store, oauth, time.time, time.monotonic, client_of, issuers))


def code(sandbox) -> str:
    return sandbox.world.mint.code(101)


def host(sandbox) -> str:
    return sandbox.url.removeprefix("http://")


def test_an_account_is_connected_served_and_forgotten(installations, sandbox):
    assert installations.client(ACCOUNT) is None
    assert installations.address(ACCOUNT) is None
    assert installations.connect(code(sandbox), host(sandbox), soon()) == ACCOUNT
    assert installations.address(ACCOUNT) == ISSUER
    client = installations.client(ACCOUNT)
    assert client.acting(102, soon()).leads.get(5001).name == "Внедрение CRM"
    assert installations.client(ACCOUNT) is client

    integration = sandbox.world.integration
    signature = integration.uninstall_signature(ACCOUNT)
    hook = (str(ACCOUNT), integration.client_id)
    assert not installations.uninstall(*hook, "0" * 64, soon())
    assert installations.address(ACCOUNT) == ISSUER
    assert installations.uninstall(*hook, signature, soon())
    assert installations.client(ACCOUNT) is None
    with pytest.raises(NeedsReauthorization):
        client.acting(102, soon()).leads.get(5001)


def test_a_second_grant_replaces_a_dead_one(installations, sandbox, store):
    keep(store, grant(base_url=sandbox.url, dead=True), soon())
    assert installations.address(ACCOUNT) is None
    with pytest.raises(NeedsReauthorization):
        installations.client(ACCOUNT).directory(soon())
    installations.connect(code(sandbox), host(sandbox), soon())
    assert installations.client(ACCOUNT).directory(soon()).account.id == ACCOUNT


def test_a_code_is_not_spent_if_the_grant_could_not_be_kept(
    installations, sandbox, store, monkeypatch
):
    own = code(sandbox)
    with monkeypatch.context() as broken:
        broken.setattr(type(store), "check", lambda _: missing())
        with pytest.raises(StoreUnavailable):
            installations.connect(own, host(sandbox), soon())
    assert installations.connect(own, host(sandbox), soon()) == ACCOUNT


def test_a_callback_from_elsewhere_connects_nothing(installations, sandbox, store):
    with pytest.raises(HostNotAllowed):
        installations.connect(code(sandbox), "evil.example", soon())
    assert store.accounts() == ()


def test_a_daily_call_renews_and_tells_who_is_lost(installations, sandbox, store):
    pair = sandbox.world.mint.exchange(code(sandbox))
    old = grant(base_url=sandbox.url, access=pair.access_token, refresh=pair.refresh_token)
    keep(store, replace(old, obtained_at=1.0, expires_at=2.0), soon())
    keep(store, replace(old, account_id=7, dead=True), soon())
    assert installations.keep_alive(soon()) == {7: "NeedsReauthorization"}
    assert store.get(ACCOUNT).access != pair.access_token


def test_a_hook_that_names_no_number_is_refused(sandbox, store):
    oauth = oauth_for(sandbox.url, sandbox.world.integration)
    made = Installations(Installer(store, oauth, time.time, time.monotonic, client_of))
    client = sandbox.world.integration.client_id
    for account_id in ("", "x", "1 OR 1=1"):
        signature = sandbox.world.integration.uninstall_signature(account_id)
        assert not made.uninstall(account_id, client, signature, soon())
