"""The Flask application of one sandbox account."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from amo.sandbox import control
from amo.sandbox.api import (
    account,
    complex,
    custom_fields,
    entities,
    events,
    links,
    notes,
    pipelines,
    tags,
    tasks,
    users,
    writes,
)
from amo.sandbox.errors import BadFilter, Rejected
from amo.sandbox.identity import oauth, session
from amo.sandbox.rest.access import guard
from amo.sandbox.rest.context import EXTENSION
from amo.sandbox.rest.envelope import API, plain, problem
from amo.sandbox.site import routes, shell
from amo.sandbox.site.shell import Shell
from amo.sandbox.world import World

_RESOURCES = (
    account, pipelines, users, custom_fields, tags, notes, links, complex, events, tasks,
    entities, writes,
)  # fmt: skip


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
    app.after_request(_finish)
    app.register_error_handler(Rejected, _rejected)
    app.register_error_handler(BadFilter, _bad_filter)
    app.register_error_handler(HTTPException, _http_fault)
    app.register_blueprint(_api())
    for part in (control, session, oauth, routes, shell):
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


def _finish(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = uuid.uuid4().hex
    if answer.status_code == 204:
        del answer.headers["Content-Type"]
    return answer


def _guard_api() -> Response | None:
    return guard() if request.path.startswith(f"{API}/") or request.path == API else None


def _rejected(fault: Rejected) -> Response:
    return problem(fault.status, fault.detail, fault.extra)


def _bad_filter(_: BadFilter) -> Response:
    return problem(400, "Invalid filter for current account")


def _http_fault(fault: HTTPException) -> Any:
    status = fault.code or 500
    if status < 400:
        return fault.get_response()
    if status == 404:
        return problem(404, f"Cannot {request.method} {request.base_url}")
    return problem(status, fault.description or "")
