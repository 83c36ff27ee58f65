"""Leads, contacts and companies: creating and changing (amoCRM: leads, contacts, companies)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.records import Entity, kind_of
from amo.sandbox.account.rights import allowed, may_add
from amo.sandbox.errors import Rejected
from amo.sandbox.rest.bonds import check_embedded, link_embedded, visible_entity
from amo.sandbox.rest.chronicle import note_added, note_changed
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.drafts import blank, changed
from amo.sandbox.rest.envelope import hal, self_link
from amo.sandbox.rest.items import Item, array_items, check, object_item

blueprint = Blueprint("writes", __name__)


@blueprint.post("/<any(leads, contacts, companies):kind>")
def create(kind: str) -> Response:
    """Make records; all of them or, when one is faulty, none."""
    if not may_add(caller(), kind):
        raise Rejected(403, "Forbidden")
    items = array_items()
    made = [(item, created(item, kind)) for item in items]
    check(items)
    for item, record in made:
        store_new(item, record)
    return _batch(kind, made)


@blueprint.patch("/<any(leads, contacts, companies):kind>")
def update(kind: str) -> Response:
    """Change several records; all of them or, when one is faulty, none."""
    items = array_items()
    found = [(item, _named(item, kind)) for item in items]
    check(items)
    pairs = [(item, record, changed(item, record)) for item, record in found if record]
    check(items)
    for _, before, _ in pairs:
        _require_edit(before)
    for _, before, after in pairs:
        _store(before, after)
    return _batch(kind, [(item, after) for item, _, after in pairs])


@blueprint.patch("/<any(leads, contacts, companies):kind>/<int:record_id>")
def update_single(kind: str, record_id: int) -> Response:
    """Change one record."""
    before = visible_entity(kind, record_id)
    if before is None:
        raise Rejected(404, f"Cannot PATCH {request.base_url}")
    _require_edit(before)
    item = object_item()
    after = changed(item, before)
    check([item])
    _store(before, after)
    return hal(_short(after))


def created(item: Item, kind: str) -> Entity:
    """A record of a write that is not yet stored; its faults are left in the item."""
    check_embedded(item, kind)
    return changed(item, blank(kind))


def store_new(item: Item, record: Entity) -> None:
    """Store a new record with its links and its event."""
    world().store.put(record, world().clock.precise())
    link_embedded(item, record)
    note_added(record)


def _store(before: Entity, after: Entity) -> None:
    world().store.put(after, world().clock.precise())
    note_changed(before, after)


def _named(item: Item, kind: str) -> Entity | None:
    record = visible_entity(kind, item.raw.get("id"))
    if record is None:
        item.no_choice("id")
    return record


def _require_edit(record: Entity) -> None:
    if not allowed(caller(), "edit", record, world().directory):
        raise Rejected(403, "Forbidden")


def _short(record: Entity) -> dict[str, Any]:
    links = self_link(f"/{kind_of(record)}/{record.id}")
    return {"id": record.id, "updated_at": record.updated_at, "_links": links}


def _batch(kind: str, done: list[tuple[Item, Entity]]) -> Response:
    rows = [{**_short(record), "request_id": item.request_id} for item, record in done]
    return hal({"_links": self_link(f"/{kind}"), "_embedded": {kind: rows}})
