"""Records as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from amo.sandbox.account.records import (
    Company,
    Contact,
    Entity,
    Event,
    Lead,
    Note,
    Owned,
    Task,
    kind_of,
)
from amo.sandbox.rest.context import world
from amo.sandbox.rest.envelope import self_link


def entity(record: Entity, wanted: frozenset[str]) -> dict[str, Any]:
    """A lead, contact or company; ``wanted`` are the entries of ``with``."""
    match record:
        case Lead():
            return _lead(record, wanted)
        case Contact():
            return _contact(record, wanted)
        case Company():
            return _company(record, wanted)


def task(record: Task) -> dict[str, Any]:
    """A task; an empty result is an empty array, as PHP writes it."""
    return {
        **_owned(record),
        "entity_id": record.entity_id,
        "entity_type": record.entity_type,
        "duration": record.duration,
        "is_completed": record.is_completed,
        "task_type_id": record.task_type_id,
        "text": record.text,
        "result": {"text": record.result} if record.result else [],
        "complete_till": record.complete_till,
        "account_id": world().directory.id,
        "_links": self_link(f"/tasks/{record.id}"),
    }


def note(record: Note) -> dict[str, Any]:
    """A note."""
    path = f"/{record.entity_type}/{record.entity_id}/notes/{record.id}"
    return {
        **_owned(record),
        "entity_id": record.entity_id,
        "note_type": record.note_type,
        "params": dict(record.params),
        "account_id": world().directory.id,
        "_links": self_link(path),
    }


def event(record: Event, plural: str) -> dict[str, Any]:
    """An event; ``plural`` names the kind in the path of its record."""
    links = self_link(f"/{plural}/{record.entity_id}")
    return {
        "id": record.id,
        "type": record.type,
        "entity_id": record.entity_id,
        "entity_type": record.entity_type,
        "created_by": record.created_by,
        "created_at": record.created_at,
        "value_after": [dict(one) for one in record.value_after],
        "value_before": [dict(one) for one in record.value_before],
        "account_id": world().directory.id,
        "_links": self_link(f"/events/{record.id}"),
        "_embedded": {"entity": {"id": record.entity_id, "_links": links}},
    }


def loss_reason(reason_id: int) -> dict[str, Any]:
    """A loss reason."""
    began = world().clock.days_ago(0)
    reason = world().directory.loss_reasons[reason_id]
    return {
        "id": reason.id,
        "name": reason.name,
        "sort": reason.id * 10,
        "created_at": began,
        "updated_at": began,
        "_links": self_link(f"/leads/loss_reasons/{reason.id}"),
    }


def _owned(record: Owned) -> dict[str, Any]:
    return {
        "id": record.id,
        "responsible_user_id": record.responsible_user_id,
        "group_id": world().directory.group_of(record.responsible_user_id),
        "created_by": record.created_by,
        "updated_by": record.updated_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }


def _common(record: Entity) -> dict[str, Any]:
    kind, store = kind_of(record), world().store
    return {
        **_owned(record),
        "name": record.name,
        "is_deleted": False,
        "closest_task_at": store.closest_task_at(kind, record.id),
        "custom_fields_values": store.fields.render(record.values),
        "account_id": world().directory.id,
        "_links": self_link(f"/{kind}/{record.id}"),
    }


def _lead(lead: Lead, wanted: frozenset[str]) -> dict[str, Any]:
    embedded: dict[str, Any] = {"tags": _tags(lead), "companies": _linked(lead, "companies")}
    if "contacts" in wanted:
        embedded["contacts"] = _contacts_of(lead)
    if "catalog_elements" in wanted:
        embedded["catalog_elements"] = []
    if "loss_reason" in wanted:
        embedded["loss_reason"] = [loss_reason(lead.loss_reason_id)] if lead.loss_reason_id else []
    shown = {
        **_common(lead),
        "price": lead.price,
        "status_id": lead.status_id,
        "pipeline_id": lead.pipeline_id,
        "loss_reason_id": lead.loss_reason_id,
        "closed_at": lead.closed_at,
        "score": None,
        "labor_cost": None,
        "is_price_computed": False,
        "_embedded": embedded,
    }
    if "source_id" in wanted:
        shown["source_id"] = None
    if "is_price_modified_by_robot" in wanted:
        shown["is_price_modified_by_robot"] = False
    return shown


def _contact(contact: Contact, wanted: frozenset[str]) -> dict[str, Any]:
    return {
        **_common(contact),
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "is_unsorted": False,
        "_embedded": {
            "tags": _tags(contact),
            "companies": _linked(contact, "companies"),
            **_embedded(contact, wanted, ("leads",), ("customers", "catalog_elements")),
        },
    }


def _company(company: Company, wanted: frozenset[str]) -> dict[str, Any]:
    return {
        **_common(company),
        "_embedded": {
            "tags": _tags(company),
            **_embedded(company, wanted, ("contacts", "leads"), ("customers", "catalog_elements")),
        },
    }


def _embedded(
    record: Entity, wanted: frozenset[str], kinds: Iterable[str], empty: Iterable[str]
) -> dict[str, Any]:
    linked = {kind: _linked(record, kind) for kind in kinds if kind in wanted}
    return {**linked, **{kind: [] for kind in empty if kind in wanted}}


def _linked(record: Entity, kind: str) -> list[dict[str, Any]]:
    ids = world().store.links.linked((kind_of(record), record.id), kind)
    return [{"id": one, "_links": self_link(f"/{kind}/{one}")} for one in ids]


def _contacts_of(lead: Lead) -> list[dict[str, Any]]:
    main = world().store.links.main_contact(lead.id)
    return [{**one, "is_main": one["id"] == main} for one in _linked(lead, "contacts")]


def _tags(record: Entity) -> list[dict[str, Any]]:
    tags = world().store.tags
    return [{"id": one, "name": tags[one].name, "color": None} for one in record.tag_ids]
