"""Companies by name, phone, e-mail and responsible user."""

from __future__ import annotations

from amo import PersonFilter
from amo.models import Company, Kind
from nlu.intents import FindCompanies
from service.listing import Found, present, window
from service.lookup.lead_filter import user_ids
from service.lookup.own_fields import check_values, own_filters, own_query
from service.lookup.parties import LAST_CHANGED, companies_called, companies_reached
from service.turn import Outcome, Turn

WITH = ("leads", "contacts")


def find_companies(intent: FindCompanies, turn: Turn) -> Outcome:
    """Answer with the companies that fit all conditions."""
    check_values(turn, Kind.COMPANIES, intent.fields)
    return present(turn, intent, Kind.COMPANIES, _found(intent, turn), intent.limit)


def _found(intent: FindCompanies, turn: Turn) -> Found[Company]:
    responsible = user_ids(intent.responsible, turn.directory, turn.user_id)
    own = own_filters(turn.directory, Kind.COMPANIES, intent.fields)
    condition = PersonFilter(responsible_user_ids=responsible, fields=own)
    if intent.phone is not None or intent.email is not None:
        hits = companies_reached(turn, intent.phone, intent.email)
    elif intent.name is not None:
        hits = companies_called(turn, intent.name)
    else:
        return _by_condition(intent, turn, condition)
    kept = tuple(one for one in hits.items if _fits(turn, one, intent, condition))
    return Found(kept, partial=hits.partial, near=hits.near)


def _by_condition(intent: FindCompanies, turn: Turn, condition: PersonFilter) -> Found[Company]:
    number, size = window(turn, intent.limit)
    query = own_query(turn.directory, Kind.COMPANIES, intent.fields)
    page = turn.session.companies.list(
        query, filter=condition, order=LAST_CHANGED, page=number, limit=size, with_=WITH
    )
    return Found(page.items, (number - 1) * size, page.has_more, page.partial)


def _fits(turn: Turn, company: Company, intent: FindCompanies, condition: PersonFilter) -> bool:
    called = intent.name is None or turn.names.same_company(intent.name, company.name)
    return called and condition.matches(company)
