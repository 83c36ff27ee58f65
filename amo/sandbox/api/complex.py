"""``POST /api/v4/leads/complex``: leads with a new contact and company each (amoCRM: leads)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from amo.sandbox.account.records import Entity
from amo.sandbox.account.rights import may_add
from amo.sandbox.api.writes import created, store_new
from amo.sandbox.errors import FieldError, Rejected
from amo.sandbox.rest.bonds import link
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.envelope import HAL, plain
from amo.sandbox.rest.items import Item, array_items, check

MAX_COMPLEX = 50
PARTS = ("contacts", "companies")

blueprint = Blueprint("complex", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """The contact or company of one lead: made anew, or one there is."""

    item: Item
    record: Entity
    is_new: bool


@blueprint.post("/leads/complex")
def create() -> Response:
    """Make leads with their parts; all of them or, when one is faulty, none."""
    if not all(may_add(caller(), kind) for kind in ("leads", *PARTS)):
        raise Rejected(403, "Forbidden")
    items = array_items(MAX_COMPLEX)
    drafts = [(item, _parts(item), created(_bare(item), "leads")) for item in items]
    check(items)
    rows = [_store(item, parts, lead) for item, parts, lead in drafts]
    answer = plain(rows)
    answer.content_type = HAL
    return answer


def _bare(item: Item) -> Item:
    # The parts are no links to records there are, so the plain creation must not see them.
    kept = {key: value for key, value in item.embedded().items() if key not in PARTS}
    bare = Item({**item.raw, "_embedded": kept})
    bare.faults = item.faults
    return bare


def _parts(item: Item) -> dict[str, Part]:
    held = {}
    for kind in PARTS:
        raw = item.parts(kind)
        if len(raw) > 1 or not all(isinstance(one, dict) for one in raw):
            item.wrong_type(f"_embedded.{kind}", "array of one object")
        elif raw:
            held[kind] = _part(item, kind, raw[0])
    return held


def _part(item: Item, kind: str, raw: dict[str, Any]) -> Part:
    inner = Item(raw)
    old = world().store.entity(kind, raw["id"]) if isinstance(raw.get("id"), int) else None
    record = old or created(inner, kind)
    item.faults += [
        FieldError(one.code, f"_embedded.{kind}.0.{one.path}", one.detail) for one in inner.faults
    ]
    return Part(inner, record, is_new=old is None)


def _store(item: Item, parts: dict[str, Part], lead: Entity) -> dict[str, Any]:
    store_new(_bare(item), lead)
    for kind, part in parts.items():
        if part.is_new:
            store_new(part.item, part.record)
        link(("leads", lead.id), (kind, part.record.id), is_main=kind == "contacts")
    if len(parts) == len(PARTS):
        contact, company = (parts[kind].record.id for kind in PARTS)
        link(("contacts", contact), ("companies", company), is_main=False)
    ids = {kind: parts[kind].record.id if kind in parts else None for kind in PARTS}
    return {
        "id": lead.id,
        "contact_id": ids["contacts"],
        "company_id": ids["companies"],
        "request_id": [item.request_id],
        "merged": False,
    }
