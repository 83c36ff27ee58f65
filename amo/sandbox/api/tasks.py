"""``/api/v4/tasks`` (amoCRM: tasks)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.records import ENTITY_KINDS, Task, stamps
from amo.sandbox.account.rights import edits, may_add, sees_task
from amo.sandbox.errors import Rejected
from amo.sandbox.rest import render
from amo.sandbox.rest.bonds import visible_entity
from amo.sandbox.rest.chronicle import note_added, note_completed
from amo.sandbox.rest.context import caller, paging, world
from amo.sandbox.rest.envelope import hal, nothing, page, self_link
from amo.sandbox.rest.items import Item, array_items, check, object_item
from amo.sandbox.rest.lists import listed_tasks

FOLLOW_UP = 1
REQUIRED = ("text", "complete_till")

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks")


@blueprint.get("")
def listing() -> Response:
    """A page of tasks the user may see."""
    wanted = paging()
    rows, has_next = wanted.cut(listed_tasks())
    return page("tasks", [render.task(one) for one in rows], wanted, has_next)


@blueprint.get("/<int:task_id>")
def single(task_id: int) -> Response:
    """One task; 204 when there is none or the user does not see it."""
    task = _visible(task_id)
    return hal(render.task(task)) if task else nothing()


@blueprint.post("")
def create() -> Response:
    """Make tasks; all of them or, when one is faulty, none."""
    if not may_add(caller(), "tasks"):
        raise Rejected(403, "Forbidden")
    items = array_items()
    made = [(item, _created(item)) for item in items]
    check(items)
    for _, task in made:
        world().store.put(task)
        note_added(task)
    return _batch(made)


@blueprint.patch("")
def update() -> Response:
    """Change several tasks; all of them or, when one is faulty, none."""
    items = array_items()
    found = [(item, _named(item)) for item in items]
    check(items)
    pairs = [(item, task, _changed(item, task)) for item, task in found if task]
    check(items)
    for _, before, _ in pairs:
        _require_edit(before)
    for _, before, after in pairs:
        _store(before, after)
    return _batch([(item, after) for item, _, after in pairs])


@blueprint.patch("/<int:task_id>")
def update_single(task_id: int) -> Response:
    """Change one task."""
    before = _visible(task_id)
    if before is None:
        raise Rejected(404, f"Cannot PATCH {request.base_url}")
    _require_edit(before)
    item = object_item()
    after = _changed(item, before)
    check([item])
    _store(before, after)
    return hal(_short(after))


def _created(item: Item) -> Task:
    for key in REQUIRED:
        if key not in item:
            item.missing(key)
    user, now = caller().id, world().clock.now()
    blank = Task(
        id=world().store.new_id(),
        **stamps(user, now),
        text="",
        task_type_id=FOLLOW_UP,
        complete_till=now,
    )
    return _changed(item, blank)


def _changed(item: Item, task: Task) -> Task:
    entity_type, entity_id = _entity(item, task)
    return replace(
        task,
        text=_text(item, task.text),
        task_type_id=item.choice("task_type_id", task.task_type_id, world().directory.task_types),
        complete_till=item.whole("complete_till", task.complete_till),
        duration=item.whole("duration", task.duration),
        responsible_user_id=item.user("responsible_user_id", task.responsible_user_id),
        created_by=item.user("created_by", task.created_by),
        updated_by=item.user("updated_by", caller().id),
        created_at=item.whole("created_at", task.created_at),
        updated_at=item.whole("updated_at", world().clock.now()),
        entity_type=entity_type,
        entity_id=entity_id,
        is_completed=item.flag("is_completed", task.is_completed),
        result=_result(item, task.result),
    )


def _text(item: Item, kept: str) -> str:
    text = item.text("text", kept)
    if "text" in item and not text.strip():
        item.blank("text")
    return text


def _entity(item: Item, task: Task) -> tuple[str | None, int | None]:
    if "entity_id" not in item and "entity_type" not in item:
        return task.entity_type, task.entity_id
    kind, record_id = item.raw.get("entity_type", task.entity_type), item.raw.get("entity_id")
    if kind is None and not record_id:
        return None, None
    if kind not in ENTITY_KINDS:
        item.no_choice("entity_type")
    elif visible_entity(kind, record_id) is None:
        item.no_choice("entity_id")
    return kind, record_id


def _result(item: Item, kept: str) -> str:
    raw = item.raw.get("result")
    if not raw:
        return kept
    text = raw.get("text") if isinstance(raw, dict) else None
    if not isinstance(text, str):
        item.wrong_type("result.text", "string")
        return kept
    return text


def _visible(task_id: object) -> Task | None:
    task = world().store.tasks.get(task_id) if isinstance(task_id, int) else None
    return task if task and sees_task(caller(), task, world().store, world().directory) else None


def _named(item: Item) -> Task | None:
    task = _visible(item.raw.get("id"))
    if task is None:
        item.no_choice("id")
    return task


def _require_edit(task: Task) -> None:
    if not edits(caller(), task, world().store, world().directory):
        raise Rejected(403, "Forbidden")


def _store(before: Task, after: Task) -> None:
    world().store.put(after)
    if after.is_completed and not before.is_completed:
        note_completed(after)


def _short(task: Task) -> dict[str, Any]:
    links = self_link(f"/tasks/{task.id}")
    return {"id": task.id, "updated_at": task.updated_at, "_links": links}


def _batch(done: list[tuple[Item, Task]]) -> Response:
    rows = [{**_short(task), "request_id": item.request_id} for item, task in done]
    return hal({"_links": self_link("/tasks"), "_embedded": {"tasks": rows}})
