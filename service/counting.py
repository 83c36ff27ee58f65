"""The records a report measures, and the condition that says the same to amoCRM's own lists."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from amo import LeadFilter, Order, Page, PersonFilter
from amo.models import Contact, Kind, Lead, Task
from nlu.intents import FindContacts, FindTasks, Report
from nlu.needs import LeadFilters
from nlu.slots import filled
from service.handlers.find_contacts import found_contacts
from service.handlers.find_leads import fits, linked_ids
from service.handlers.find_tasks import task_filter
from service.list_links import ListFilter
from service.lookup.lead_filter import lead_filter, period, user_ids
from service.lookup.matching import like_title
from service.lookup.own_fields import check_values, own_filters, own_query
from service.turn import Turn

MOST_PAGES = 4
NEWEST = Order("created_at")
LAST_CHANGED = Order("updated_at")
_ASIDE = frozenset(("metric", "of", "group_by", "sort", "limit", "compared"))  # no conditions
_SLOTS = {
    Kind.LEADS: frozenset(one.name for one in fields(LeadFilters)) | {"status"},
    Kind.CONTACTS: frozenset(
        ("name", "contact", "company", "phone", "email", "responsible", "created", "fields")
    ),
    Kind.TASKS: frozenset(
        ("responsible", "due", "status", "type", "this", "lead_id", "lead", "contact", "company")
    ),
}
_STATES = {Kind.LEADS: ("open", "won", "lost"), Kind.TASKS: ("open", "overdue", "done")}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a report measures.

    Args:
        page: all records that fit and may be seen; partial when there are more.
        condition: what makes a record fit; None when names or links had to be compared too.
    """

    page: Page[Lead] | Page[Contact] | Page[Task]
    condition: ListFilter | None = None


def beyond(intent: Report, kind: Kind) -> frozenset[str]:
    """The slots of a report that are no condition of the records it counts."""
    strange = frozenset(filled(intent)) - _ASIDE - _SLOTS[kind]
    if intent.status is None or intent.metric == "conversion":
        return strange
    return strange if intent.status in _STATES.get(kind, ()) else strange | {"status"}


def counted(turn: Turn, intent: Report, kind: Kind, most_pages: int | None = None) -> Counted:
    """Read the records of a report.

    Args:
        most_pages: how many are read; as many as one answer may where it is not said.

    Raises:
        Nobody, Several: the record that was named is none or one of several.
    """
    if kind is not Kind.TASKS:
        check_values(turn, kind, intent.fields)
    pages = most_pages or MOST_PAGES
    match kind:
        case Kind.CONTACTS:
            return _contacts(turn, intent, pages)
        case Kind.TASKS:
            return _tasks(turn, intent, pages)
        case _:
            return _leads(turn, intent, pages)


def _leads(turn: Turn, intent: Report, pages: int) -> Counted:
    condition = _condition(turn, intent)
    users = compared_users(turn, intent)
    if users:
        condition = replace(condition, responsible_user_ids=users)
    linked = linked_ids(intent, turn)
    if linked is not None:
        leads = turn.session.leads.by_ids(linked)
        return Counted(Page(tuple(one for one in leads if fits(one, intent, condition))))
    query = own_query(turn.directory, Kind.LEADS, intent.fields)
    page = turn.session.leads.collect(query, filter=condition, order=NEWEST, max_pages=pages)
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


def _contacts(turn: Turn, intent: Report, pages: int) -> Counted:
    """Contacts by the filters of the contact search."""
    own = _shared(intent, Kind.CONTACTS) | {"name": intent.name or intent.contact}
    search = FindContacts(**{slot: value for slot, value in own.items() if slot != "contact"})
    if search.name or search.company or search.phone or search.email:
        found = found_contacts(search, turn)
        return Counted(Page(tuple(found.items), partial=found.partial))
    condition = PersonFilter(
        responsible_user_ids=compared_users(turn, intent)
        or user_ids(intent.responsible, turn.directory, turn.user_id),
        created=period(intent.created),
        fields=own_filters(turn.directory, Kind.CONTACTS, intent.fields),
    )
    query = own_query(turn.directory, Kind.CONTACTS, intent.fields)
    contacts = turn.session.contacts
    page = contacts.collect(query, filter=condition, order=LAST_CHANGED, max_pages=pages)
    return Counted(page, condition)


def _tasks(turn: Turn, intent: Report, pages: int) -> Counted:
    """Tasks by the filters of the task search."""
    condition = task_filter(FindTasks(**_shared(intent, Kind.TASKS)), turn)
    users = compared_users(turn, intent)
    if users:
        condition = replace(condition, responsible_user_ids=users)
    return Counted(turn.session.tasks.collect(filter=condition, max_pages=pages), condition)


def _shared(intent: Report, kind: Kind) -> dict[str, Any]:
    """The slots that the search for these records has too."""
    return {name: value for name, value in filled(intent).items() if name in _SLOTS[kind]}


def compared_users(turn: Turn, intent: Report) -> tuple[int, ...]:
    """Ids of the users that are set side by side; none where it is everybody."""
    named = intent.compared.users if intent.compared is not None else ()
    return tuple(one.id for one in turn.directory.users if one.name in named)
