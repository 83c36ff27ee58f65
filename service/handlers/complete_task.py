"""Mark a task as done."""

from __future__ import annotations

from collections.abc import Sequence

from amo.models import Action, Task
from nlu.intents import CompleteTask
from service.dialogue.interrupts import NotAllowed
from service.dialogue.plans import FinishTasks
from service.lookup.tasks import all_listed, the_task
from service.proposal import Slot, nothing_to_change, propose_plan
from service.turn import Outcome, Turn


def complete_task(intent: CompleteTask, turn: Turn) -> Outcome:
    """Propose to complete the task, with its result."""
    several = all_listed(turn, intent)
    if len(several) > 1:
        return _complete_all(intent, turn, several)
    task = the_task(turn, intent)
    if not turn.session.viewer.may(Action.EDIT, task):
        raise NotAllowed("refused.edit_task")
    if task.is_completed:
        return nothing_to_change(turn, intent, task, said="confirm.closed_already")
    result = intent.result or turn.texts("confirm.default_result")
    due = task.complete_till
    slots = (
        Slot("task", turn.rows.title(task), intent.text is not None or intent.ordinal is not None),
        Slot("due", turn.wording.moment(due) if due else turn.texts("confirm.no_due")),
        Slot("result", result, intent.result is not None),
    )
    told = {one.name: one.value for one in slots} | ({"due": turn.rows.due(task)} if due else {})
    text = turn.texts("confirm.complete_task", **told)
    return propose_plan(turn, intent, FinishTasks((task.id,), result), text, slots)


def _complete_all(intent: CompleteTask, turn: Turn, tasks: Sequence[Task]) -> Outcome:
    """Propose to complete every listed task that the user may; the list is frozen here."""
    allowed = [one for one in tasks if turn.session.viewer.may(Action.EDIT, one)]
    if not allowed:
        raise NotAllowed("refused.edit_task")
    result = intent.result or turn.texts("confirm.default_result")
    names = ", ".join(f"«{turn.rows.title(one)}»" for one in allowed)
    slots = (Slot("task", names, said=False), Slot("result", result, intent.result is not None))
    text = turn.texts("confirm.complete_tasks", count=len(allowed), names=names, result=result)
    plan = FinishTasks(tuple(one.id for one in allowed), result)
    return propose_plan(turn, intent, plan, text, slots)
