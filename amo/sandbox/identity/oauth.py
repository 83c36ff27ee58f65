"""amoCRM's OAuth 2.0: the consent page, codes, and the token endpoint (amoCRM: OAuth)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template_string, request

from amo.sandbox.account.directory import User
from amo.sandbox.errors import Rejected, TokenFault
from amo.sandbox.identity.session import signed_in
from amo.sandbox.identity.tokens import NOT_ACCEPTED, Pair
from amo.sandbox.rest.context import world
from amo.sandbox.rest.envelope import PROBLEM, plain, problem
from amo.sandbox.texts import texts

PLATFORM_RU = 1
PROBLEM_TYPE = "https://developers.amocrm.ru/v3/errors/OAuthProblemJson"
BAD_CLIENT = "Client authentication failed"
BAD_GRANT = "The authorization grant type is not supported"
BAD_REDIRECT = "Redirect URI mismatch"
NOT_JSON = "Request body must be JSON"

blueprint = Blueprint("oauth", __name__)


@blueprint.get("/oauth")
def consent() -> Response:
    """The page that asks the signed-in user for access."""
    _known_client(request.args)
    words = texts()["oauth"]
    page = render_template_string(
        words["page"],
        words=words,
        user=signed_in().name,
        account=world().directory.name,
        query=request.query_string.decode("latin-1"),
    )
    return Response(page, content_type="text/html; charset=utf-8")


@blueprint.post("/oauth")
def decide() -> Response:
    """Redirect back with a code, or with the refusal."""
    _known_client(request.args)
    answer: dict[str, Any] = {"state": request.args.get("state", "")}
    if request.form.get("decision") == "allow":
        answer |= _granted(signed_in())
    else:
        answer |= {"error": "access_denied"}
    location = f"{world().integration.redirect_uri}?{urlencode(answer)}"
    return _redirect(location)


@blueprint.post("/oauth2/access_token")
def access_token() -> Response:
    """Exchange a code, or spend a refresh token for a new pair."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        return _oauth_problem(NOT_JSON)
    integration = world().integration
    if (body.get("client_id"), body.get("client_secret")) != (
        integration.client_id,
        integration.client_secret,
    ):
        return _oauth_problem(BAD_CLIENT, 401)
    if body.get("redirect_uri") != integration.redirect_uri:
        return _oauth_problem(BAD_REDIRECT)
    try:
        return _pair(_spent(body))
    except TokenFault as fault:
        return _oauth_problem(fault.hint)


@blueprint.get("/oauth2/account/current/subdomain")
def current_subdomain() -> Response:
    """Where the account is now, for a client whose refresh went to an old address."""
    try:
        world().mint.read_refresh(request.headers.get("X-Refresh-Token", ""))
    except TokenFault:
        return problem(401, NOT_ACCEPTED)
    return _subdomain()


@blueprint.get("/oauth2/account/subdomain")
def subdomain() -> Response:
    """The older form of the same, by a bearer token."""
    try:
        world().mint.bearer(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except TokenFault:
        return problem(401, NOT_ACCEPTED)
    return _subdomain()


def _known_client(values: Any) -> None:
    if values.get("client_id") != world().integration.client_id:
        raise Rejected(404, f"Cannot {request.method} {request.base_url}")


def _granted(user: User) -> dict[str, Any]:
    return {
        "code": world().mint.code(user.id),
        "referer": request.host,
        "platform": PLATFORM_RU,
        "client_id": world().integration.client_id,
    }


def _redirect(location: str) -> Response:
    answer = redirect(location)
    return Response(answer.get_data(), answer.status_code, answer.headers)


def _spent(body: dict[str, Any]) -> Pair:
    match body.get("grant_type"):
        case "authorization_code":
            return world().mint.exchange(str(body.get("code", "")))
        case "refresh_token":
            return world().mint.refresh(str(body.get("refresh_token", "")))
        case _:
            raise TokenFault(BAD_GRANT)


def _pair(pair: Pair) -> Response:
    return plain(
        {
            "token_type": "Bearer",
            "expires_in": pair.expires_in,
            "server_time": world().clock.now(),
            "access_token": pair.access_token,
            "refresh_token": pair.refresh_token,
        }
    )


def _subdomain() -> Response:
    directory = world().directory
    return plain(
        {
            "id": directory.id,
            "subdomain": directory.subdomain,
            "domain": world().flags.moved_to or request.host,
            "top_level_domain": "ru",
        }
    )


def _oauth_problem(hint: str, status: int = 400) -> Response:
    words = texts()["oauth"]
    answer = plain(
        {
            "hint": hint,
            "title": words["title"],
            "type": PROBLEM_TYPE,
            "status": status,
            "detail": words["detail"],
        },
        status,
    )
    answer.content_type = PROBLEM
    return answer
