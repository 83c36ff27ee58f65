"""Mark a task as done."""

from __future__ import annotations

from amo.models import Action
from nlu.intents import CompleteTask
from service.dialogue.interrupts import NotAllowed
from service.dialogue.plans import FinishTasks
from service.lookup.tasks import the_task
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def complete_task(intent: CompleteTask, turn: Turn) -> Outcome:
    """Propose to complete the task, with its result."""
    task = the_task(turn, intent)
    if not turn.session.viewer.may(Action.EDIT, task):
        raise NotAllowed("refused.edit_task")
    result = intent.result or turn.texts("confirm.default_result")
    slots = (
        Slot("task", turn.rows.title(task), intent.text is not None or intent.ordinal is not None),
        Slot("due", turn.rows.due(task)),
        Slot("result", result, intent.result is not None),
    )
    text = turn.texts("confirm.complete_task", **{one.name: one.value for one in slots})
    return propose_plan(turn, intent, FinishTasks((task.id,), result), text, slots)
