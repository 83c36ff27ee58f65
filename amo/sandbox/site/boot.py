"""The constants amoCRM's page starts with: ``APP.constant(…)`` and the list of widgets."""

from __future__ import annotations

from typing import Any

from amo.sandbox.account.directory import User
from amo.sandbox.identity.tokens import BASE_DOMAIN
from amo.sandbox.rest.context import world
from amo.sandbox.site.shell import shell


def boot_document(user: User) -> dict[str, Any]:
    """Everything the shell needs for a user."""
    return {
        "constants": _constants(user),
        "widgets": page_widgets(),
        "system": page_system(user),
        "lang_id": "ru",
        "users": [_listed(one) for one in world().directory.users.values()],
        "pipelines": _pipelines(),
        "task_types": [
            {"id": one.id, "name": one.name} for one in world().directory.task_types.values()
        ],
    }


def page_widgets() -> dict[str, Any]:
    """The one installed widget, by its code; none when the sandbox was given none."""
    manifest = shell().manifest()
    if not manifest:
        return {}
    code, about = shell().code(), manifest["widget"]
    path = f"/upl/{code}/widget"
    entry = {
        "active": "Y",
        "init_once": "Y" if about.get("init_once") else "N",
        "id": 1,
        "status": "installed",
        "installed_version": about["version"],
        "widget_code": code,
        "src": f"{path}/script.js",
        "lang": f"{path}/i18n/ru.json",
        "path": path,
        "images_path": f"{path}/images",
        "settings": {"backend_url": shell().backend},
        "oauth_client_uuid": world().integration.client_id,
        "support": [],
        "locations": manifest["locations"],
    }
    return {code: entry}


def page_system(user: User) -> dict[str, Any]:
    """``APP.widgets.system``."""
    subdomain = world().directory.subdomain
    return {
        "amouser_id": user.id,
        "amouser": user.email,
        "amohash": "",
        "subdomain": subdomain,
        "domain": f"{subdomain}.{BASE_DOMAIN}",
        "server": f".{BASE_DOMAIN}",
    }


def _constants(user: User) -> dict[str, Any]:
    directory = world().directory
    return {
        "user": {"id": user.id, "name": user.name, "login": user.email, "theme": 1},
        "account": {
            "id": directory.id,
            "name": directory.name,
            "subdomain": directory.subdomain,
            "timezone": str(directory.zone),
            "currency": directory.currency,
            "currency_symbol": directory.currency_symbol,
        },
        "user_rights": {**user.document, "is_free_user": user.is_free},
        "managers": {str(one.id): _manager(one) for one in directory.users.values()},
        "groups": {f"group_{one.id}": one.name for one in directory.groups.values()},
        "task_types": {
            str(one.id): {"id": one.id, "option": one.name, "code": one.code}
            for one in directory.task_types.values()
        },
    }


def _manager(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "title": user.name,
        "option": user.name,
        "active": user.is_active,
        "login": user.email,
        "status": "A" if user.is_active else "N",
        "is_admin": "Y" if user.is_admin else "N",
        "free_user": "Y" if user.is_free else "N",
        "group": f"group_{user.group_id}",
    }


def _listed(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "group": world().directory.groups[user.group_id].name,
        "is_admin": user.is_admin,
        "is_free": user.is_free,
        "is_active": user.is_active,
    }


def _pipelines() -> list[dict[str, Any]]:
    return [
        {
            "id": pipeline.id,
            "name": pipeline.name,
            "is_main": pipeline.is_main,
            "statuses": [
                {"id": one.id, "name": one.name, "type": one.type, "color": one.color}
                for one in pipeline.statuses.values()
            ],
        }
        for pipeline in world().directory.pipelines.values()
    ]
