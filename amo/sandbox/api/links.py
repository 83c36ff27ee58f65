"""Links between leads, contacts and companies (amoCRM: links)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.links import Key
from amo.sandbox.account.records import ENTITY_KINDS, Entity, kind_of
from amo.sandbox.account.rights import allowed
from amo.sandbox.errors import Rejected
from amo.sandbox.rest.bonds import link, linkable, visible_entity
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.envelope import hal, nothing
from amo.sandbox.rest.items import Item, array_items, check
from amo.sandbox.rest.lists import filter_tree
from amo.sandbox.rest.phpquery import integer, leaves

blueprint = Blueprint("links", __name__, url_prefix="/<any(leads, contacts, companies):kind>")


@blueprint.get("/<int:record_id>/links")
def listing(kind: str, record_id: int) -> Response:
    """What a record is linked with."""
    return _listing(kind, [_record(kind, record_id).id])


@blueprint.get("/links")
def listing_of_many(kind: str) -> Response:
    """What several records are linked with; ``filter[entity_id]`` names them."""
    wanted = leaves(filter_tree().get("entity_id", {}))
    ids = [integer(one) for one in wanted]
    return _listing(kind, [one for one in ids if visible_entity(kind, one)])


@blueprint.post("/<int:record_id>/link")
def attach(kind: str, record_id: int) -> Response:
    """Link a record with others."""
    return _attach(kind, _record(kind, record_id))


@blueprint.post("/link")
def attach_many(kind: str) -> Response:
    """Link several records, each named by ``entity_id`` of its item."""
    return _attach(kind, None)


@blueprint.post("/<int:record_id>/unlink")
def detach(kind: str, record_id: int) -> Response:
    """Undo links of a record."""
    return _detach(kind, _record(kind, record_id))


@blueprint.post("/unlink")
def detach_many(kind: str) -> Response:
    """Undo links of several records."""
    return _detach(kind, None)


def _attach(kind: str, record: Entity | None) -> Response:
    rows = []
    for item, one, other in _pairs(kind, record):
        link(one, other, _is_main(item))
        rows.append({"entity_id": one[1], "entity_type": kind, **_row(one, other)})
    return hal({"_total_items": len(rows), "_links": _self(), "_embedded": {"links": rows}})


def _is_main(item: Item) -> bool:
    match item.raw.get("metadata"):
        case {"is_main": is_main}:
            return bool(is_main)
        case _:
            return False


def _detach(kind: str, record: Entity | None) -> Response:
    for _, one, other in _pairs(kind, record):
        world().store.links.remove(one, other)
    return nothing()


def _pairs(kind: str, record: Entity | None) -> list[tuple[Item, Key, Key]]:
    items = array_items()
    pairs = [(item, _one(item, kind, record), _other(item, kind)) for item in items]
    check(items)
    return [(item, one, other) for item, one, other in pairs if one and other]


def _one(item: Item, kind: str, record: Entity | None) -> Key | None:
    record = record or visible_entity(kind, item.raw.get("entity_id"))
    if record is None:
        item.no_choice("entity_id")
        return None
    if not allowed(caller(), "edit", record, world().directory):
        raise Rejected(403, "Forbidden")
    return kind, record.id


def _other(item: Item, kind: str) -> Key | None:
    other = item.raw.get("to_entity_type")
    if not isinstance(other, str) or not linkable(kind, other):
        item.no_choice("to_entity_type")
        return None
    record = visible_entity(other, item.raw.get("to_entity_id"))
    if record is None:
        item.no_choice("to_entity_id")
        return None
    return kind_of(record), record.id


def _record(kind: str, record_id: int) -> Entity:
    record = visible_entity(kind, record_id)
    if record is None:
        raise Rejected(404, f"Cannot {request.method} {request.base_url}")
    return record


def _listing(kind: str, ids: list[int]) -> Response:
    tree = filter_tree()
    kinds = leaves(tree.get("to_entity_type", {})) or list(ENTITY_KINDS)
    only = {integer(one) for one in leaves(tree.get("to_entity_id", {}))}
    rows = [
        {"entity_id": one, "entity_type": kind, **_row((kind, one), (other, linked))}
        for one in ids
        for other in kinds
        for linked in world().store.links.linked((kind, one), other)
        if not only or linked in only
    ]
    if not rows:
        return nothing()
    return hal({"_total_items": len(rows), "_links": _self(), "_embedded": {"links": rows}})


def _row(one: Key, other: Key) -> dict[str, Any]:
    metadata = None
    ids = {one[0]: one[1], other[0]: other[1]}
    if ids.keys() == {"leads", "contacts"}:
        main = world().store.links.main_contact(ids["leads"])
        metadata = {"main_contact": main == ids["contacts"]}
    return {"to_entity_id": other[1], "to_entity_type": other[0], "metadata": metadata}


def _self() -> dict[str, Any]:
    return {"self": {"href": request.url}}
