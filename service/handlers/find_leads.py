"""Deals by number, name, person, company, stage, sum, dates and responsible user, all together."""

from __future__ import annotations

from collections.abc import Sequence

from amo import LeadFilter, Order
from amo.models import Contact, Kind, Lead
from nlu.intents import FindLeads
from nlu.needs import LeadFilters
from service.listing import Found, present, window
from service.lookup.lead_filter import lead_filter
from service.lookup.leads import leads_titled
from service.lookup.matching import like_title
from service.lookup.one import the_one
from service.lookup.own_fields import check_values, own_query
from service.lookup.parties import contacts_reached
from service.lookup.reference import the_company, the_contact, the_party
from service.turn import Outcome, Turn

WITH = ("contacts",)
_ORDERS = {"oldest": Order("created_at", descending=False)}
NEWEST = Order("created_at")


def find_leads(intent: FindLeads, turn: Turn) -> Outcome:
    """Answer with the deals that fit all conditions."""
    check_values(turn, Kind.LEADS, intent.fields)
    return present(turn, intent, Kind.LEADS, found_leads(intent, turn), intent.limit)


def found_leads(intent: FindLeads, turn: Turn) -> Found[Lead]:
    """The deals that fit all conditions."""
    condition = lead_filter(intent, intent.status, turn.directory, turn.user_id)
    if intent.id is not None:
        lead = turn.session.leads.get(intent.id, WITH)
        return Found((lead,) if lead is not None and condition.matches(lead) else ())
    linked = linked_ids(intent, turn)
    if linked is not None:
        leads = turn.session.leads.by_ids(linked, WITH)
        return Found(_sorted([one for one in leads if fits(one, intent, condition)], intent))
    if intent.name is not None:
        hits = leads_titled(turn, intent.name, condition)
        return Found(_sorted(hits.items, intent), partial=hits.partial, near=hits.near)
    return _by_condition(intent, turn, condition)


def linked_ids(intent: LeadFilters, turn: Turn) -> Sequence[int] | None:
    """Deals of the person and the company that were named; None when neither was.

    Raises:
        Nobody, Several: the words name none or several.
    """
    if (intent.contact is None) != (intent.company is None) and not (intent.phone or intent.email):
        return the_party(turn, intent.contact, intent.company).lead_ids
    people = _person(intent, turn)
    company = the_company(turn, intent.company) if intent.company else None
    if people is None:
        return company.lead_ids if company else None
    if company is None:
        return people.lead_ids
    return [one for one in people.lead_ids if one in company.lead_ids]


def _person(intent: LeadFilters, turn: Turn) -> Contact | None:
    if intent.contact is not None:
        return the_contact(turn, intent.contact, intent.company)
    if intent.phone is not None or intent.email is not None:
        hits = contacts_reached(turn, intent.phone, intent.email)
        return the_one(turn, "phone", intent.phone or intent.email or "", hits.items)
    return None


def _by_condition(intent: FindLeads, turn: Turn, condition: LeadFilter) -> Found[Lead]:
    query = own_query(turn.directory, Kind.LEADS, intent.fields)
    if intent.sort in ("largest", "smallest"):
        whole = turn.session.leads.collect(query, filter=condition, order=NEWEST, with_=WITH)
        found = _sorted(whole.items, intent)
        return Found(found, partial=whole.partial, condition=condition)
    number, size = window(turn, intent.limit)
    order = _ORDERS.get(intent.sort or "", NEWEST)
    page = turn.session.leads.list(
        query, filter=condition, order=order, page=number, limit=size, with_=WITH
    )
    first = (number - 1) * size
    return Found(page.items, first, page.has_more, page.partial, condition=condition)


def fits(lead: Lead, intent: LeadFilters, condition: LeadFilter) -> bool:
    """Whether a linked deal fits the other conditions too."""
    return condition.matches(lead) and (intent.name is None or like_title(intent.name, lead.name))


def _sorted(leads: Sequence[Lead], intent: FindLeads) -> Sequence[Lead]:
    """In the order asked for; the newest first when none was."""
    match intent.sort:
        case "largest":
            return sorted(leads, key=lambda one: -one.price)
        case "smallest":
            return sorted(leads, key=lambda one: one.price)
        case "oldest":
            return sorted(leads, key=_age)
        case "newest" | None:
            return sorted(leads, key=_age, reverse=True)


def _age(lead: Lead) -> tuple[float, int]:
    return (lead.created_at.timestamp() if lead.created_at else 0.0, lead.id)
