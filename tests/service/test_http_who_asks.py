"""Who asks: the widget's token decides, and a refusal never says why."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from tests.service.assistant_stage import Stage
from tests.service.test_http_body import refused


def forged(stage: Stage, *, key: str | None = None, **changes: Any) -> str:
    """A token with some claims changed; None takes a claim away."""
    integration = stage.sandbox.world.integration
    now = int(time.time())
    claims = {
        "iss": stage.sandbox.world.mint.issuer,
        "aud": integration.audience(),
        "jti": "t",
        "iat": now,
        "nbf": now,
        "exp": now + 1800,
        "account_id": stage.sandbox.world.directory.id,
        "client_uuid": integration.client_id,
        "user_id": 101,
        **changes,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key or integration.client_secret, algorithm="HS256")


def ask(stage: Stage, token: str) -> Any:
    return stage.post({"text": "привет"}, headers={"X-Auth-Token": token})


WRONG: dict[str, dict[str, Any]] = {
    "another key": {"key": "x" * 40},
    "expired": {"iat": 1_700_000_000, "nbf": 1_700_000_000, "exp": 1_700_001_800},
    "lives too long": {"exp": int(time.time()) + 90_000},
    "not yet": {"nbf": int(time.time()) + 600},
    "another audience": {"aud": "http://evil.example"},
    "another issuer": {"iss": "https://other.amocrm.ru"},
    "another account": {"account_id": 1},
    "another widget": {"client_uuid": "0"},
    "account id as text": {"account_id": "31999001"},
    "negative user": {"user_id": -1},
    "no user": {"user_id": None},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_token_is_401_with_one_and_the_same_sentence(
    stage: Stage, changes: dict[str, Any]
) -> None:
    document = refused(ask(stage, forged(stage, **changes)), 401)
    reference = refused(ask(stage, "a.b.c"), 401)
    assert document["detail"] == reference["detail"]


def test_no_token_and_an_empty_one_are_401(stage: Stage) -> None:
    refused(stage.post({"text": "привет"}, headers={"X-Auth-Token": None}), 401)
    refused(ask(stage, ""), 401)


def test_a_right_token_is_let_in_many_times(stage: Stage) -> None:
    token = forged(stage)
    assert [ask(stage, token).status_code for _ in range(3)] == [200, 200, 200]


def test_a_token_beside_an_authorization_is_400(stage: Stage) -> None:
    headers = {"Authorization": "Bearer x"}
    refused(stage.post({"text": "привет"}, headers=headers), 400)


def test_a_token_in_the_address_does_not_count(stage: Stage) -> None:
    params = {"X-Auth-Token": stage.token(101), "token": stage.token(101)}
    refused(stage.post({"text": "hi"}, headers={"X-Auth-Token": None}, params=params), 401)


@pytest.mark.parametrize("user", [110, 111, 999])
def test_an_inactive_free_or_unknown_user_is_403(stage: Stage, user: int) -> None:
    refused(ask(stage, forged(stage, user_id=user)), 403)


def test_too_many_messages_are_429_with_the_time_to_wait(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(per_user_minute=3)
    assert [ask(stage, stage.token(101)).status_code for _ in range(3)] == [200] * 3
    answer = ask(stage, stage.token(101))
    refused(answer, 429)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert ask(stage, stage.token(102)).status_code == 200
