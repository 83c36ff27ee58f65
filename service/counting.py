"""The records a report measures, and the condition that says the same to amoCRM's own lists."""

from __future__ import annotations

from dataclasses import dataclass, replace

from amo import LeadFilter, Order, Page, PersonFilter
from amo.models import Contact, Kind, Lead, Task
from nlu.intents import FindTasks, Report
from nlu.slots import filled
from service.handlers.find_tasks import task_filter
from service.list_links import ListFilter
from service.lookup.lead_filter import lead_filter, period, user_ids
from service.lookup.matching import like_title
from service.lookup.own_fields import check_values, own_filters, own_query
from service.lookup.reference import the_company, the_contact
from service.turn import Turn

MOST_PAGES = 4
NEWEST = Order("created_at")
LAST_CHANGED = Order("updated_at")
_TASK_SLOTS = frozenset(
    ("responsible", "due", "status", "type", "this", "lead_id", "lead", "contact", "company")
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a report measures.

    Args:
        page: all records that fit and may be seen; partial when there are more.
        condition: what makes a record fit; None when names or links had to be compared too.
    """

    page: Page[Lead] | Page[Contact] | Page[Task]
    condition: ListFilter | None = None


def counted(turn: Turn, intent: Report, kind: Kind) -> Counted:
    """Read the records of a report.

    Raises:
        Nobody, Several: the record that was named is none or one of several.
    """
    if kind is not Kind.TASKS:
        check_values(turn, kind, intent.fields)
    match kind:
        case Kind.CONTACTS:
            return _contacts(turn, intent)
        case Kind.TASKS:
            return _tasks(turn, intent)
        case _:
            return _leads(turn, intent)


def _leads(turn: Turn, intent: Report) -> Counted:
    condition = _condition(turn, intent)
    if intent.contact or intent.company:
        party = (
            the_contact(turn, intent.contact, intent.company)
            if intent.contact
            else the_company(turn, intent.company or "")
        )
        linked = turn.session.leads.by_ids(party.lead_ids)
        return Counted(Page(tuple(one for one in linked if condition.matches(one))))
    query = own_query(turn.directory, Kind.LEADS, intent.fields)
    page = turn.session.leads.collect(query, filter=condition, order=NEWEST, max_pages=MOST_PAGES)
    if intent.name is None:
        return Counted(page, condition)
    named = tuple(one for one in page.items if like_title(intent.name, one.name))
    return Counted(Page(named, partial=page.partial))


def _condition(turn: Turn, intent: Report) -> LeadFilter:
    """The filters of the report; a conversion is of closed deals, whichever way they ended."""
    if intent.metric != "conversion":
        return lead_filter(intent, intent.status, turn.directory, turn.user_id)
    ways = [lead_filter(intent, one, turn.directory, turn.user_id) for one in ("won", "lost")]
    return replace(ways[0], stages=tuple(one for way in ways for one in way.stages))


def _contacts(turn: Turn, intent: Report) -> Counted:
    """Contacts by the filters of the contact search that a report has."""
    condition = PersonFilter(
        responsible_user_ids=user_ids(intent.responsible, turn.directory, turn.user_id),
        created=period(intent.created),
        fields=own_filters(turn.directory, Kind.CONTACTS, intent.fields),
    )
    if intent.company is not None:
        company = the_company(turn, intent.company)
        people = turn.session.contacts.by_ids(company.contact_ids)
        return Counted(Page(tuple(one for one in people if condition.matches(one))))
    query = own_query(turn.directory, Kind.CONTACTS, intent.fields)
    contacts = turn.session.contacts
    page = contacts.collect(query, filter=condition, order=LAST_CHANGED, max_pages=MOST_PAGES)
    return Counted(page, condition)


def _tasks(turn: Turn, intent: Report) -> Counted:
    """Tasks by the filters of the task search."""
    shared = {name: value for name, value in filled(intent).items() if name in _TASK_SLOTS}
    condition = task_filter(FindTasks(**shared), turn)
    return Counted(turn.session.tasks.collect(filter=condition, max_pages=MOST_PAGES), condition)
