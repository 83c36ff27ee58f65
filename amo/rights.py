"""Our own check of a user's rights: the second belt beside `X-Context-User-ID`.

The order of evaluation is amoCRM's: the general right of the kind first, then the right of the
deal's stage, which may limit or extend it. What is not known is denied. Tasks have no right to be
seen of their own: a user sees their own tasks and those of records in sight; a task of no record
is seen by its responsible user, its creator and administrators.
Source: amoCRM API, "Users", "Roles"; the rule about tasks is not documented.
"""

from collections.abc import Iterable
from enum import Enum

from amo.models import Action, AnyRecord, Kind, Lead, Level, Record, Rights, Task, User


class Sight(Enum):
    """Whether a task is in sight: yes, no, or as its record is."""

    SEEN = "seen"
    HIDDEN = "hidden"
    AS_RECORD = "as_record"


def allowed(user: User, action: Action, record: Record) -> bool:
    """Whether the user may do this to this record.

    Args:
        user: the asking user, with the rights amoCRM gave for them.
        action: to view or to edit; adding has no record, see `may_add`.
        record: the record as amoCRM stores it now.
    """
    if not user.can_sign_in:
        return False
    if user.rights.is_admin:
        return True
    if isinstance(record, Task) and action is Action.VIEW:
        return task_sight(user, record) is Sight.SEEN
    return _reaches(_level(user.rights, action, record), user, record)


def visible(user: User, records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """The records the user may view; deleted ones are in nobody's sight."""
    return tuple(one for one in records if not _is_deleted(one) and allowed(user, Action.VIEW, one))


def may_add(user: User, kind: Kind) -> bool:
    """Whether the user may create records of this kind; tasks need no right of their own."""
    if not user.can_sign_in:
        return False
    if user.rights.is_admin or kind is Kind.TASKS:
        return True
    return user.rights.level(kind, Action.ADD) is Level.ALL


def may_view_any(user: User, kind: Kind) -> bool:
    """Whether there can be a record of this kind that the user may view."""
    if not user.can_sign_in:
        return False
    if user.rights.is_admin or kind is Kind.TASKS:
        return True
    extended = kind is Kind.LEADS and _extends(user.rights)
    return extended or user.rights.level(kind, Action.VIEW) in (Level.ALL, Level.GROUP, Level.MAIN)


def may_edit_any(user: User, kind: Kind) -> bool:
    """Whether there can be a record of this kind that the user may change."""
    reach = user.rights.level(kind, Action.EDIT)
    return user.can_sign_in and (user.rights.is_admin or reach is not Level.DENIED)


def task_sight(user: User, task: Task) -> Sight:
    """Whether the task itself decides that the user sees it, or its record has to."""
    if not user.can_sign_in:
        return Sight.HIDDEN
    if user.rights.is_admin or user.id == task.responsible_user_id:
        return Sight.SEEN
    if task.entity_kind is None or task.entity_id is None:
        return Sight.SEEN if user.id == task.created_by else Sight.HIDDEN
    return Sight.AS_RECORD


def narrowest_users(user: User, kind: Kind, colleagues: Iterable[User]) -> tuple[int, ...]:
    """The responsible users outside whose records nothing is in sight; empty for "anybody".

    Lets amoCRM itself leave the hidden records out where it does not enforce the rights for us.
    """
    if user.rights.is_admin or kind is Kind.TASKS or (kind is Kind.LEADS and _extends(user.rights)):
        return ()
    match user.rights.level(kind, Action.VIEW):
        case Level.MAIN:
            return (user.id,)
        case Level.GROUP:
            group = user.rights.group_id
            return tuple(one.id for one in colleagues if one.rights.group_id == group)
        case _:
            return ()


def _extends(rights: Rights) -> bool:
    return any(one.levels.get(Action.VIEW) is Level.ALL for one in rights.status_rights)


def _level(rights: Rights, action: Action, record: Record) -> Level:
    special = _stage_level(rights, action, record) if isinstance(record, Lead) else None
    return special or rights.level(record.kind, action)


def _stage_level(rights: Rights, action: Action, lead: Lead) -> Level | None:
    for one in rights.status_rights:
        if (one.pipeline_id, one.status_id) == (lead.pipeline_id, lead.status_id):
            return one.levels.get(action)
    return None


def _reaches(level: Level, user: User, record: Record) -> bool:
    own = record.responsible_user_id == user.id
    match level:
        case Level.ALL:
            return True
        case Level.MAIN:
            return own
        case Level.GROUP:
            return own or _same_group(user, record)
        case Level.LINKED | Level.DENIED:
            return False


def _same_group(user: User, record: Record) -> bool:
    """A record of nobody is in no group, whatever number amoCRM writes there."""
    if record.responsible_user_id is None:
        return False
    return (record.group_id or 0) == user.rights.group_id


def _is_deleted(record: Record) -> bool:
    return not isinstance(record, Task) and record.is_deleted
