"""What the account's page asks of the server, answered with the rights of who is signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.directory import Status
from amo.sandbox.account.rights import sees
from amo.sandbox.errors import Rejected
from amo.sandbox.identity.session import sign_in, signed_in
from amo.sandbox.rest.context import paging, set_caller, world
from amo.sandbox.rest.envelope import plain
from amo.sandbox.rest.lists import found
from amo.sandbox.site import cards
from amo.sandbox.site.boot import boot_document, page_system, page_widgets
from amo.sandbox.site.list_filter import address_filter

BOARD_ROWS = 30

blueprint = Blueprint("page", __name__)


@blueprint.before_request
def as_signed_in() -> None:
    """Everything is seen with the rights of the page's user."""
    set_caller(signed_in())


@blueprint.get("/_page/boot.json")
def boot() -> Response:
    """The constants and widgets of the page."""
    user = signed_in()
    return sign_in(plain(boot_document(user)), user.id)


@blueprint.post("/_page/user")
def change_user() -> Response:
    """Sign another user in."""
    body = request.get_json(silent=True)
    wanted = body.get("id") if isinstance(body, dict) else None
    user_id = wanted if isinstance(wanted, int) else 0
    return sign_in(plain({"user_id": user_id}), user_id)


@blueprint.post("/ajax/widgets/list")
def widgets() -> Response:
    """The widgets of a page, as amoCRM's loader asks for them."""
    return plain({"widgets": page_widgets(), "system": page_system(signed_in())})


@blueprint.get("/_page/card/<any(leads, contacts, companies):kind>/<int:record_id>")
def card(kind: str, record_id: int) -> Response:
    """A card with its links, tasks and notes."""
    record = world().store.entity(kind, record_id)
    if record is None or not cards.visible(record):
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return plain(cards.card(record))


@blueprint.get("/_page/list/<any(leads, contacts, companies):kind>")
def listing(kind: str) -> Response:
    """A page of a list, newest first."""
    rows = [one for one in world().store.entities(kind).values() if cards.visible(one)]
    if query := request.args.get("query", ""):
        rows = found(rows, query)
    fits = address_filter(request.args.items(multi=True), world().directory.zone)
    rows = [one for one in rows if fits(one)]
    rows.sort(key=lambda one: (one.created_at, one.id), reverse=True)
    return _page(kind, rows, cards.row)


@blueprint.get("/_page/list/tasks")
def task_listing() -> Response:
    """A page of tasks: open ones before done ones, soonest deadline first."""
    user, store, directory = signed_in(), world().store, world().directory
    rows = [one for one in store.tasks.values() if sees(user, one, store, directory)]
    rows.sort(key=lambda one: (one.is_completed, one.complete_till, one.id))
    return _page("tasks", rows, cards.task)


@blueprint.get("/_page/board/<int:pipeline_id>")
def board(pipeline_id: int) -> Response:
    """The columns of a pipeline with their newest deals."""
    pipeline = world().directory.pipelines.get(pipeline_id)
    if pipeline is None:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    stages = pipeline.statuses.values()
    head = {"id": pipeline.id, "name": pipeline.name}
    return plain({"pipeline": head, "columns": [_column(pipeline.id, one) for one in stages]})


def _column(pipeline_id: int, status: Status) -> dict[str, Any]:
    place = (pipeline_id, status.id)
    leads = (one for one in world().store.leads.values() if cards.visible(one))
    held = [one for one in leads if (one.pipeline_id, one.status_id) == place]
    held.sort(key=lambda one: (one.created_at, one.id), reverse=True)
    return {
        "id": status.id,
        "name": status.name,
        "color": status.color,
        "count": len(held),
        "sum": sum(one.price for one in held),
        "items": [cards.row(one) for one in held[:BOARD_ROWS]],
    }


def _page(kind: str, rows: list[Any], shown: Any) -> Response:
    wanted = paging()
    cut, has_next = wanted.cut(rows)
    return plain(
        {
            "type": kind,
            "page": wanted.number,
            "has_next": has_next,
            "total": len(rows),
            "items": [shown(one) for one in cut],
        }
    )
