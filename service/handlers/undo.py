"""Take the last write back, as far as amoCRM's API can, and say plainly what it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias, assert_never

from amo import TaskChanges
from amo.errors import AmoError
from amo.models import Company, Contact, Lead
from service.answer import Answer, Row
from service.claiming import Claiming, claimed, still_busy
from service.claims import Busy, Done, Foreign, Taken
from service.dialogue.plans import (
    ChangeLeads,
    ChangeParty,
    LeadChange,
    MoveTasks,
    TaskMove,
)
from service.dialogue.state import Written
from service.dialogue.undo import (
    CloseTask,
    MoveBack,
    ReopenTasks,
    RestoreLeads,
    RestoreParty,
    Stays,
)
from service.dialogue.undo import Undo as Undoing
from service.effects import Effect, leads, party_edits, tasks
from service.lookup.one import neighbour_names
from service.lookup.reference import Card, read
from service.turn import Outcome, Turn, listed_rows, told

Tell: TypeAlias = Callable[[], Outcome]

_SEVERAL = {
    "undo.reopened": "undo.reopened_several",
    "undo.moved_back": "undo.moved_back_several",
    "undo.changed_since": "undo.changed_since_several",
}


def undo(turn: Turn) -> Outcome:
    """Take the last write back at once, with a receipt."""
    written = turn.state.written
    if written is None:
        return told(turn, Answer(turn.texts("undo.nothing")))
    key = f"{turn.directory.account.id}:{turn.user_id}:undo:{written.nonce}"
    claiming = claimed(turn, key, "undo")
    match claiming.claim:
        case Taken():
            outcome = _claimed(claiming, written)
        case Busy():
            return still_busy(turn, "undo.busy")
        case Done() | Foreign():
            outcome = told(turn, Answer(turn.texts("undo.already")))
        case _:
            assert_never(claiming.claim)
    return replace(outcome, state=replace(outcome.state, written=None))


def _claimed(claiming: Claiming, written: Written) -> Outcome:
    turn = claiming.turn
    try:
        tell = _take_back(turn, written.undo)
    except AmoError:
        claiming.release()  # setting old values twice is setting them once
        raise
    claiming.settle("")
    try:
        return tell()
    except AmoError:
        return told(turn, Answer(turn.texts("undo.unread")))


def _take_back(turn: Turn, undoing: Undoing) -> Tell:
    """Write what takes it back; what amoCRM stores then is read when it is told."""
    match undoing:
        case CloseTask(task_id):
            return _close(turn, task_id)
        case ReopenTasks(ids):
            return _reopen(turn, ids)
        case MoveBack(done):
            return _move_back(turn, done)
        case RestoreLeads(done):
            return _restore_leads(turn, done)
        case RestoreParty(done):
            return _restore_party(turn, done)
        case Stays():
            outcome = _stays(turn, undoing)
            return lambda: outcome
        case _:
            assert_never(undoing)


def _gone(turn: Turn) -> Outcome:
    return told(turn, Answer(turn.texts("undo.gone")))


def _close(turn: Turn, task_id: int) -> Tell:
    task = turn.session.tasks.get(task_id)
    if task is None:
        return partial(_gone, turn)
    note = turn.texts("undo.close_result")
    if not task.is_completed:
        change = TaskChanges(is_completed=True, result=note)
        turn.session.tasks.update(task_id, change, task)
    ours = not task.is_completed or task.result == note
    return partial(_about_tasks, turn, "undo.closed" if ours else "undo.done_since", (task_id,))


def _reopen(turn: Turn, ids: tuple[int, ...]) -> Tell:
    found = turn.session.tasks.by_ids(ids)
    tasks.update(turn.session, {one.id: TaskChanges(is_completed=False) for one in found})
    return partial(_about_tasks, turn, "undo.reopened", ids)


def _move_back(turn: Turn, done: MoveTasks) -> Tell:
    back = tuple(TaskMove(one.id, one.new, one.old) for one in done.moves if one.old is not None)
    effect = tasks.move(MoveTasks(back), turn.session)
    if not effect.ids:
        return partial(_about_tasks, turn, "undo.changed_since", effect.skipped)
    return partial(_moved_back, turn, effect)


def _moved_back(turn: Turn, effect: Effect) -> Outcome:
    """The receipt, and what somebody has changed since."""
    outcome = _about_tasks(turn, "undo.moved_back", effect.ids)
    left = turn.session.tasks.by_ids(effect.skipped)
    if not left:
        return outcome
    names = ", ".join(f"«{turn.rows.title(one)}»" for one in left)
    text = f"{outcome.answer.text} {turn.texts('undo.left', names=names)}"
    return replace(outcome, answer=replace(outcome.answer, text=text))


def _about_tasks(turn: Turn, key: str, ids: tuple[int, ...]) -> Outcome:
    for own in ids:
        turn.session.tasks.forget(own)
    found = turn.session.tasks.by_ids(ids)
    rows = tuple(turn.rows.task(one) for one in found)
    if not found:
        return _gone(turn)
    due = turn.wording.moment(found[0].complete_till) if found[0].complete_till else ""
    key = _SEVERAL.get(key, key) if len(found) > 1 else key
    text = turn.texts(key, text=rows[0].title, due=due, count=len(found))
    return listed_rows(turn, Answer(text, rows=rows))


def _restore_leads(turn: Turn, done: ChangeLeads) -> Tell:
    back = ChangeLeads(tuple(LeadChange(one.id, one.new, one.old) for one in done.changes))
    return partial(_about_leads, turn, leads.change(back, turn.session))


def _about_leads(turn: Turn, effect: Effect) -> Outcome:
    for own in effect.ids:
        turn.session.leads.forget(own)
    found = turn.session.leads.by_ids((*effect.ids, *effect.skipped), ("contacts",))
    rows = tuple(turn.rows.lead(one) for one in found)
    return listed_rows(turn, Answer(_restored(turn, rows, effect.skipped), rows=rows))


def _restored(turn: Turn, rows: tuple[Row, ...], skipped: tuple[int, ...]) -> str:
    back = ", ".join(f"«{one.title}» ({one.lines[0]})" for one in rows if one.id not in skipped)
    left = ", ".join(f"«{one.title}» ({one.lines[0]})" for one in rows if one.id in skipped)
    parts = [turn.texts("undo.restored", names=back)] if back else []
    parts += [turn.texts("undo.left", names=left)] if left else []
    return " ".join(parts) or turn.texts("undo.gone")


def _restore_party(turn: Turn, done: ChangeParty) -> Tell:
    ours = party_edits.take_back(done, turn.session)
    return partial(_gone, turn) if ours is None else partial(_about_party, turn, done, ours)


def _about_party(turn: Turn, done: ChangeParty, ours: tuple[bool, ...]) -> Outcome:
    now = party_edits.stored(done, turn.session)
    rows = (turn.rows.row(now, neighbour_names(turn.session, [now])),) if now else ()
    names = f"«{rows[0].title}»" if rows else ""
    partly = "undo.restored_partly" if any(ours) else "undo.left"
    key = "undo.restored" if all(ours) else partly
    return listed_rows(turn, Answer(turn.texts(key, names=names), rows=rows))


def _stays(turn: Turn, undoing: Stays) -> Outcome:
    record = read(turn, undoing.kind, undoing.id)
    made = (*((record,) if record else ()), *_made_with(turn, record, undoing.with_them))
    rows = tuple(turn.rows.row(one) for one in made)
    record_stays = "undo.records_stay" if len(rows) > 1 else "undo.record_stays"
    key = "undo.note_stays" if undoing.note else record_stays
    return listed_rows(turn, Answer(turn.texts(key), rows=rows))


def _made_with(
    turn: Turn, record: Card | None, names: tuple[str, ...]
) -> tuple[Contact | Company, ...]:
    """The contact and company that were created with a deal or a contact, by their names."""
    if not names or not isinstance(record, Lead | Contact):
        return ()
    firm = (record.company_id,) if record.company_id else ()
    people = record.contact_ids if isinstance(record, Lead) else ()
    made: list[Contact | Company] = [*turn.session.contacts.by_ids(people)]
    made += turn.session.companies.by_ids(firm)
    return tuple(one for one in made if one.name in names)
