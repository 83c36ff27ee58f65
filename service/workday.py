"""A user's working day: what is due, what was left undone, which deals nobody moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amo import LeadFilter, Order, Page, Period, Session, StageRef, TaskFilter
from amo.models import Kind, Lead, Task
from service.stillness import is_stuck

DAY = timedelta(days=1)
_SOONEST = Order("complete_till", descending=False)
_STALEST = Order("updated_at", descending=False)


@dataclass(frozen=True, slots=True)
class Workday:
    """One user's day.

    Args:
        today: open tasks due today, the soonest first.
        overdue: open tasks due before today, the oldest first.
        idle: open deals without an open task, the stalest first.
        stuck: open deals without movement, the stalest first.
        partial: there were more records than were read.
    """

    today: Sequence[Task] = ()
    overdue: Sequence[Task] = ()
    idle: Sequence[Lead] = ()
    stuck: Sequence[Lead] = ()
    partial: bool = False


def workday(session: Session, user_id: int, now: datetime, stuck_days: int) -> Workday:
    """Read the day of a user: a page of tasks and a page of deals.

    Args:
        now: aware, in the account's zone.
        stuck_days: after so many without movement a deal is stuck.

    Raises:
        AmoError: amoCRM failed.
    """
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tasks = _tasks(session, user_id, start + DAY)
    late = [one for one in tasks.items if one.complete_till and one.complete_till < start]
    leads = _leads(session, user_id)
    idle = [one for one in leads.items if one.closest_task_at is None]
    stuck = [one for one in leads.items if is_stuck(one, now, stuck_days)]
    return Workday(
        today=[one for one in tasks.items if one not in late],
        overdue=late,
        idle=idle,
        stuck=stuck,
        partial=tasks.has_more or tasks.partial or leads.partial,
    )


def _tasks(session: Session, user_id: int, end: datetime) -> Page[Task]:
    """The user's open tasks that are due before a moment."""
    due = TaskFilter(responsible_user_ids=(user_id,), is_completed=False, due=Period(None, end))
    return session.tasks.list(filter=due, order=_SOONEST, limit=250)


def _leads(session: Session, user_id: int) -> Page[Lead]:
    """The user's open deals; none where they may see no deals."""
    if not session.viewer.may_view_any(Kind.LEADS):
        return Page(())
    stages = tuple(
        StageRef(pipeline.id, stage.id)
        for pipeline in session.directory.pipelines
        for stage in pipeline.stages
        if stage.is_open
    )
    own = LeadFilter(stages=stages, responsible_user_ids=(user_id,))
    return session.leads.collect(filter=own, order=_STALEST, with_=("contacts",), max_pages=1)
