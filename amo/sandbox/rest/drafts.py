"""What a write makes of a lead, contact or company."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from amo.sandbox.account.directory import LOST, WON
from amo.sandbox.account.records import Company, Contact, Entity, Lead, Named, kind_of, stamps
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.items import Item
from amo.sandbox.texts import texts

CLOSED = (WON, LOST)
Some = TypeVar("Some", bound=Named)


def blank(kind: str) -> Entity:
    """A new record of the caller, made now."""
    record_id, user, now = world().store.new_id(), caller().id, world().clock.now()
    made = {"id": record_id, "name": "", **stamps(user, now)}
    match kind:
        case "contacts":
            return Contact(**made)
        case "companies":
            return Company(**made)
        case _:
            return _blank_lead(made)


def changed(item: Item, record: Entity) -> Entity:
    """A record after a write; faults are left in the item."""
    named = _changed_common(item, record)
    match named:
        case Lead():
            return _changed_lead(item, named)
        case Contact():
            return _changed_contact(item, named)
        case Company():
            return named


def _blank_lead(made: dict[str, Any]) -> Lead:
    pipeline = world().directory.main_pipeline()
    name = texts()["records"]["unnamed_lead"].format(id=made["id"])
    status = pipeline.first_status().id
    return Lead(**{**made, "name": name}, price=0, pipeline_id=pipeline.id, status_id=status)


def _changed_common(item: Item, record: Some) -> Some:
    kind = kind_of(record)  # type: ignore[arg-type]
    values = record.values
    if "custom_fields_values" in item:
        wanted = item.raw["custom_fields_values"] or []
        values, faults = world().store.fields.change(kind, values, wanted)
        item.faults += faults
    return replace(
        record,
        name=item.text("name", record.name),
        responsible_user_id=item.user("responsible_user_id", record.responsible_user_id),
        created_by=item.user("created_by", record.created_by),
        updated_by=item.user("updated_by", caller().id),
        created_at=item.whole("created_at", record.created_at),
        updated_at=item.whole("updated_at", world().clock.now()),
        values=values,
        tag_ids=_tags(item, kind, record.tag_ids),
    )


def _changed_contact(item: Item, contact: Contact) -> Contact:
    first = item.text("first_name", contact.first_name)
    last = item.text("last_name", contact.last_name)
    name = contact.name
    if "name" not in item and ("first_name" in item or "last_name" in item):
        name = f"{first} {last}".strip()
    return replace(contact, name=name, first_name=first, last_name=last)


def _changed_lead(item: Item, lead: Lead) -> Lead:
    pipeline_id, status_id = _stage(item, lead)
    closed_at, reason = lead.closed_at, lead.loss_reason_id
    if status_id in CLOSED and lead.status_id not in CLOSED:
        closed_at = world().clock.now()
    if status_id not in CLOSED:
        closed_at = None
    reason = item.optional("loss_reason_id", reason if status_id == LOST else None)
    if reason is not None and reason not in world().directory.loss_reasons:
        item.no_choice("loss_reason_id")
    return replace(
        lead,
        price=item.whole("price", lead.price),
        pipeline_id=pipeline_id,
        status_id=status_id,
        closed_at=item.optional("closed_at", closed_at),
        loss_reason_id=reason,
    )


def _stage(item: Item, lead: Lead) -> tuple[int, int]:
    pipelines = world().directory.pipelines
    pipeline_id = item.choice("pipeline_id", lead.pipeline_id, pipelines)
    pipeline = pipelines.get(pipeline_id)
    if pipeline is None:
        return lead.pipeline_id, lead.status_id
    if "status_id" not in item and lead.status_id not in pipeline.statuses:
        return pipeline_id, pipeline.first_status().id
    return pipeline_id, item.choice("status_id", lead.status_id, pipeline.statuses)


def _tags(item: Item, kind: str, held: tuple[int, ...]) -> tuple[int, ...]:
    embedded = item.embedded()
    if "tags" in embedded:
        held = _tag_ids(item, kind, embedded["tags"], "_embedded.tags")
    added = _tag_ids(item, kind, item.raw.get("tags_to_add"), "tags_to_add")
    gone = _tag_ids(item, kind, item.raw.get("tags_to_delete"), "tags_to_delete")
    return tuple(one for one in dict.fromkeys((*held, *added)) if one not in gone)


def _tag_ids(item: Item, kind: str, raw: Any, path: str) -> tuple[int, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        item.wrong_type(path, "array")
        return ()
    ids = [_tag_id(item, kind, one, f"{path}.{place}") for place, one in enumerate(raw)]
    return tuple(one for one in ids if one is not None)


def _tag_id(item: Item, kind: str, raw: Any, path: str) -> int | None:
    store = world().store
    match raw:
        case {"id": int(known)} if known in store.tags:
            return known
        case {"name": str(name)} if "id" not in raw:
            return store.tag(kind, name).id
        case _:
            item.no_choice(path)
            return None
