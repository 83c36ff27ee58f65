"""OAuth 2.0: consent, codes, refresh with rotation, uninstall; the widget's disposable token."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

import amo.sandbox
from tests.sandbox.sandbox_client import MARIA, PETR, Client


def authorize(api: Client, user: int = 101, decision: str = "allow") -> dict[str, str]:
    query = {"client_id": api.settings["client_id"], "state": "csrf", "mode": "popup"}
    answer = api.http.post(
        f"{api.url}/oauth",
        params=query,
        data={"decision": decision},
        headers={"X-Sandbox-User": str(user)},
        allow_redirects=False,
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{api.settings['redirect_uri']}?")
    return {
        key: held[0] for key, held in parse_qs(urlsplit(answer.headers["Location"]).query).items()
    }


def exchange(api: Client, **part: Any) -> Any:
    kept = ("client_id", "client_secret", "redirect_uri")
    body = {**{key: api.settings[key] for key in kept}, **part}
    return api.http.post(f"{api.url}/oauth2/access_token", json=body)


def by_code(api: Client, user: int = 101) -> dict[str, Any]:
    code = authorize(api, user)["code"]
    answer = exchange(api, grant_type="authorization_code", code=code)
    assert answer.status_code == 200
    return dict(answer.json())


def refresh(api: Client, token: str, **part: Any) -> Any:
    return exchange(api, grant_type="refresh_token", refresh_token=token, **part)


def account(api: Client, token: str) -> Any:
    return api.call("GET", "/account", headers={"Authorization": f"Bearer {token}"})


def test_the_consent_page_asks_and_answers_the_callback(api: Client) -> None:
    page = api.http.get(f"{api.url}/oauth", params={"client_id": api.settings["client_id"]})
    assert "Разрешить" in page.text
    assert "Анна Соколова" in page.text
    given = authorize(api)
    assert (given["state"], given["platform"]) == ("csrf", "1")
    assert given["referer"] == urlsplit(api.url).netloc
    refused = authorize(api, decision="deny")
    assert refused == {"state": "csrf", "error": "access_denied"}
    assert api.http.get(f"{api.url}/oauth", params={"client_id": "x"}).status_code == 404


def test_a_code_becomes_a_pair_once(api: Client) -> None:
    code = authorize(api)["code"]
    pair = exchange(api, grant_type="authorization_code", code=code).json()
    assert (pair["token_type"], pair["expires_in"]) == ("Bearer", 86400)
    assert pair["refresh_token"].startswith("def502")
    assert account(api, pair["access_token"]).json()["current_user_id"] == 101
    again = exchange(api, grant_type="authorization_code", code=code)
    assert again.status_code == 400
    assert again.json()["hint"] == "Authorization code has been revoked"
    assert again.json()["type"].endswith("OAuthProblemJson")


def test_a_code_lives_twenty_minutes(api: Client) -> None:
    code = authorize(api)["code"]
    api.control("/clock", {"offset_seconds": 20 * 60 + 1})
    late = exchange(api, grant_type="authorization_code", code=code)
    assert late.json()["hint"] == "Authorization code has expired"


def test_a_refresh_token_rotates_and_dies_on_use(api: Client) -> None:
    first = by_code(api)
    second = refresh(api, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    spent = refresh(api, first["refresh_token"])
    assert (spent.status_code, spent.json()["hint"]) == (400, "Token has been revoked")
    assert refresh(api, second["refresh_token"]).status_code == 200


def test_tokens_end_by_the_accounts_clock(api: Client) -> None:
    pair = by_code(api)
    api.control("/clock", {"offset_seconds": 86_401})
    assert account(api, pair["access_token"]).status_code == 401
    renewed = refresh(api, pair["refresh_token"]).json()
    assert account(api, renewed["access_token"]).status_code == 200
    api.control("/clock", {"offset_seconds": 86_401 + 91 * 86_400})
    assert refresh(api, renewed["refresh_token"]).status_code == 400


@pytest.mark.parametrize(
    ("part", "status", "hint"),
    [
        ({"code": "def502nonsense"}, 400, "Cannot decrypt the authorization code"),
        ({"client_secret": "x"}, 401, "Client authentication failed"),
        ({"redirect_uri": "http://elsewhere.example/"}, 400, "Redirect URI mismatch"),
        ({"grant_type": "password"}, 400, "The authorization grant type is not supported"),
        (
            {"grant_type": "refresh_token", "refresh_token": "def502x"},
            400,
            "Invalid refresh token",
        ),
    ],
)
def test_a_bad_token_request_is_told_why(
    api: Client, part: dict[str, str], status: int, hint: str
) -> None:
    answer = exchange(api, **{"grant_type": "authorization_code", "code": "x", **part})
    assert (answer.status_code, answer.json()["hint"]) == (status, hint)


def test_a_form_encoded_token_request_is_rejected(api: Client) -> None:
    answer = api.http.post(f"{api.url}/oauth2/access_token", data={"grant_type": "refresh_token"})
    assert answer.status_code == 400


def test_a_users_grant_has_that_users_rights(api: Client) -> None:
    pair = by_code(api, PETR)
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    leads = api.call("GET", "/leads", headers=headers).json()["_embedded"]["leads"]
    assert {one["id"] for one in leads} == {5002, 5008, 5011, 5020}


def test_grants_outlive_a_restart_of_the_sandbox(api: Client) -> None:
    pair = by_code(api)
    with amo.sandbox.start(small=True) as other, Client(other.url) as second:
        assert account(second, pair["access_token"]).status_code == 200
        assert refresh(second, pair["refresh_token"]).status_code == 200


def test_the_current_subdomain_is_told_for_a_refresh_token(api: Client) -> None:
    pair = by_code(api)
    target = f"{api.url}/oauth2/account/current/subdomain"
    told = api.http.get(target, headers={"X-Refresh-Token": pair["refresh_token"]}).json()
    assert (told["id"], told["subdomain"]) == (31999001, "severveter")
    assert api.http.get(target, headers={"X-Refresh-Token": "x"}).status_code == 401
    old = f"{api.url}/oauth2/account/subdomain"
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    assert api.http.get(old, headers=headers).json() == told
    api.flags(moved_to="new.example:8443")
    moved = api.http.get(target, headers={"X-Refresh-Token": pair["refresh_token"]}).json()
    assert moved["domain"] == "new.example:8443"
    # Asking does not spend the token.
    assert refresh(api, pair["refresh_token"]).status_code == 200


def test_uninstalling_revokes_grants_and_signs_the_hook(api: Client) -> None:
    pair = by_code(api)
    hook = api.control("/uninstall").json()
    text = f"{api.settings['client_id']}|{api.settings['account_id']}".encode()
    secret = api.settings["client_secret"].encode()
    assert hook["signature"] == hmac.new(secret, text, hashlib.sha256).hexdigest()
    assert hook["client_uuid"] == api.settings["client_id"]
    assert refresh(api, pair["refresh_token"]).status_code == 400
    assert api.get("/account").status_code == 200


def disposable(api: Client, **options: Any) -> Any:
    client = api.settings["client_id"]
    target = f"{api.url}/ajax/v2/integrations/{client}/disposable_token"
    return api.http.get(target, **options)


def test_the_disposable_token_names_the_signed_in_user(api: Client) -> None:
    answer = disposable(api, headers={"X-Sandbox-User": str(MARIA)})
    claims = jwt.decode(
        answer.json()["token"],
        api.settings["client_secret"],
        algorithms=["HS256"],
        audience="http://127.0.0.1",
        issuer="https://severveter.amocrm.ru",
        options={"require": ["exp", "iat", "nbf", "jti", "iss", "aud"]},
    )
    assert (claims["user_id"], claims["is_admin"]) == (MARIA, False)
    assert (claims["account_id"], claims["subdomain"]) == (31999001, "severveter")
    assert claims["client_uuid"] == api.settings["client_id"]
    assert claims["exp"] - claims["iat"] == 1800


def test_the_disposable_token_needs_somebody_signed_in(api: Client) -> None:
    assert disposable(api).status_code == 401
    by_cookie = disposable(api, cookies={"sandbox_user": "104"}).json()["token"]
    claims = jwt.decode(by_cookie, options={"verify_signature": False})
    assert claims["user_id"] == PETR
    unknown = f"{api.url}/ajax/v2/integrations/other/disposable_token"
    assert api.http.get(unknown, headers={"X-Sandbox-User": "101"}).status_code == 404
