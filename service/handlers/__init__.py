"""One handler for each intent; a forgotten one is an error of the type checker."""

from __future__ import annotations

from typing import assert_never

from nlu import Intent
from nlu.intents import (
    AddNote,
    Cancel,
    Choose,
    CompleteTask,
    CreateCompany,
    CreateContact,
    CreateLead,
    CreateTask,
    FindCompanies,
    FindContacts,
    FindLeads,
    FindTasks,
    Greet,
    Help,
    More,
    No,
    Other,
    Report,
    RescheduleTask,
    Search,
    Show,
    Thanks,
    Undo,
    UpdateContact,
    UpdateLead,
    Yes,
)
from service.dialogue.decide import Write
from service.dialogue.declines import not_understood
from service.handlers.add_note import add_note
from service.handlers.complete_task import complete_task
from service.handlers.create_company import create_company
from service.handlers.create_contact import create_contact
from service.handlers.create_lead import create_lead
from service.handlers.create_task import create_task
from service.handlers.find_companies import find_companies
from service.handlers.find_contacts import find_contacts
from service.handlers.find_leads import find_leads
from service.handlers.find_tasks import find_tasks
from service.handlers.report import report
from service.handlers.reschedule_task import reschedule_task
from service.handlers.search import search
from service.handlers.show import show
from service.handlers.talk import greet, help_, thanks
from service.handlers.undo import undo
from service.handlers.update_contact import update_contact
from service.handlers.update_lead import update_lead
from service.turn import Outcome, Turn


def carry_out(turn: Turn, intent: Intent) -> Outcome:  # noqa: C901 (one line for each intent)
    """Answer a request that changes nothing, or take the last change back.

    Raises:
        Interrupt: the user has to say more.
        AmoError: amoCRM failed.
    """
    match intent:
        case FindContacts():
            return find_contacts(intent, turn)
        case FindLeads():
            return find_leads(intent, turn)
        case FindCompanies():
            return find_companies(intent, turn)
        case FindTasks():
            return find_tasks(intent, turn)
        case Search():
            return search(intent, turn)
        case Show():
            return show(intent, turn)
        case Report():
            return report(intent, turn)
        case Undo():
            return undo(turn)
        case Help():
            return help_(turn)
        case Greet():
            return greet(turn)
        case Thanks():
            return thanks(turn)
        case Yes() | No() | Cancel() | More() | Choose() | Other():
            return not_understood(turn)  # words of the dialogue itself; decide() keeps them away
        case _:
            return propose(turn, intent)


def propose(turn: Turn, intent: Write) -> Outcome:
    """Put a write before the user.

    Raises:
        Interrupt: the user has to say more.
        AmoError: amoCRM failed.
    """
    match intent:
        case CreateTask():
            return create_task(intent, turn)
        case CompleteTask():
            return complete_task(intent, turn)
        case RescheduleTask():
            return reschedule_task(intent, turn)
        case AddNote():
            return add_note(intent, turn)
        case CreateContact():
            return create_contact(intent, turn)
        case CreateCompany():
            return create_company(intent, turn)
        case CreateLead():
            return create_lead(intent, turn)
        case UpdateLead():
            return update_lead(intent, turn)
        case UpdateContact():
            return update_contact(intent, turn)
        case _:
            assert_never(intent)
