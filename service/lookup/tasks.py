"""The one task that is meant by its number, its words, its record or the dialogue."""

from __future__ import annotations

from collections.abc import Sequence

from amo import Order, TaskFilter
from amo.models import Kind, Lead, Task
from nlu.intents import CompleteTask, RescheduleTask
from service.dialogue.interrupts import Nobody, NoTasks
from service.dialogue.plans import FinishTasks, MoveTasks
from service.lookup.matching import folded, like_title
from service.lookup.one import the_one
from service.lookup.reference import named, read
from service.page import open_card
from service.pointing import points_at_all, points_at_rest, points_back
from service.task_types import type_id
from service.turn import Turn

SOONEST = Order("complete_till", descending=False)


def the_task(turn: Turn, intent: CompleteTask | RescheduleTask) -> Task:
    """The open task that is meant.

    Raises:
        Nobody, Several, NoTasks: none is, or one of several.
    """
    picked = turn.pick("task", _said(intent))
    if picked is not None:
        return _read(turn, picked.id)
    listed = _from_list(turn, intent)
    if len(listed) == 1:
        return _read(turn, listed[0])
    if listed:
        return the_one(turn, "task", "", _still_open(turn, listed))
    found = [one for one in _candidates(turn, intent) if _fits(one, intent, turn)]
    return the_one(turn, "task", _said(intent), found)


def all_listed(turn: Turn, intent: CompleteTask | RescheduleTask) -> tuple[Task, ...]:
    """The open tasks of the last list, when the phrase speaks of all of them or mends that."""
    said = (intent.text, intent.ordinal, intent.lead_id, intent.lead, intent.contact)
    if any((*said, intent.company, intent.this)):
        return ()
    ids = _proposed(turn, intent)
    listing = turn.state.listing
    if not ids and listing is not None and points_at_all(turn.parse.text, turn.texts):
        rest = points_at_rest(turn.parse.text, turn.texts)
        meant = listing.rest if rest else listing.records
        ids = tuple(one.id for one in meant if one.type == Kind.TASKS)
    return _still_open(turn, ids)


def _still_open(turn: Turn, ids: Sequence[int]) -> tuple[Task, ...]:
    return tuple(one for one in turn.session.tasks.by_ids(ids) if not one.is_completed)


def _proposed(turn: Turn, intent: CompleteTask | RescheduleTask) -> tuple[int, ...]:
    """The tasks that wait for «да» together: «нет, на четверг» is of all of them."""
    pending = turn.state.pending
    if pending is None or pending.interrupted or pending.intent.stem != intent.stem:
        return ()
    match pending.plan:
        case FinishTasks(ids=ids):
            return ids if len(ids) > 1 else ()
        case MoveTasks(moves=moves):
            return tuple(one.id for one in moves) if len(moves) > 1 else ()
        case _:
            return ()


def _said(intent: CompleteTask | RescheduleTask) -> str:
    return intent.text or ""


def _read(turn: Turn, task_id: int) -> Task:
    task = turn.session.tasks.get(task_id)
    if task is None:
        raise Nobody("task", "")
    return task


def _from_list(turn: Turn, intent: CompleteTask | RescheduleTask) -> Sequence[int]:
    """The tasks of the last list that a number, or nothing but «её», may mean; or the proposed."""
    listing = turn.state.listing
    shown = listing.records if listing else ()
    if listing and intent.ordinal is not None:
        shown = listing.numbered
    tasks = [one.id for one in shown if one.type == Kind.TASKS]
    if listing is not None and points_at_rest(turn.parse.text, turn.texts):
        return [one.id for one in listing.rest if one.type == Kind.TASKS]
    about = turn.state.about
    if about is not None and about.type == Kind.TASKS and intent.ordinal is None:
        tasks = [about.id]
    if intent.ordinal is not None:
        place = intent.ordinal - 1 if intent.ordinal > 0 else len(tasks) + intent.ordinal
        if tasks and not 0 <= place < len(tasks):
            raise Nobody("task_number", "")
        return tasks[place : place + 1] if place >= 0 else ()
    named_type = isinstance(intent, RescheduleTask) and intent.type
    record = (intent.this, intent.lead_id, intent.lead, intent.contact, intent.company)
    return () if any((intent.text, named_type, *record)) else tasks


def _candidates(turn: Turn, intent: CompleteTask | RescheduleTask) -> Sequence[Task]:
    """Open tasks of the record that was named, is open or was spoken of; else the user's own."""
    record = named(turn, intent)
    if record is not None:
        return _hung_on(turn, record.kind, record.id)
    card = open_card(turn.page)
    if card is not None and card[0] is not Kind.TASKS and (intent.this or not intent.text):
        return _hung_on(turn, *card)
    spoken_of = _open_of_spoken(turn, intent)
    if spoken_of:
        return spoken_of
    own = TaskFilter(is_completed=False, responsible_user_ids=(turn.user_id,))
    mine = _open(turn, own)
    if intent.text and not any(_fits(one, intent, turn) for one in mine):
        return _open(turn, TaskFilter(is_completed=False))
    return mine


def _hung_on(turn: Turn, kind: Kind, record_id: int) -> Sequence[Task]:
    """Open tasks of a record; where it has none, those of its deals.

    Raises:
        NoTasks: these have none either.
    """
    own = _open(turn, _open_on(kind, record_id))
    if own:
        return own
    record = read(turn, kind, record_id)
    if record is None:
        raise Nobody("card", "")
    leads = () if isinstance(record, Lead) else record.lead_ids
    found = _open(turn, _open_on(Kind.LEADS, *leads)) if leads else ()
    if not found:
        raise NoTasks(record)
    return found


def _open_of_spoken(turn: Turn, intent: CompleteTask | RescheduleTask) -> Sequence[Task]:
    """Open tasks of the one record the last answer was about."""
    listing = turn.state.listing
    if intent.text or listing is None or len(listing.records) != 1:
        return ()
    only = listing.records[0]
    if only.type == Kind.TASKS:
        return ()
    if points_back(turn.parse.text, turn.texts):
        return _hung_on(turn, Kind(only.type), only.id)
    return _open(turn, _open_on(Kind(only.type), only.id))


def _open_on(kind: Kind, *record_ids: int) -> TaskFilter:
    return TaskFilter(is_completed=False, entity_kind=kind, entity_ids=record_ids)


def _open(turn: Turn, condition: TaskFilter) -> Sequence[Task]:
    return turn.session.tasks.list(filter=condition, order=SOONEST, limit=250).items


def _fits(task: Task, intent: CompleteTask | RescheduleTask, turn: Turn) -> bool:
    if isinstance(intent, RescheduleTask) and intent.type and not intent.text:
        return task.task_type_id == type_id(intent.type, turn.directory)
    return intent.text is None or like_title(_topic(turn, intent.text), task.text)


def _topic(turn: Turn, said: str) -> str:
    """«Про реквизиты»: the words that name the task."""
    first, _, rest = said.partition(" ")
    return rest if rest and folded(first) in turn.texts.several("pointing.about") else said
