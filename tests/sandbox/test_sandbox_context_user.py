"""X-Context-User-ID: whose rights a request runs with."""

from __future__ import annotations

import pytest

from tests.sandbox.sandbox_client import ADMIN, FREE, INACTIVE, MARIA, PETR, Client


@pytest.mark.parametrize("user", [FREE, INACTIVE, 999, 0])
def test_a_free_inactive_or_unknown_context_user_is_refused(api: Client, user: int) -> None:
    assert api.get("/leads", user).status_code == 401


@pytest.mark.parametrize("header", ["abc", "-104", "1e2", "١٠٤", "9" * 40])
def test_a_header_that_is_no_id_is_refused(api: Client, header: str) -> None:
    headers = {"X-Context-User-ID": header.encode()}
    assert api.call("GET", "/leads", headers=headers).status_code == 401


def test_only_an_administrators_grant_may_name_a_context_user(api: Client) -> None:
    grant = api.control("/tokens", {"user_id": PETR}).json()["access_token"]
    headers = {"Authorization": f"Bearer {grant}"}
    own = api.call("GET", "/account", headers=headers)
    assert own.json()["current_user_id"] == PETR
    assert api.call("GET", "/account", MARIA, headers=headers).status_code == 401
    assert api.call("GET", "/users", headers=headers).status_code == 403


def test_an_account_may_refuse_the_header_or_pass_it_over(api: Client) -> None:
    api.flags(context_user_unsupported=True)
    assert api.get("/account", PETR).status_code == 401
    assert api.get("/account").status_code == 200
    api.flags(context_user_unsupported=False, context_user_ignored=True)
    assert api.get("/account", PETR).json()["current_user_id"] == ADMIN


def test_a_grant_ends_by_the_accounts_clock(api: Client) -> None:
    grant = api.control("/tokens", {"user_id": ADMIN, "seconds": 60}).json()["access_token"]
    headers = {"Authorization": f"Bearer {grant}"}
    assert api.call("GET", "/account", headers=headers).status_code == 200
    api.control("/clock", {"offset_seconds": 61})
    assert api.call("GET", "/account", headers=headers).status_code == 401
