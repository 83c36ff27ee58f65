"""Notes of leads, contacts and companies (amoCRM: notes)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.records import Note
from amo.sandbox.errors import Rejected
from amo.sandbox.rest import render
from amo.sandbox.rest.bonds import visible_entity
from amo.sandbox.rest.context import caller, paging, world
from amo.sandbox.rest.envelope import hal, nothing, page, self_link
from amo.sandbox.rest.items import Item, array_items, check, object_item
from amo.sandbox.rest.lists import narrowed

# What each type of note must carry in its params.
PARAMS = {
    "common": ("text",),
    "call_in": ("duration", "phone"),
    "call_out": ("duration", "phone"),
    "service_message": ("service", "text"),
    "extended_service_message": ("service", "text"),
    "sms_in": ("text", "phone"),
    "sms_out": ("text", "phone"),
    "geolocation": ("text",),
}

blueprint = Blueprint("notes", __name__, url_prefix="/<any(leads, contacts, companies):kind>")


@blueprint.get("/notes")
def listing(kind: str) -> Response:
    """A page of the notes of all records of a kind the user sees."""
    return _page([one for one in world().store.notes_of(kind) if _seen(one)])


@blueprint.get("/<int:record_id>/notes")
def listing_of(kind: str, record_id: int) -> Response:
    """A page of the notes of one record."""
    _require_record(kind, record_id)
    return _page(world().store.notes_of(kind, record_id))


@blueprint.get("/notes/<int:note_id>")
def single(kind: str, note_id: int) -> Response:
    """One note."""
    note = _found(kind, note_id)
    return hal(render.note(note)) if note else nothing()


@blueprint.get("/<int:record_id>/notes/<int:note_id>")
def single_of(kind: str, record_id: int, note_id: int) -> Response:
    """One note of a record."""
    note = _found(kind, note_id)
    return hal(render.note(note)) if note and note.entity_id == record_id else nothing()


@blueprint.post("/notes")
def create(kind: str) -> Response:
    """Add notes to any records of a kind."""
    return _create(kind, None)


@blueprint.post("/<int:record_id>/notes")
def create_of(kind: str, record_id: int) -> Response:
    """Add notes to one record."""
    _require_record(kind, record_id)
    return _create(kind, record_id)


@blueprint.patch("/notes/<int:note_id>")
@blueprint.patch("/<int:record_id>/notes/<int:note_id>")
def update(kind: str, note_id: int, record_id: int | None = None) -> Response:
    """Change the params of a note."""
    note = _found(kind, note_id)
    if note is None or record_id not in (None, note.entity_id):
        raise Rejected(404, f"Cannot PATCH {request.base_url}")
    if not caller().is_admin and note.created_by != caller().id:
        raise Rejected(403, "Forbidden")
    item = object_item()
    params = {**note.params, **_params(item, note.note_type, required=False)}
    check([item])
    now = world().clock.now()
    after = replace(note, params=params, updated_at=now, updated_by=caller().id)
    world().store.notes[note.id] = after
    return hal(_short(after))


def _create(kind: str, record_id: int | None) -> Response:
    items = array_items()
    made = [(item, _created(item, kind, record_id)) for item in items]
    check(items)
    rows = []
    for item, note in made:
        world().store.notes[note.id] = note
        rows.append({**_short(note), "request_id": item.request_id})
    return hal({"_links": {"self": {"href": request.url}}, "_embedded": {"notes": rows}})


def _created(item: Item, kind: str, record_id: int | None) -> Note:
    wanted = record_id or item.whole("entity_id", 0)
    if visible_entity(kind, wanted) is None:
        item.no_choice("entity_id")
    note_type = item.text("note_type", "common")
    if note_type not in PARAMS:
        item.no_choice("note_type")
    author, now = item.user("created_by", caller().id), world().clock.now()
    return Note(
        id=world().store.new_id(),
        entity_type=kind,
        entity_id=wanted,
        note_type=note_type,
        params=_params(item, note_type, required=True),
        responsible_user_id=author,
        created_by=author,
        updated_by=author,
        created_at=item.whole("created_at", now),
        updated_at=now,
    )


def _params(item: Item, note_type: str, *, required: bool) -> dict[str, Any]:
    params = item.raw.get("params", {})
    if not isinstance(params, dict):
        item.wrong_type("params", "object")
        return {}
    if required:
        for key in PARAMS.get(note_type, ()):
            if key not in params:
                item.missing(f"params.{key}")
    if not isinstance(params.get("text", ""), str):
        item.wrong_type("params.text", "string")
    return params


def _found(kind: str, note_id: int) -> Note | None:
    note = world().store.notes.get(note_id)
    return note if note and note.entity_type == kind and _seen(note) else None


def _seen(note: Note) -> bool:
    return visible_entity(note.entity_type, note.entity_id) is not None


def _require_record(kind: str, record_id: int) -> None:
    if visible_entity(kind, record_id) is None:
        raise Rejected(404, f"Cannot {request.method} {request.base_url}")


def _page(notes: list[Note]) -> Response:
    wanted = paging()
    rows, has_next = wanted.cut(narrowed("notes", notes))
    return page("notes", [render.note(one) for one in rows], wanted, has_next)


def _short(note: Note) -> dict[str, Any]:
    path = f"/{note.entity_type}/{note.entity_id}/notes/{note.id}"
    return {
        "id": note.id,
        "entity_id": note.entity_id,
        "updated_at": note.updated_at,
        "_links": self_link(path),
    }
