"""Every intent of the contract; a new one joins `Intent` and `INTENTS` here."""

from __future__ import annotations

from typing import TypeAlias

from nlu.draft import Rules
from nlu.intents import (
    add_note,
    cancel,
    choose,
    complete_task,
    create_company,
    create_contact,
    create_lead,
    create_task,
    find_companies,
    find_contacts,
    find_leads,
    find_tasks,
    greet,
    help,
    more,
    no,
    other,
    report,
    reschedule_task,
    search,
    show,
    thanks,
    undo,
    update_contact,
    update_lead,
    yes,
)
from nlu.intents.add_note import AddNote
from nlu.intents.cancel import Cancel
from nlu.intents.choose import Choose
from nlu.intents.complete_task import CompleteTask
from nlu.intents.create_company import CreateCompany
from nlu.intents.create_contact import CreateContact
from nlu.intents.create_lead import CreateLead
from nlu.intents.create_task import CreateTask
from nlu.intents.find_companies import FindCompanies
from nlu.intents.find_contacts import FindContacts
from nlu.intents.find_leads import FindLeads
from nlu.intents.find_tasks import FindTasks
from nlu.intents.greet import Greet
from nlu.intents.help import Help
from nlu.intents.more import More
from nlu.intents.no import No
from nlu.intents.other import Other
from nlu.intents.report import Report
from nlu.intents.reschedule_task import RescheduleTask
from nlu.intents.search import Search
from nlu.intents.show import Show
from nlu.intents.thanks import Thanks
from nlu.intents.undo import Undo
from nlu.intents.update_contact import UpdateContact
from nlu.intents.update_lead import UpdateLead
from nlu.intents.yes import Yes

Intent: TypeAlias = (
    FindContacts
    | FindLeads
    | FindCompanies
    | FindTasks
    | Search
    | CreateTask
    | CompleteTask
    | RescheduleTask
    | AddNote
    | CreateContact
    | CreateCompany
    | CreateLead
    | UpdateLead
    | UpdateContact
    | Show
    | Report
    | Help
    | Greet
    | Thanks
    | Yes
    | No
    | Cancel
    | Undo
    | More
    | Choose
    | Other
)

INTENTS: dict[str, type[Intent]] = {
    intent.stem: intent
    for intent in (
        FindContacts,
        FindLeads,
        FindCompanies,
        FindTasks,
        Search,
        CreateTask,
        CompleteTask,
        RescheduleTask,
        AddNote,
        CreateContact,
        CreateCompany,
        CreateLead,
        UpdateLead,
        UpdateContact,
        Show,
        Report,
        Help,
        Greet,
        Thanks,
        Yes,
        No,
        Cancel,
        Undo,
        More,
        Choose,
        Other,
    )
}

# Ties go to the rule that stands first.
RULES: Rules = (
    *other.RULES,
    *help.RULES,
    *more.RULES,
    *create_task.RULES,
    *complete_task.RULES,
    *reschedule_task.RULES,
    *add_note.RULES,
    *create_contact.RULES,
    *create_company.RULES,
    *create_lead.RULES,
    *update_lead.RULES,
    *update_contact.RULES,
    *report.RULES,
    *show.RULES,
    *find_leads.RULES,
    *find_tasks.RULES,
    *find_contacts.RULES,
    *find_companies.RULES,
    *search.RULES,
    *choose.RULES,
    *greet.RULES,
    *thanks.RULES,
    *undo.RULES,
    *cancel.RULES,
    *no.RULES,
    *yes.RULES,
)

_WRITING = frozenset(
    {"create_task", "complete_task", "reschedule_task", "add_note", "create_contact"}
    | {"create_company", "create_lead", "update_lead", "update_contact"}
)
# What is left where it is only asked whether something was done.
ASKING: Rules = tuple(rule for rule in RULES if rule.stem not in _WRITING)

__all__ = [
    "ASKING",
    "INTENTS",
    "RULES",
    "AddNote",
    "Cancel",
    "Choose",
    "CompleteTask",
    "CreateCompany",
    "CreateContact",
    "CreateLead",
    "CreateTask",
    "FindCompanies",
    "FindContacts",
    "FindLeads",
    "FindTasks",
    "Greet",
    "Help",
    "Intent",
    "More",
    "No",
    "Other",
    "Report",
    "RescheduleTask",
    "Search",
    "Show",
    "Thanks",
    "Undo",
    "UpdateContact",
    "UpdateLead",
    "Yes",
]
