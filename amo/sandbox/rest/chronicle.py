"""Events: what each write leaves in the account's history (amoCRM: events)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amo.sandbox.account.records import SINGULAR, Entity, Event, Lead, Record, Task, kind_of
from amo.sandbox.rest.context import caller, world

Details = tuple[Mapping[str, Any], ...]


def note_added(record: Record) -> None:
    """A record was made."""
    _add(f"{SINGULAR[kind_of(record)]}_added", record)


def note_changed(before: Entity, after: Entity) -> None:
    """A record was changed: one event for each thing amoCRM tells apart."""
    if before.responsible_user_id != after.responsible_user_id:
        _add("entity_responsible_changed", after, _owner(after), _owner(before))
    if before.name != after.name:
        _add("name_field_changed", after, _name(after), _name(before))
    if isinstance(before, Lead) and isinstance(after, Lead):
        _note_lead(before, after)


def note_completed(task: Task) -> None:
    """A task was completed."""
    _add("task_completed", task)


def _note_lead(before: Lead, after: Lead) -> None:
    if (before.pipeline_id, before.status_id) != (after.pipeline_id, after.status_id):
        _add("lead_status_changed", after, _status(after), _status(before))
    if before.price != after.price:
        _add("sale_field_changed", after, _sale(after), _sale(before))


def _owner(record: Entity) -> Details:
    return ({"responsible_user": {"id": record.responsible_user_id}},)


def _name(record: Entity) -> Details:
    return ({"name_field_value": {"name": record.name}},)


def _status(lead: Lead) -> Details:
    return ({"lead_status": {"id": lead.status_id, "pipeline_id": lead.pipeline_id}},)


def _sale(lead: Lead) -> Details:
    return ({"sale_field_value": {"sale": lead.price}},)


def _add(kind: str, record: Record, after: Details = (), before: Details = ()) -> None:
    store = world().store
    store.events.append(
        Event(
            id=f"{store.new_id():026x}",
            type=kind,
            entity_type=SINGULAR[kind_of(record)],
            entity_id=record.id,
            created_by=caller().id,
            created_at=world().clock.now(),
            value_after=after,
            value_before=before,
        )
    )
