"""Definitions of custom fields: for all users (amoCRM: custom fields)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.fields import FieldDef
from amo.sandbox.errors import Rejected
from amo.sandbox.rest.context import paging, world
from amo.sandbox.rest.envelope import hal, page, self_link

blueprint = Blueprint(
    "custom_fields", __name__, url_prefix="/<any(leads, contacts, companies):kind>/custom_fields"
)


@blueprint.get("")
def listing(kind: str) -> Response:
    """A page of the fields of a kind."""
    wanted = paging()
    rows, has_next = wanted.cut(list(world().store.fields.of(kind)))
    return page("custom_fields", [_render(one) for one in rows], wanted, has_next)


@blueprint.get("/<int:field_id>")
def single(kind: str, field_id: int) -> Response:
    """One field."""
    field = world().store.fields.find(kind, field_id)
    if field is None:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return hal(_render(field))


def _render(field: FieldDef) -> dict[str, Any]:
    enums = [
        {"id": one.id, "value": one.value, "sort": place} for place, one in enumerate(field.choices)
    ]
    return {
        "id": field.id,
        "name": field.name,
        "type": field.type,
        "account_id": world().directory.id,
        "code": field.code,
        "sort": field.sort,
        "is_api_only": False,
        "enums": enums or None,
        "group_id": None,
        "required_statuses": [],
        "is_deletable": field.code is None,
        "is_predefined": field.code is not None,
        "entity_type": field.entity,
        "remind": None,
        "currency": None,
        "hidden_statuses": [],
        "chained_lists": None,
        "tracking_callback": None,
        "_links": self_link(f"/{field.entity}/custom_fields/{field.id}"),
    }
