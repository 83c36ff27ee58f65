"""Bearer tokens: how long they are good, who may see what of them, and what a client hears."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from mcp import MCPError

from service.connections import (
    KEPT_AFTER,
    Connections,
    digest_of,
    issue,
    listed,
    revoke,
    rotate,
)
from service.connections_redis import RedisConnections
from service.connections_sqlite import SqliteConnections
from service.mcp_settings import DAY, McpSettings
from service.settings import mcp_from_env
from service.shared_store import open_shared
from tests.mcp.callers import MODES, House, bearer, over_http
from tests.service.conftest import _redis, redis_url

__all__ = ["_redis", "redis_url"]
ACCOUNT, ISSUED = 1, 1_800_000_000.0


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connections]:
    if request.param == "sqlite":
        yield SqliteConnections(tmp_path / "connections.sqlite3")
        return
    shared = open_shared(request.getfixturevalue("redis_url"), time.monotonic)
    assert shared is not None
    shared.client.flushdb()
    yield RedisConnections(shared)
    shared.client.close()


def users(store: Connections) -> list[int]:
    return [one.connection.user_id for one in listed(store, ACCOUNT)]


def ends(store: Connections, token: str) -> float:
    found = store.find(digest_of(token))
    assert found is not None
    return found.expires - ISSUED


def test_a_token_is_its_users_until_it_ends(store: Connections) -> None:
    found = store.find(digest_of(issue(store, ACCOUNT, 101, ISSUED, DAY)))
    assert found is not None
    assert (found.account_id, found.user_id) == (ACCOUNT, 101)
    assert found.good_at(ISSUED + DAY - 1)
    assert not found.good_at(ISSUED + DAY)


def test_tokens_of_an_account_are_listed_without_those_of_others(store: Connections) -> None:
    for account, user in ((ACCOUNT, 102), (ACCOUNT, 101), (2, 101)):
        issue(store, account, user, ISSUED, DAY)
    assert users(store) == [101, 102]
    assert len(listed(store, ACCOUNT, 102)) == 1


def test_one_token_or_all_of_a_user_are_revoked(store: Connections) -> None:
    tokens = [issue(store, ACCOUNT, 101, ISSUED + turn, DAY) for turn in range(3)]
    issue(store, ACCOUNT, 102, ISSUED, DAY)
    first = listed(store, ACCOUNT, 101)[0]
    assert revoke(store, ACCOUNT, 102, first.name) == 0
    assert revoke(store, 2, 101) == 0
    assert revoke(store, ACCOUNT, 101, first.name) == 1
    assert store.find(digest_of(tokens[0])) is None
    assert (revoke(store, ACCOUNT, 101), revoke(store, ACCOUNT, 101)) == (2, 0)
    assert users(store) == [102]


def test_rotation_leaves_the_old_ones_a_while(store: Connections) -> None:
    old, short = (issue(store, ACCOUNT, 101, ISSUED, life) for life in (90 * DAY, DAY // 2))
    other = issue(store, ACCOUNT, 102, ISSUED, 90 * DAY)
    new = rotate(store, ACCOUNT, 101, ISSUED, 90 * DAY, overlap=DAY)
    assert ends(store, old) == DAY
    assert ends(store, short) == DAY // 2
    assert ends(store, new) == ends(store, other) == 90 * DAY


def test_a_revoked_token_is_not_brought_back_by_a_rotation(store: Connections) -> None:
    old = issue(store, ACCOUNT, 101, ISSUED, DAY)
    kept = listed(store, ACCOUNT)[0]
    revoke(store, ACCOUNT, 101)
    store.shorten(kept, ISSUED + 5)
    assert store.find(digest_of(old)) is None
    assert listed(store, ACCOUNT) == []


def test_what_ended_long_ago_is_forgotten(store: Connections) -> None:
    issue(store, ACCOUNT, 101, ISSUED, DAY)
    issue(store, ACCOUNT, 102, ISSUED + DAY + KEPT_AFTER - 1, DAY)
    assert users(store) == [101, 102]
    issue(store, ACCOUNT, 103, ISSUED + DAY + KEPT_AFTER, DAY)
    assert users(store) == [102, 103]


def refusal(url: str, headers: dict[str, str], status: int = 401) -> tuple[Any, str]:
    got = requests.post(url, json={}, timeout=10, headers=headers)
    assert got.status_code == status
    return got.json()["error"], got.headers.get("WWW-Authenticate", "")


def test_an_ended_token_says_so_and_when(house: House) -> None:
    now = [ISSUED]
    token = house.token(101, now=ISSUED)
    with house.served(lambda: now[0]) as url:
        assert over_http(url, token, lambda client: client.list_tools()).tools
        now[0] += DAY
        error, header = refusal(url, bearer(token))
    assert error["data"] == {"reason": "token_expired", "expired_at": "2027-01-16T08:00:00Z"}
    assert header.startswith('Bearer error="invalid_token"')
    assert "token_expired" in header
    assert "истёк" in error["message"]


@pytest.mark.parametrize("mode", MODES)
def test_the_official_client_shows_what_is_wrong(house: House, mode: str) -> None:
    token = house.token(101, now=ISSUED)

    with (
        house.served(lambda: ISSUED + DAY) as url,
        pytest.raises(ExceptionGroup) as caught,
    ):
        over_http(url, token, lambda client: client.list_tools(), mode=mode)
    assert caught.group_contains(MCPError, match="выпустить новый")


def test_each_fault_of_a_token_has_its_reason(house: House) -> None:
    with house.served() as url:
        missing, plain = refusal(url, {})
        assert refusal(url, {"Authorization": "Basic eA=="})[0] == missing
        unknown, named = refusal(url, bearer("amc_no"))
    assert (missing["data"]["reason"], plain) == ("token_missing", "Bearer")
    assert unknown["data"]["reason"] == "token_unknown"
    assert "invalid_token" in named


def test_a_store_that_is_away_blames_no_token(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = house.token(101)

    def away(*_args: object, **_given: object) -> None:
        raise sqlite3.OperationalError

    with house.served() as url:
        monkeypatch.setattr("service.connections_sqlite.sqlite3.connect", away)
        error, header = refusal(url, bearer(token), 503)
    assert (error["data"]["reason"], header) == ("token_store_down", "")


def test_the_lifetime_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mcp_from_env().token_lifetime == 90 * DAY == McpSettings("", 0, "").token_lifetime
    monkeypatch.setenv("MCP_TOKEN_DAYS", "7")
    assert mcp_from_env().token_lifetime == 7 * DAY
