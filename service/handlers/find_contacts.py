"""People by name, phone, e-mail, company, responsible user and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amo import PersonFilter
from amo.models import Company, Contact, Kind
from nlu.intents import FindCompanies, FindContacts
from service.listing import Found, present, window
from service.lookup.lead_filter import period, user_ids
from service.lookup.matching import has_email, has_phone
from service.lookup.own_fields import check_values, own_filters, own_query
from service.lookup.parties import (
    LAST_CHANGED,
    companies_called,
    companies_reached,
    contacts_called,
    contacts_reached,
)
from service.lookup.reference import the_company
from service.pointing import is_typed
from service.turn import Outcome, Turn


def find_contacts(intent: FindContacts, turn: Turn) -> Outcome:
    """Answer with the contacts that fit all conditions."""
    check_values(turn, Kind.CONTACTS, intent.fields)
    found = found_contacts(intent, turn)
    near = found.near or ""
    if not found.items and is_typed(turn.parse.text, intent.name or "", near, turn.texts):
        return find_contacts(replace(intent, name=near), turn)
    firms = () if found.items else _firms(intent, turn)
    if firms:
        meant = FindCompanies(intent.name, intent.phone, intent.email)
        outcome = present(turn, meant, Kind.COMPANIES, Found(firms), None)
        text = turn.texts("none.but_companies", found=outcome.answer.text)
        return replace(outcome, answer=replace(outcome.answer, text=text))
    return present(turn, intent, Kind.CONTACTS, found, intent.limit)


def _firms(intent: FindContacts, turn: Turn) -> Sequence[Company]:
    """Companies with this name, number or address alone: whose it is only the account knows."""
    alone = FindContacts(name=intent.name, phone=intent.phone, email=intent.email)
    seen = turn.session.viewer.may_view_any(Kind.COMPANIES) and turn.page_number == 1
    if intent != alone or intent == FindContacts() or not seen:
        return ()
    if intent.phone is not None or intent.email is not None:
        return companies_reached(turn, intent.phone, intent.email, most=2).items
    return companies_called(turn, intent.name or "", most=1).items


def found_contacts(intent: FindContacts, turn: Turn) -> Found[Contact]:
    """The contacts that fit all conditions.

    Raises:
        Nobody, Several: the company that was named is none or one of several.
    """
    condition = PersonFilter(
        responsible_user_ids=user_ids(intent.responsible, turn.directory, turn.user_id),
        created=period(intent.created),
        fields=own_filters(turn.directory, Kind.CONTACTS, intent.fields),
    )
    if intent.company is not None:
        return _of_company(intent, turn, condition)
    if intent.phone is not None or intent.email is not None:
        hits = contacts_reached(turn, intent.phone, intent.email)
    elif intent.name is not None:
        hits = contacts_called(turn, intent.name)
    else:
        return _by_condition(intent, turn, condition)
    kept = tuple(
        one for one in hits.items if condition.matches(one) and _is_called(turn, one, intent.name)
    )
    return Found(kept, partial=hits.partial, near=hits.near)


def _of_company(intent: FindContacts, turn: Turn, condition: PersonFilter) -> Found[Contact]:
    company = the_company(turn, intent.company or "")
    people = turn.session.contacts.by_ids(company.contact_ids, ("leads",))
    kept = (one for one in people if condition.matches(one) and _is_reached(one, intent))
    return Found(tuple(one for one in kept if _is_called(turn, one, intent.name)))


def _by_condition(intent: FindContacts, turn: Turn, condition: PersonFilter) -> Found[Contact]:
    number, size = window(turn, intent.limit)
    query = own_query(turn.directory, Kind.CONTACTS, intent.fields)
    page = turn.session.contacts.list(
        query, filter=condition, order=LAST_CHANGED, page=number, limit=size, with_=("leads",)
    )
    first = (number - 1) * size
    return Found(page.items, first, page.has_more, page.partial, condition=condition)


def _is_reached(contact: Contact, intent: FindContacts) -> bool:
    by_phone = intent.phone is None or has_phone(contact, intent.phone)
    return by_phone and (intent.email is None or has_email(contact, intent.email))


def _is_called(turn: Turn, contact: Contact, name: str | None) -> bool:
    return name is None or turn.names.same_person(name, contact.name)
