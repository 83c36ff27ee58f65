"""The writes themselves: how each is done, recognised afterwards, told of, and taken back."""

from __future__ import annotations

from typing import assert_never

from amo.models import Kind
from amo.session import Session
from service.dialogue.plans import (
    ChangeCompany,
    ChangeContact,
    ChangeLeads,
    FinishTasks,
    MoveTasks,
    NewCompany,
    NewContact,
    NewLead,
    NewNote,
    NewTask,
    Plan,
)
from service.dialogue.undo import (
    CloseTask,
    MoveBack,
    ReopenTasks,
    RestoreLeads,
    RestoreParty,
    Stays,
    Undo,
)
from service.effects import leads, notes, parties, party_edits, tasks
from service.effects.effect import Effect
from service.turn import Outcome, Turn


def perform(plan: Plan, session: Session, since: float | None = None) -> Effect:
    """Write.

    Args:
        since: when an earlier attempt began that may have done a part, seconds since the epoch.

    Raises:
        AmoError: amoCRM failed.
    """
    match plan:
        case NewTask():
            return tasks.create(plan, session)
        case FinishTasks():
            return tasks.finish(plan, session, since)
        case MoveTasks():
            return tasks.move(plan, session)
        case NewNote():
            return notes.create(plan, session)
        case NewContact():
            return parties.create_contact(plan, session, since)
        case NewCompany():
            return parties.create_company(plan, session)
        case NewLead():
            return leads.create(plan, session, since)
        case ChangeLeads():
            return leads.change(plan, session)
        case ChangeContact() | ChangeCompany():
            return party_edits.change(plan, session, since)
        case _:
            assert_never(plan)


def traced(plan: Plan, session: Session, since: float) -> Effect | None:
    """What an attempt whose end is unknown left in amoCRM; None when it left nothing.

    Args:
        since: when the attempt began, seconds since the epoch.
    """
    match plan:
        case NewTask():
            return tasks.trace(plan, session, since)
        case NewNote():
            return notes.trace(plan, session, since)
        case NewContact():
            return parties.trace_contact(plan, session, since)
        case NewCompany():
            return parties.trace_company(plan, session, since)
        case NewLead():
            return leads.trace(plan, session, since)
        case FinishTasks() | MoveTasks() | ChangeLeads() | ChangeContact() | ChangeCompany():
            return None  # `perform` counts what is already as it shall be as done
        case _:
            assert_never(plan)


def receipt(plan: Plan, effect: Effect, turn: Turn) -> Outcome:
    """What amoCRM stores now, read back."""
    match plan:
        case NewTask() | FinishTasks() | MoveTasks():
            return tasks.receipt(plan, effect, turn)
        case NewNote():
            return notes.receipt(plan, effect, turn)
        case NewContact() | NewCompany():
            return parties.receipt(plan, effect, turn)
        case NewLead() | ChangeLeads():
            return leads.receipt(plan, effect, turn)
        case ChangeContact() | ChangeCompany():
            return party_edits.receipt(plan, effect, turn)
        case _:
            assert_never(plan)


def undo_of(plan: Plan, effect: Effect) -> Undo | None:  # noqa: C901 (a line a plan)
    """How the write can be taken back."""
    if not effect.ids:
        return None
    match plan:
        case NewTask():
            return CloseTask(effect.ids[0])
        case FinishTasks():
            return ReopenTasks(effect.ids)
        case MoveTasks():
            return MoveBack(MoveTasks(tuple(one for one in plan.moves if one.id in effect.ids)))
        case NewNote():
            return Stays(plan.kind, plan.record_id, note=True)
        case NewContact():
            made = (plan.new_company,) if plan.new_company else ()
            return Stays(Kind.CONTACTS, effect.ids[0], with_them=made)
        case NewCompany():
            return Stays(Kind.COMPANIES, effect.ids[0])
        case NewLead():
            names = tuple(filter(None, (plan.new_contact, plan.new_company)))
            return Stays(Kind.LEADS, effect.ids[0], with_them=names)
        case ChangeLeads():
            done = tuple(one for one in plan.changes if one.id in effect.ids)
            return RestoreLeads(ChangeLeads(done))
        case ChangeContact() | ChangeCompany():
            return RestoreParty(plan)
        case _:
            assert_never(plan)


__all__ = ["Effect", "perform", "receipt", "traced", "undo_of"]
