"""The controls: settings, reset, clock, log, flags."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.sandbox.sandbox_client import PETR, Client


def test_settings_point_any_client_at_the_account(api: Client) -> None:
    assert set(api.settings) == {
        "client_id",
        "client_secret",
        "redirect_uri",
        "long_lived_token",
        "account_id",
        "subdomain",
        "issuer",
        "base_url",
    }
    assert api.settings["base_url"] == api.url
    assert len(api.settings["client_secret"]) >= 32


def test_reset_puts_back_data_faults_flags_clock_and_log(api: Client) -> None:
    before = api.get("/leads/5001").json()
    api.patch("/leads/5001", {"name": "Иное"})
    api.post("/leads", [{"name": "Лишняя"}])
    api.flags(users_forbidden=True)
    api.control("/clock", {"offset_seconds": 1000})
    api.fault("status", status=500)
    assert api.control("/reset").status_code == 204
    assert api.get("/leads/5001").json() == before
    assert len(api.ids("leads")) == 20
    assert api.get("/users").status_code == 200
    assert api.control("/clock", method="GET").json()["offset_seconds"] == 0
    log = api.control("/log", method="GET").json()
    assert [one["path"] for one in log] == ["/api/v4/leads/5001", "/api/v4/leads", "/api/v4/users"]


def test_the_log_tells_what_was_asked_by_whom_and_what_came(api: Client) -> None:
    api.get("/leads", PETR, query="офис")
    api.fault("hang", seconds=0)
    with pytest.raises(requests.ConnectionError):
        api.post("/tasks", [{}])
    log: list[dict[str, Any]] = api.control("/log", method="GET").json()
    assert [(one["method"], one["context_user"], one["status"], one["fault"]) for one in log] == [
        ("GET", PETR, 204, None),
        ("POST", None, None, "hang"),
    ]
    assert log[0]["path"].startswith("/api/v4/leads?query=")
    assert log[0]["time"] <= log[1]["time"]
    assert api.control("/log", method="DELETE").status_code == 204
    assert api.control("/log", method="GET").json() == []


def test_the_clock_is_what_writes_are_stamped_with(api: Client) -> None:
    api.control("/clock", {"offset_seconds": 3600})
    now = api.control("/clock", method="GET").json()["now"]
    api.patch("/leads/5001", {"price": 1})
    assert abs(api.get("/leads/5001").json()["updated_at"] - now) < 60


@pytest.mark.parametrize("body", [None, {}, {"offset_seconds": "1"}, {"offset_seconds": 1e12}])
def test_a_clock_that_makes_no_sense_is_422(api: Client, body: Any) -> None:
    assert api.control("/clock", body).status_code == 422


@pytest.mark.parametrize(
    "flags",
    [[], {"unknown": True}, {"rate_limit": True}, {"users_forbidden": 1}, {"rate_limit": -1}],
)
def test_flags_that_make_no_sense_are_422(api: Client, flags: Any) -> None:
    before = api.control("/flags", method="GET").json()
    assert api.control("/flags", flags).status_code == 422
    assert api.control("/flags", method="GET").json() == before


def test_tokens_are_given_for_any_user_of_the_account(api: Client) -> None:
    assert api.control("/tokens", {"user_id": PETR}).json()["expires_in"] == 86400
    assert api.control("/tokens", {"user_id": 5}).status_code == 422
    assert api.control("/tokens", {"user_id": PETR, "seconds": 0}).status_code == 422
