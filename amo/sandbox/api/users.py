"""``/api/v4/users`` and ``/roles``: for administrators only (amoCRM: users, roles)."""

from __future__ import annotations

from math import ceil
from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.directory import User
from amo.sandbox.errors import Rejected
from amo.sandbox.rest.access import require_admin
from amo.sandbox.rest.context import paging, wanted_with, world
from amo.sandbox.rest.envelope import hal, nothing, page_links, self_link

blueprint = Blueprint("users", __name__)


@blueprint.before_request
def for_administrators() -> None:
    """Refuse everybody else; and everybody, where the account forbids the methods."""
    require_admin()
    if world().flags.users_forbidden:
        raise Rejected(403, "Forbidden")


@blueprint.get("/users")
def listing() -> Response:
    """A page of users, the inactive ones among them."""
    users, wanted = list(world().directory.users.values()), paging()
    rows, has_next = wanted.cut(users)
    head = {
        "_total_items": len(users),
        "_page": wanted.number,
        "_page_count": ceil(len(users) / wanted.limit),
        "_links": page_links(wanted, has_next),
    }
    return hal({**head, "_embedded": {"users": [_render(one) for one in rows]}})


@blueprint.get("/users/<int:user_id>")
def single(user_id: int) -> Response:
    """One user."""
    user = world().directory.users.get(user_id)
    if user is None:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return hal(_render(user))


@blueprint.get("/roles")
def roles() -> Response:
    """The roles: the sample account has none."""
    return nothing()


def _render(user: User) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "lang": "ru",
        "rights": dict(user.document),
        "_links": self_link(f"/users/{user.id}"),
    }
    embedded = _embedded(user, wanted_with())
    return {**shown, "_embedded": embedded} if embedded else shown


def _embedded(user: User, wanted: frozenset[str]) -> dict[str, Any]:
    embedded: dict[str, Any] = {}
    if "role" in wanted:
        embedded["roles"] = []
    if "group" in wanted:
        group = world().directory.groups[user.group_id]
        embedded["groups"] = [{"id": group.id, "name": group.name}]
    return embedded
