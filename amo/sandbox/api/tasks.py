"""``/api/v4/tasks``: reading (amoCRM: tasks)."""

from __future__ import annotations

from flask import Blueprint, Response

from amo.sandbox import render
from amo.sandbox.context import caller, paging, world
from amo.sandbox.envelope import hal, nothing, page
from amo.sandbox.lists import listed_tasks
from amo.sandbox.rights import sees_task

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks")
def listing() -> Response:
    """A page of tasks the user may see."""
    wanted = paging()
    rows, has_next = wanted.cut(listed_tasks())
    return page("tasks", [render.task(one) for one in rows], wanted, has_next)


@blueprint.get("/tasks/<int:task_id>")
def single(task_id: int) -> Response:
    """One task; 204 when there is none or the user does not see it."""
    task = world().store.tasks.get(task_id)
    if task is None or not sees_task(caller(), task, world().store, world().directory):
        return nothing()
    return hal(render.task(task))
