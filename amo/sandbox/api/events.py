"""``/api/v4/events``: what happened, as far as the user sees the records (amoCRM: events)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from amo.sandbox.account.records import SINGULAR, Event, Record
from amo.sandbox.account.rights import sees
from amo.sandbox.rest import render
from amo.sandbox.rest.context import caller, paging, world
from amo.sandbox.rest.envelope import hal, nothing, page
from amo.sandbox.rest.lists import narrowed

MAX_EVENTS = 100
PLURAL = {singular: plural for plural, singular in SINGULAR.items()}

blueprint = Blueprint("events", __name__, url_prefix="/events")


@blueprint.get("")
def listing() -> Response:
    """A page of events, the latest first unless another order is asked for."""
    held = narrowed("events", [one for one in world().store.events if _seen(one)])
    if "order[created_at]" not in request.args:
        held.reverse()
    wanted = paging(MAX_EVENTS)
    rows, has_next = wanted.cut(held)
    shown = [render.event(one, PLURAL[one.entity_type]) for one in rows]
    return page("events", shown, wanted, has_next)


@blueprint.get("/<event_id>")
def single(event_id: str) -> Response:
    """One event."""
    held = (one for one in world().store.events if one.id == event_id and _seen(one))
    event = next(held, None)
    return hal(render.event(event, PLURAL[event.entity_type])) if event else nothing()


def _seen(event: Event) -> bool:
    record = _record(event)
    return record is not None and sees(caller(), record, world().store, world().directory)


def _record(event: Event) -> Record | None:
    kind = PLURAL[event.entity_type]
    if kind == "tasks":
        return world().store.tasks.get(event.entity_id)
    return world().store.entity(kind, event.entity_id)
