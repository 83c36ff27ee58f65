"""Setting, completing and moving tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias

from amo import Order, TaskChanges, TaskDraft, TaskFilter
from amo.models import Task
from amo.session import Session
from service.answer import Answer
from service.dialogue.plans import FinishTasks, MoveTasks, NewTask, TaskMove
from service.effects.effect import Effect, begun, same_text, written_since
from service.lookup.one import neighbour_names
from service.turn import Outcome, Turn, listed_rows

TaskPlan: TypeAlias = NewTask | FinishTasks | MoveTasks
LATELY = Order("created_at")


def create(plan: NewTask, session: Session) -> Effect:
    """Set the task."""
    draft = TaskDraft(
        text=plan.text,
        complete_till=plan.at,
        responsible_user_id=plan.user_id,
        entity_kind=plan.kind,
        entity_id=plan.record_id,
        task_type_id=plan.type_id,
    )
    return Effect(session.tasks.create([draft]))


def trace(plan: NewTask, session: Session, since: float) -> Effect | None:
    """A task like the planned one that was set after the attempt began."""
    condition = TaskFilter(
        responsible_user_ids=(plan.user_id,),
        entity_kind=plan.kind,
        entity_ids=(plan.record_id,) if plan.record_id else (),
    )
    young = written_since(session.tasks.iterate(filter=condition, order=LATELY), since)
    own = next((one.id for one in young if _is_planned(one, plan)), None)
    return None if own is None else Effect((own,))


def _is_planned(task: Task, plan: NewTask) -> bool:
    planned = (plan.record_id, plan.at.astimezone(UTC).replace(microsecond=0))
    return (task.entity_id, task.complete_till) == planned and same_text(plan.text, task.text)


def finish(plan: FinishTasks, session: Session, since: float | None) -> Effect:
    """Complete the tasks; one that somebody has done already is left as it is.

    Args:
        since: when an earlier attempt began whose end is unknown; what it completed is ours.
    """
    found = {one.id: one for one in session.tasks.by_ids(plan.ids)}
    open_ = [own for own in plan.ids if own in found and not found[own].is_completed]
    change = TaskChanges(is_completed=True, result=plan.result)
    update(session, {own: change for own in open_})
    before = [one.id for one in found.values() if since and _finished(one, plan, begun(since))]
    done = tuple(own for own in plan.ids if own in open_ or own in before)
    return Effect(done, tuple(own for own in plan.ids if own not in done))


def _finished(task: Task, plan: FinishTasks, earliest: datetime) -> bool:
    """Whether a task was completed as planned, after an attempt began."""
    later = task.updated_at is not None and task.updated_at >= earliest
    return later and task.is_completed and same_text(plan.result, task.result)


def move(plan: MoveTasks, session: Session) -> Effect:
    """Move the deadlines; a task that somebody moved meanwhile is skipped."""
    found = {one.id: one for one in session.tasks.by_ids([one.id for one in plan.moves])}
    own = [one for one in plan.moves if one.id in found and _unmoved(found[one.id], one)]
    update(session, {one.id: TaskChanges(complete_till=one.new) for one in own})
    moved = tuple(one.id for one in own)
    return Effect(moved, tuple(one.id for one in plan.moves if one.id not in moved))


def update(session: Session, changes: Mapping[int, TaskChanges]) -> None:
    """Change tasks that were read in this session, in one call for fifty.

    Raises:
        AmoError: amoCRM failed.
    """
    if len(changes) > 1:
        session.tasks.update_many(changes)
        return
    for own, change in changes.items():
        [known] = session.tasks.by_ids((own,))
        session.tasks.update(own, change, known)


def _unmoved(task: Task, planned: TaskMove) -> bool:
    """Whether the deadline is as it was at the preview, or already as it shall be."""
    return task.complete_till in (planned.old, planned.new.replace(microsecond=0))


def receipt(plan: TaskPlan, effect: Effect, turn: Turn) -> Outcome:
    """What amoCRM stores about the tasks now."""
    for own in effect.ids:
        turn.session.tasks.forget(own)
    tasks = turn.session.tasks.by_ids((*effect.ids, *effect.skipped))
    names = neighbour_names(turn.session, tasks)
    rows = tuple(turn.rows.task(one, names.get(one.id)) for one in tasks)
    text = _text(plan, effect, turn, tasks)
    left = ", ".join(f"«{turn.rows.title(one)}»" for one in tasks if one.id in effect.skipped)
    if effect.ids and left:
        text = f"{text} {turn.texts(f'receipt.{plan.stem}_left', names=left)}"
    undo = turn.button("undo")
    buttons = (undo,) if effect.ids else ()
    return listed_rows(turn, Answer(text, rows=rows, buttons=buttons))


def _text(plan: TaskPlan, effect: Effect, turn: Turn, tasks: tuple[Task, ...]) -> str:
    stored = next((one for one in tasks if one.id in effect.ids), None)
    if stored is None:
        return turn.texts(_why_nothing(plan, effect, tasks))
    due = turn.wording.moment(stored.complete_till) if stored.complete_till else ""
    moved = plan.moves if isinstance(plan, MoveTasks) else ()
    before = next((one.old for one in moved if one.id == stored.id), None)
    several = "s" if not isinstance(plan, NewTask) and len(effect.ids) > 1 else ""
    several += "_apart" if several and len({one.new for one in moved}) > 1 else ""
    return turn.texts(
        f"receipt.{plan.stem}{several}",
        text=turn.rows.title(stored),
        due=due,
        old=turn.wording.moment(before) if before else turn.texts("confirm.no_due"),
        user=turn.rows.user(stored.responsible_user_id),
        count=len(effect.ids),
    )


def _why_nothing(plan: TaskPlan, effect: Effect, tasks: tuple[Task, ...]) -> str:
    """The key of the sentence where nothing was written, or nothing of it can be read."""
    if effect.ids:
        return "receipt.unread"
    several = "s" if len(tasks) > 1 else ""
    return f"receipt.{plan.stem}{several}_skipped" if tasks else "nobody.record_bare"
