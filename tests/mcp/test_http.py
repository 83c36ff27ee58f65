"""Streamable HTTP with bearer tokens: each request is one user's, until the token is revoked."""

from __future__ import annotations

import pytest
import requests
from mcp import MCPError

from service.connections import revoke
from tests.mcp.callers import MODES, House, Person, bearer, over_http, text_of

DEAL = "amocrm://leads/5001"


@pytest.mark.parametrize("mode", MODES)
def test_two_connections_see_each_their_own(house: House, mode: str) -> None:
    with house.served() as url:
        for user, error in ((101, False), (104, True), (101, False)):
            result = over_http(
                url,
                house.token(user),
                lambda client: client.call_tool("show", {"record": DEAL}),
                mode=mode,
            )
            assert ("Внедрение" not in text_of(result)) is error


@pytest.mark.parametrize("mode", MODES)
def test_a_confirmation_crosses_the_network(house: House, mode: str) -> None:
    person = Person(["да"])
    note = {"record": DEAL, "text": "проверка"}
    with house.served() as url:
        result = over_http(
            url,
            house.token(101),
            lambda client: client.call_tool("add_note", note),
            mode=mode,
            person=person,
        )
    assert result.structured_content["status"] == "done"
    assert (len(person.asked), house.writes) == (1, 1)


def test_a_revoked_token_ends_at_the_next_request(house: House) -> None:
    token = house.token(102)

    async def work(client: object) -> bool:
        first = await client.call_tool("show", {"record": DEAL})  # type: ignore[attr-defined]
        revoke(house.connections, house.account, 102)
        with pytest.raises(MCPError):
            await client.call_tool("show", {"record": DEAL})  # type: ignore[attr-defined]
        return bool(first.is_error)

    with house.served() as url:
        assert over_http(url, token, work) is False
        assert requests.post(url, json={}, timeout=10, headers=bearer(token)).status_code == 401


def test_who_shows_no_good_token_gets_nothing(house: House) -> None:
    good = house.token(101)
    with house.served() as url:
        for headers in ({}, bearer("x"), bearer(good + "x"), bearer("я".encode().hex() * 500)):
            assert requests.post(url, json={}, timeout=10, headers=headers).status_code == 401
        evil = {**bearer(good), "Host": "evil.example"}
        assert requests.post(url, json={}, timeout=10, headers=evil).status_code == 421
        big = requests.post(url, data=b" " * 100_000, timeout=10, headers=bearer(good))
        assert big.status_code in (400, 413, 415)


def test_the_store_keeps_no_token(house: House) -> None:
    token = house.token(101)
    path = house.door.settings.store_path.with_suffix(".connections.sqlite3")
    assert token.encode() not in path.read_bytes()
