"""``/api/v4/account``: the account itself, for any user (amoCRM: account)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response

from amo.sandbox.rest.context import caller, wanted_with, world
from amo.sandbox.rest.envelope import hal, self_link

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
def show() -> Response:
    """The account, as the context user sees it."""
    directory, wanted = world().directory, wanted_with()
    began = world().clock.days_ago(1000)
    document: dict[str, Any] = {
        "id": directory.id,
        "name": directory.name,
        "subdomain": directory.subdomain,
        "created_at": began,
        "created_by": 0,
        "updated_at": began,
        "updated_by": 0,
        "current_user_id": caller().id,
        "country": directory.country,
        "currency": directory.currency,
        "currency_symbol": directory.currency_symbol,
        **_SETTINGS,
        **{key: make() for key, make in _PLAIN.items() if key in wanted},
        "_links": self_link("/account"),
    }
    embedded = {key: make() for key, make in _EMBEDDED.items() if key in wanted}
    return hal({**document, "_embedded": embedded} if embedded else document)


_SETTINGS: Mapping[str, Any] = {
    "customers_mode": "disabled",
    "is_unsorted_on": True,
    "mobile_feature_version": 0,
    "is_loss_reason_enabled": True,
    "is_helpbot_enabled": False,
    "is_technical_account": False,
    "contact_name_display_order": 1,
}


def _uuid(of: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{of}.{world().directory.subdomain}"))


_PLAIN: Mapping[str, Callable[[], Any]] = {
    "amojo_id": lambda: _uuid("amojo"),
    "uuid": lambda: _uuid("account"),
    "version": lambda: 14,
    "drive_url": lambda: "https://drive-b.amocrm.ru",
    "is_api_filter_enabled": lambda: world().flags.is_api_filter_enabled,
    "entity_names": lambda: {},
    "invoices_settings": lambda: None,
}


def _groups() -> list[dict[str, Any]]:
    held = world().directory.groups.values()
    return [{"id": one.id, "name": one.name, "uuid": _uuid(f"group-{one.id}")} for one in held]


def _task_types() -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name, "color": None, "icon_id": None, "code": one.code}
        for one in world().directory.task_types.values()
    ]


def _datetime_settings() -> dict[str, Any]:
    return {
        "date_pattern": "d.m.Y H:i",
        "short_date_pattern": "d.m.Y",
        "short_time_pattern": "H:i",
        "date_format": "d.m.Y",
        "time_format": "H:i:s",
        "timezone": str(world().directory.zone),
        "timezone_offset": world().directory.offset,
    }


_EMBEDDED: Mapping[str, Callable[[], Any]] = {
    "amojo_rights": lambda: {"can_direct": True, "can_create_groups": True},
    "users_groups": _groups,
    "task_types": _task_types,
    "datetime_settings": _datetime_settings,
}
