"""Move a task's deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from amo.models import Action, Task
from nlu.intents import RescheduleTask
from nlu.values import Moment
from service.dialogue.decide import Ask, Why
from service.dialogue.interrupts import NotAllowed
from service.dialogue.plans import MoveTasks, TaskMove
from service.dialogue.questions import ask
from service.durations import shifted
from service.lookup.tasks import all_listed, the_task
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def reschedule_task(intent: RescheduleTask, turn: Turn) -> Outcome:
    """Propose the new deadline beside the old one."""
    several = all_listed(turn, intent)
    if len(several) > 1:
        return _move_all(intent, turn, several)
    task = the_task(turn, intent)
    if not turn.session.viewer.may(Action.EDIT, task):
        raise NotAllowed("refused.edit_task")
    new = _new(turn, intent, task)
    if new is None or new < turn.now:
        return ask(turn, _again(intent, new))
    old = task.complete_till
    slots = (
        Slot("task", turn.rows.title(task), intent.text is not None or intent.ordinal is not None),
        Slot("old", turn.wording.moment(old) if old else turn.texts("confirm.no_due")),
        Slot("due", turn.wording.moment(new)),
    )
    text = turn.texts("confirm.reschedule_task", **{one.name: one.value for one in slots})
    return propose_plan(turn, intent, MoveTasks((TaskMove(task.id, old, new),)), text, slots)


def _move_all(intent: RescheduleTask, turn: Turn, tasks: Sequence[Task]) -> Outcome:
    """Propose to move every listed task that the user may; the list is frozen here."""
    allowed = [one for one in tasks if turn.session.viewer.may(Action.EDIT, one)]
    if not allowed:
        raise NotAllowed("refused.edit_task")
    new = [(one, _new(turn, intent, one)) for one in allowed]
    past = next((at for _, at in new if at is None or at < turn.now), turn.now)
    if past != turn.now:
        return ask(turn, _again(intent, past))
    moves = tuple(TaskMove(one.id, one.complete_till, at) for one, at in new if at is not None)
    due = turn.wording.moment(moves[0].new) if intent.due else turn.texts("confirm.each_shifted")
    names = ", ".join(f"«{turn.rows.title(one)}»" for one in allowed)
    slots = (Slot("task", names, said=False), Slot("due", due))
    text = turn.texts("confirm.reschedule_tasks", count=len(moves), names=names, due=due)
    return propose_plan(turn, intent, MoveTasks(moves), text, slots)


def _again(intent: RescheduleTask, new: datetime | None) -> Ask:
    if new is None:
        return Ask(replace(intent, shift=None), "due", Why.MISSING)
    past = intent.due or Moment(new, all_day=False)
    return Ask(replace(intent, due=past, shift=None), "due", Why.PAST)


def _new(turn: Turn, intent: RescheduleTask, task: Task) -> datetime | None:
    if intent.due is not None:
        return intent.due.at
    if intent.shift is None:
        return None
    base = (task.complete_till or turn.now).astimezone(turn.now.tzinfo)
    new = shifted(base, intent.shift)
    if new is not None and turn.wording.is_all_day(base) and not turn.wording.is_all_day(new):
        return None  # of a whole day there is no hour to count from
    return new
