"""Links a write asks for: what may be linked with what, and who may."""

from __future__ import annotations

from typing import Any

from amo.sandbox.account.records import Entity, kind_of
from amo.sandbox.account.rights import sees
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.items import Item

# A company has contacts and leads, a contact leads and one company, a lead one company.
_LINKABLE = {
    "leads": ("contacts", "companies"),
    "contacts": ("leads", "companies"),
    "companies": ("leads", "contacts"),
}


def linkable(kind: str, other: object) -> bool:
    """Whether records of two kinds may be linked."""
    return other in _LINKABLE[kind]


def visible_entity(kind: str, record_id: object) -> Entity | None:
    """A record the caller sees, by plural and id."""
    record = world().store.entity(kind, record_id) if isinstance(record_id, int) else None
    return record if record and sees(caller(), record, world().store, world().directory) else None


def check_embedded(item: Item, kind: str) -> None:
    """Note the links of ``_embedded`` that name nothing the caller sees."""
    for other, place, raw in _embedded(item, kind):
        if not isinstance(raw, dict) or visible_entity(other, raw.get("id")) is None:
            item.no_choice(f"_embedded.{other}.{place}.id")


def link_embedded(item: Item, record: Entity) -> None:
    """Link a new record with what its ``_embedded`` names; call after the check."""
    kind, links = kind_of(record), world().store.links
    for other, place, raw in _embedded(item, kind):
        main = bool(raw.get("is_main", place == 0))
        links.add((kind, record.id), (other, raw["id"]), is_main=main)


def link(one: tuple[str, int], other: tuple[str, int], is_main: bool) -> None:
    """Link two records; a new main contact takes the mark from the old one."""
    links = world().store.links
    links.add(one, other, is_main)
    ids = {one[0]: one[1], other[0]: other[1]}
    if is_main and {"leads", "contacts"} == ids.keys():
        links.make_main(ids["leads"], ids["contacts"])


def _embedded(item: Item, kind: str) -> list[tuple[str, int, Any]]:
    return [
        (other, place, raw)
        for other in _LINKABLE[kind]
        for place, raw in enumerate(item.parts(other))
    ]
