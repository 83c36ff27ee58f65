"""The Flask application of one sandbox account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from amo.sandbox import control, oauth, page, session, shell
from amo.sandbox.access import guard
from amo.sandbox.api import (
    account,
    entities,
    pipelines,
    tasks,
    users,
)
from amo.sandbox.context import EXTENSION
from amo.sandbox.envelope import API, plain, problem
from amo.sandbox.errors import Rejected
from amo.sandbox.shell import Shell
from amo.sandbox.world import World

_RESOURCES = (account, pipelines, users, tasks, entities)


def create_app(world: World, shell_of: Shell) -> Flask:
    """Make the application.

    Args:
        world: the account it serves.
        shell_of: where its page and the widget lie.
    """
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = world
    app.extensions[shell.EXTENSION] = shell_of
    app.before_request(_guard_api)
    app.register_error_handler(Rejected, _rejected)
    app.register_error_handler(HTTPException, _http_fault)
    app.register_blueprint(_api())
    for part in (control, session, oauth, page, shell):
        app.register_blueprint(part.blueprint)
    app.add_url_rule("/healthz", view_func=_healthz)
    return app


def _api() -> Blueprint:
    api = Blueprint("api", __name__, url_prefix=API)
    for resource in _RESOURCES:
        api.register_blueprint(resource.blueprint)
    return api


def _healthz() -> Response:
    return plain({"status": "ok"})


def _guard_api() -> Response | None:
    return guard() if request.path.startswith(f"{API}/") or request.path == API else None


def _rejected(fault: Rejected) -> Response:
    return problem(fault.status, fault.detail, fault.extra)


def _http_fault(fault: HTTPException) -> Any:
    status = fault.code or 500
    if status < 400:
        return fault.get_response()
    if status == 404:
        return problem(404, f"Cannot {request.method} {request.base_url}")
    return problem(status, fault.description or "")
