"""Companies by name, phone, e-mail and responsible user."""

from __future__ import annotations

from amo import PersonFilter
from amo.models import Company, Kind
from nlu.intents import FindCompanies
from service.handlers.show import field_asked_of
from service.listing import Found, present, window
from service.lookup.lead_filter import user_ids
from service.lookup.parties import LAST_CHANGED, companies_called, companies_reached
from service.turn import Outcome, Turn

WITH = ("leads", "contacts")


def find_companies(intent: FindCompanies, turn: Turn) -> Outcome:
    """Answer with the companies that fit all conditions."""
    found = _found(intent, turn)
    asked = field_asked_of(turn, found.items)
    return asked or present(turn, intent, Kind.COMPANIES, found, intent.limit)


def _found(intent: FindCompanies, turn: Turn) -> Found[Company]:
    responsible = user_ids(intent.responsible, turn.directory, turn.user_id)
    condition = PersonFilter(responsible_user_ids=responsible)
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
    page = turn.session.companies.list(
        filter=condition, order=LAST_CHANGED, page=number, limit=size, with_=WITH
    )
    return Found(page.items, (number - 1) * size, page.has_more, page.partial)


def _fits(turn: Turn, company: Company, intent: FindCompanies, condition: PersonFilter) -> bool:
    called = intent.name is None or turn.names.same_company(intent.name, company.name)
    return called and condition.matches(company)
