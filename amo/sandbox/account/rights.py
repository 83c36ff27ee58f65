"""Who may do what: amoCRM's A/G/M/D levels with the stage rights that override them.

A allows all, G what a colleague of one's group owns, M what one owns, D nothing. A stage right
of a lead beats the general one. Viewing a task is no right of its own: see :func:`sees_task`.
"""

from __future__ import annotations

from typing import Literal

from amo.sandbox.account.directory import Directory, User
from amo.sandbox.account.records import Entity, Lead, Record, Task, kind_of
from amo.sandbox.account.store import Store

Action = Literal["view", "edit", "add", "delete"]


def allowed(user: User, action: Action, record: Entity, directory: Directory) -> bool:
    """Whether a user may do something with a record that has a card."""
    if not user.is_active:
        return False
    if user.is_admin:
        return True
    if user.is_free:
        return False
    level = _stage_level(user, action, record) or _level(user, kind_of(record), action)
    return _holds(level, user, record, directory)


def may_add(user: User, kind: str) -> bool:
    """Whether a user may add a record of a kind; a task needs no right of its own."""
    if user.is_admin or kind == "tasks":
        return user.is_active and (user.is_admin or not user.is_free)
    return user.is_active and not user.is_free and _level(user, kind, "add") == "A"


def sees(user: User, record: Record, store: Store, directory: Directory) -> bool:
    """Whether a record exists for a user at all."""
    if isinstance(record, Task):
        return sees_task(user, record, store, directory)
    return allowed(user, "view", record, directory)


def sees_task(user: User, task: Task, store: Store, directory: Directory) -> bool:
    """Whether a user sees a task: one's own, and those on records one may view.

    A task without a record is seen by its owner, its author and administrators.
    """
    if not user.is_active or (user.is_free and not user.is_admin):
        return False
    if user.is_admin or user.id == task.responsible_user_id:
        return True
    if task.entity_type is None or task.entity_id is None:
        return user.id == task.created_by
    entity = store.entity(task.entity_type, task.entity_id)
    return entity is not None and allowed(user, "view", entity, directory)


def edits(user: User, record: Record, store: Store, directory: Directory) -> bool:
    """Whether a user may change a record; what one does not see one cannot change."""
    if not sees(user, record, store, directory):
        return False
    if isinstance(record, Task):
        return user.is_admin or _holds(_level(user, "tasks", "edit"), user, record, directory)
    return allowed(user, "edit", record, directory)


def _level(user: User, kind: str, action: str) -> str:
    return user.levels[kind].get(action, "D")


def _stage_level(user: User, action: str, record: Entity) -> str | None:
    if not isinstance(record, Lead) or action == "add":
        return None
    for right in user.status_rights:
        if (right.pipeline_id, right.status_id) == (record.pipeline_id, record.status_id):
            return right.rights.get(action)
    return None


def _holds(level: str, user: User, record: Record, directory: Directory) -> bool:
    mine = record.responsible_user_id == user.id
    if level == "G":
        return mine or directory.group_of(record.responsible_user_id) == user.group_id
    return level == "A" or (level == "M" and mine)
