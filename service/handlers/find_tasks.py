"""Tasks by responsible user, deadline, state, type and the record they hang on."""

from __future__ import annotations

from dataclasses import replace

from amo import Order, Period, TaskFilter
from amo.models import Kind, Task
from nlu.intents import FindTasks
from service.answer import Button
from service.dialogue.state import Offer
from service.handlers.my_day import is_my_day, my_day
from service.listing import Found, present, window
from service.lookup.lead_filter import period, user_ids
from service.lookup.reference import target
from service.pointing import points_at_owner, points_back
from service.task_types import type_id
from service.turn import Outcome, Turn

SOONEST = Order("complete_till", descending=False)
LATEST = Order("complete_till")


def find_tasks(intent: FindTasks, turn: Turn) -> Outcome:
    """Answer with the tasks that fit all conditions."""
    if is_my_day(intent, turn):
        return my_day(intent, turn)
    outcome = present(turn, intent, Kind.TASKS, found_tasks(intent, turn), intent.limit)
    if intent.responsible is not None or not outcome.answer.rows:
        return outcome
    own = Offer(turn.texts("buttons.only_mine"), "responsible", "me")
    answer = replace(outcome.answer, buttons=(*outcome.answer.buttons, Button(own.send, own.send)))
    state = replace(outcome.state, offers=(*outcome.state.offers, own))
    return Outcome(answer, state)


def found_tasks(intent: FindTasks, turn: Turn) -> Found[Task]:
    """The tasks that fit all conditions, the soonest first."""
    condition = task_filter(intent, turn)
    number, size = window(turn, intent.limit)
    order = LATEST if condition.is_completed else SOONEST
    page = turn.session.tasks.list(filter=condition, order=order, page=number, limit=size)
    first = (number - 1) * size
    return Found(page.items, first, page.has_more, page.partial, condition=condition)


def task_filter(intent: FindTasks, turn: Turn) -> TaskFilter:
    """The condition on tasks.

    Raises:
        Nobody, Several: the record that was named is none or one of several.
    """
    about = target(turn, intent, card=False) if _names_record(turn, intent) else None
    kind_of_type = type_id(intent.type, turn.directory)
    return TaskFilter(
        responsible_user_ids=user_ids(intent.responsible, turn.directory, turn.user_id),
        is_completed=_completed(intent, turn),
        task_type_ids=() if kind_of_type is None else (kind_of_type,),
        entity_kind=about.record.kind if about else None,
        entity_ids=(about.record.id,) if about else (),
        due=_due(intent, turn),
    )


def _names_record(turn: Turn, intent: FindTasks) -> bool:
    said = (intent.this, intent.lead_id, intent.lead, intent.contact, intent.company)
    of_user = intent.responsible is not None and points_at_owner(turn.parse.text, turn.texts)
    back = points_back(turn.parse.text, turn.texts) and not of_user
    return any(one is not None for one in said) or back


def _completed(intent: FindTasks, turn: Turn) -> bool | None:
    """Done ones only when asked for, or when the period is over: then both are of interest."""
    if intent.status is not None:
        return intent.status == "done"
    over = intent.due and intent.due.stop and intent.due.stop <= turn.now
    return None if over else False


def _due(intent: FindTasks, turn: Turn) -> Period:
    due = period(intent.due)
    if intent.status != "overdue":
        return due
    end = min(due.end, turn.now) if due.end else turn.now
    return Period(due.start, end)
