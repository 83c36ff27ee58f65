"""Who is signed in on the account's page, and the widget's disposable token."""

from __future__ import annotations

from flask import Blueprint, Response, request

from amo.sandbox.account.directory import User
from amo.sandbox.errors import Rejected
from amo.sandbox.rest.context import world
from amo.sandbox.rest.envelope import plain, problem

COOKIE = "sandbox_user"
HEADER = "X-Sandbox-User"

blueprint = Blueprint("session", __name__, url_prefix="/ajax/v2/integrations")


@blueprint.get("/<client_id>/disposable_token")
def disposable_token(client_id: str) -> Response:
    """The token ``$authorizedAjax`` fetches for the signed-in user.

    The header may name any id, even of nobody: tests need tokens of users who are gone.
    """
    if client_id != world().integration.client_id:
        return problem(404, f"Cannot GET {request.base_url}")
    user_id = signed_in_id()
    if user_id is None:
        return problem(401, "Unauthorized")
    return plain({"token": world().mint.disposable(user_id)})


def signed_in_id() -> int | None:
    """The id the header or else the cookie names."""
    named = request.headers.get(HEADER) or request.cookies.get(COOKIE, "")
    return int(named) if named.isascii() and named.isdigit() and len(named) <= 18 else None


def signed_in() -> User:
    """The user the page is shown to: the account's owner unless another one signed in."""
    user = world().directory.users.get(signed_in_id() or 0)
    if user and user.is_active:
        return user
    return world().directory.users[world().directory.owner_id]


def sign_in(answer: Response, user_id: int) -> Response:
    """Set the cookie of the page's user.

    Raises:
        Rejected: 422, nobody active has this id.
    """
    user = world().directory.users.get(user_id)
    if user is None or not user.is_active:
        raise Rejected(422, "id: an active user of the account is wanted")
    answer.set_cookie(COOKIE, str(user_id), path="/", samesite="Lax", httponly=True)
    return answer
