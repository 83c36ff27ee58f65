"""Accounts connect by OAuth, are served with their own tokens, and go by amoCRM's hook."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from amo.errors import StoreUnavailable
from amo.sandbox import Handle
from service.amo_settings import ManyAccounts
from service.tenants import ManyTenants
from tests.service.assistant_stage import ORIGIN, Stage
from tests.service.test_http_body import refused

KEY = "a-key-of-grants-that-is-long-enough-for-all"
LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture
def stage(make_stage: Callable[..., Stage], sandbox: Handle) -> Stage:
    """An assistant that serves whoever connects."""
    many = ManyAccounts(keys=(KEY,), portal=sandbox.url, sandbox=((sandbox.url, ORIGIN),))
    return make_stage(serves=many)


def begun(stage: Stage) -> tuple[requests.Session, str]:
    """A browser that opened the start page, and the state amoCRM was told."""
    browser = requests.Session()
    page = browser.get(f"{stage.url}/oauth/start", timeout=10)
    assert page.status_code == 200
    assert "Подключить amoCRM" in page.text
    found = LINK.search(page.text)
    assert found
    address = urlsplit(found[1].replace("&amp;", "&"))
    assert address.path == "/oauth"
    return browser, parse_qs(address.query)["state"][0]


def returned(stage: Stage, browser: requests.Session, state: str, **more: Any) -> requests.Response:
    """What the callback answers."""
    sandbox = stage.sandbox
    given = {
        "code": sandbox.world.mint.code(101),
        "referer": sandbox.url.removeprefix("http://"),
        "state": state,
        "platform": "1",
        **more,
    }
    return browser.get(f"{stage.url}/oauth/callback", params=given, timeout=20)


def connected(stage: Stage) -> Stage:
    browser, state = begun(stage)
    page = returned(stage, browser, state)
    assert page.status_code == 200, page.text
    assert ORIGIN in page.text
    return stage


def uninstall(stage: Stage, **changes: Any) -> requests.Response:
    integration = stage.sandbox.world.integration
    account = stage.sandbox.world.directory.id
    given = {
        "account_id": account,
        "client_uuid": integration.client_id,
        "signature": integration.uninstall_signature(account),
        **changes,
    }
    return requests.get(f"{stage.url}/oauth/uninstall", params=given, timeout=10)


def test_nobody_is_served_before_connecting(stage: Stage) -> None:
    refused(stage.post({"text": "привет"}), 401)


def test_a_connected_account_is_served_with_its_users_rights(stage: Stage) -> None:
    connected(stage)
    assert stage.talk(101).say("найди контакт Сергея Гуся").rows == ["contacts/7009"]
    assert stage.talk(102).say("привет").body["intent"] == "greet"


def test_pages_of_a_connected_account_may_read_answers_and_no_others(stage: Stage) -> None:
    headers = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    address = f"{stage.url}/api/v1/chat"
    before = requests.options(address, headers=headers, timeout=10)
    assert "Access-Control-Allow-Origin" not in before.headers
    connected(stage)
    after = requests.options(address, headers=headers, timeout=10)
    assert after.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_what_is_kept_of_the_grant_is_encrypted(stage: Stage, tmp_path: Path) -> None:
    connected(stage)
    with sqlite3.connect(tmp_path / "store.grants.sqlite3") as db:
        rows = db.execute("SELECT * FROM grants").fetchall()
    db.close()
    assert len(rows) == 1
    assert "base_url" not in str(rows)
    assert ORIGIN not in str(rows)


def test_a_state_of_another_browser_connects_nothing(stage: Stage) -> None:
    _, state = begun(stage)
    page = returned(stage, requests.Session(), state)
    assert page.status_code == 400
    assert "Начать заново" in page.text
    refused(stage.post({"text": "привет"}), 401)


@pytest.mark.parametrize("state", ["", "forged", "a" * 20_000])
def test_a_forged_state_connects_nothing(stage: Stage, state: str) -> None:
    browser, _ = begun(stage)
    assert returned(stage, browser, state[:3000]).status_code == 400


def test_an_installation_begun_inside_amocrm_needs_no_state(stage: Stage) -> None:
    own = stage.sandbox.world.integration.client_id
    page = returned(stage, requests.Session(), "", from_widget="1", client_id=own)
    assert page.status_code == 200, page.text
    other = returned(stage, requests.Session(), "", from_widget="1", client_id="another")
    assert other.status_code == 400


@pytest.mark.parametrize(
    "referer",
    [
        "evilamocrm.ru",
        "x.amocrm.ru.evil.com",
        "http://127.0.0.1:1",
        "x.amocrm.ru@evil.com",
        "https://x.amocrm.ru:8443",
    ],
)
def test_an_address_that_is_no_account_gets_no_code(stage: Stage, referer: str) -> None:
    browser, state = begun(stage)
    page = returned(stage, browser, state, referer=referer)
    assert page.status_code == 400
    assert "не адрес аккаунта" in page.text


def test_a_code_amocrm_refuses_is_said(stage: Stage) -> None:
    browser, state = begun(stage)
    page = returned(stage, browser, state, code="spent")
    assert page.status_code == 400
    assert "код подключения" in page.text


def test_an_administrator_may_decline(stage: Stage) -> None:
    page = requests.get(
        f"{stage.url}/oauth/callback", params={"error": "access_denied"}, timeout=10
    )
    assert page.status_code == 200
    assert "Доступ не выдан" in page.text


def test_the_pages_run_nothing_and_are_framed_by_nobody(stage: Stage) -> None:
    page = requests.get(f"{stage.url}/oauth/start", timeout=10)
    rules = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "frame-ancestors 'none'" in rules
    assert "HttpOnly" in page.headers["Set-Cookie"]
    assert "<script" not in page.text


def test_the_signed_hook_forgets_the_account(stage: Stage) -> None:
    connected(stage)
    assert uninstall(stage).status_code == 204
    refused(stage.post({"text": "привет"}), 401)


@pytest.mark.parametrize(
    "wrong", [{"signature": "0" * 64}, {"account_id": "1"}, {"client_uuid": "x"}, {"signature": ""}]
)
def test_an_unsigned_hook_forgets_nothing(stage: Stage, wrong: dict[str, str]) -> None:
    connected(stage)
    refused(uninstall(stage, **wrong), 403)
    assert stage.talk().say("привет").body["intent"] == "greet"


def test_one_account_by_its_token_has_no_such_pages(make_stage: Callable[..., Stage]) -> None:
    answer = requests.get(f"{make_stage().url}/oauth/start", timeout=10)
    refused(answer, 404)


def test_amocrm_down_while_connecting_is_said(stage: Stage) -> None:
    browser, state = begun(stage)
    fault = {"kind": "status", "status": 500, "match": "/oauth2/access_token", "count": 5}
    requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    assert returned(stage, browser, state).status_code == 503


class Slow:
    """A store of grants that takes its time, or is away."""

    def __init__(self) -> None:
        self.read, self.away = 0, False
        self.served: frozenset[int] = frozenset({1})

    def accounts(self) -> frozenset[int]:
        self.read += 1
        time.sleep(0.2)
        if self.away:
            raise StoreUnavailable
        return self.served

    def address(self, account_id: int) -> str:
        return f"https://{account_id}.amocrm.ru"


@pytest.fixture
def slow() -> tuple[Slow, ManyTenants, list[float]]:
    store, now = Slow(), [0.0]
    oauth: Any = SimpleNamespace(authorize_url=None)
    given: Any = store
    return store, ManyTenants(given, oauth, given, lambda: now[0]), now


def test_nobody_takes_unread_addresses_for_none(
    slow: tuple[Slow, ManyTenants, list[float]],
) -> None:
    """At the start two requests came at once, and the second one's page could read no answer."""
    store, tenants, _ = slow
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: tenants.addresses(), range(4)))
    assert found == [frozenset({"https://1.amocrm.ru"})] * 4
    assert store.read == 1


def test_addresses_outlive_a_store_that_is_away_and_no_account(
    slow: tuple[Slow, ManyTenants, list[float]],
) -> None:
    store, tenants, now = slow
    known = tenants.addresses()
    now[0], store.away = 100.0, True
    assert tenants.addresses() == known
    now[0], store.away, store.served = 110.0, False, frozenset()
    assert tenants.addresses() == frozenset()
