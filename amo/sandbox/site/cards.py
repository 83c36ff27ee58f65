"""Cards and rows of the account's page."""

from __future__ import annotations

from typing import Any

from amo.sandbox.account.records import Entity, Lead, Note, Task, kind_of
from amo.sandbox.account.rights import sees
from amo.sandbox.rest.context import caller, world
from amo.sandbox.texts import texts


def visible(record: Entity) -> bool:
    """Whether the page's user sees a record."""
    return sees(caller(), record, world().store, world().directory)


def card(record: Entity) -> dict[str, Any]:
    """A whole card."""
    kind, store = kind_of(record), world().store
    shown = {
        **reference(record),
        "fields": _fields(record),
        "responsible": _user(record.responsible_user_id),
        "created_at": record.created_at,
        "tags": [store.tags[one].name for one in record.tag_ids],
        "links": _links(record),
        "tasks": [task(one) for one in store.tasks_of(kind, record.id)],
        "notes": [_note(one) for one in store.notes_of(kind, record.id)],
    }
    return {**shown, **_stage(record)} if isinstance(record, Lead) else shown


def row(record: Entity) -> dict[str, Any]:
    """A line of a list."""
    owner = _user(record.responsible_user_id)["name"]
    return {**reference(record), "lines": [*_summary(record), owner], "responsible": owner}


def task(held: Task) -> dict[str, Any]:
    """A task with its record, as far as the user sees it."""
    entity = world().store.entity(held.entity_type or "", held.entity_id or 0)
    now = world().clock.now()
    return {
        "id": held.id,
        "text": held.text,
        "type": world().directory.task_types[held.task_type_id].name,
        "due": held.complete_till,
        "is_completed": held.is_completed,
        "overdue": not held.is_completed and held.complete_till < now,
        "responsible": _user(held.responsible_user_id)["name"],
        "result": held.result or None,
        "entity": reference(entity) if entity and visible(entity) else None,
    }


def reference(record: Entity) -> dict[str, Any]:
    """A record's kind, id, title and address."""
    kind = kind_of(record)
    url = f"/{kind}/detail/{record.id}"
    return {"type": kind, "id": record.id, "title": record.name, "url": url}


def _fields(record: Entity) -> list[dict[str, str]]:
    labels = texts()["labels"]
    shown: list[tuple[str, str]] = []
    if isinstance(record, Lead):
        stage = _stage(record)
        shown += [(labels["price"], _money(record.price))]
        shown += [(labels["pipeline"], stage["pipeline"]["name"])]
        shown += [(labels["status"], stage["status"]["name"])]
        if record.loss_reason_id:
            reason = world().directory.loss_reasons[record.loss_reason_id].name
            shown += [(labels["loss_reason"], reason)]
    for field_id, values in record.values.items():
        name = world().store.fields.by_id(field_id).name
        shown += [(name, str(one.value)) for one in values]
    return [{"label": label, "value": value} for label, value in shown]


def _summary(record: Entity) -> list[str]:
    if isinstance(record, Lead):
        stage, price = _stage(record)["status"]["name"], _money(record.price)
        return [texts()["format"]["status"].format(status=stage, price=price)]
    return world().store.phones(record)[:1]


def _stage(lead: Lead) -> dict[str, Any]:
    pipeline = world().directory.pipelines[lead.pipeline_id]
    status = pipeline.statuses[lead.status_id]
    return {
        "pipeline": {"id": pipeline.id, "name": pipeline.name},
        "status": {"id": status.id, "name": status.name},
    }


def _links(record: Entity) -> list[dict[str, Any]]:
    store, key = world().store, (kind_of(record), record.id)
    held = [
        store.entity(kind, one)
        for kind in ("companies", "contacts", "leads")
        for one in store.links.linked(key, kind)
    ]
    return [reference(one) for one in held if one and visible(one)]


def _note(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "text": str(note.params.get("text", "")),
        "author": _user(note.created_by)["name"],
        "created_at": note.created_at,
    }


def _user(user_id: int) -> dict[str, Any]:
    user = world().directory.users.get(user_id)
    return {"id": user_id, "name": user.name if user else ""}


def _money(amount: int) -> str:
    # Russian typography: thousands apart by a no-break space.
    return texts()["format"]["money"].format(amount=f"{amount:,}".replace(",", "\u00a0"))
