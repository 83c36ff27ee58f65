"""Changing the account's own fields of a company."""

from __future__ import annotations

from amo import PersonChanges
from amo.errors import NotFound
from amo.models import Kind
from amo.session import Session
from service.dialogue.plans import ChangeCompany
from service.effects.effect import Effect
from service.effects.fields import as_now, field_changes, field_lines
from service.effects.receipts import read_back
from service.turn import Outcome, Turn


def change(plan: ChangeCompany, session: Session) -> Effect:
    """Change the company unless somebody changed the same fields after the preview.

    Raises:
        NotFound: the company is gone or out of sight.
    """
    company = session.companies.get(plan.id)
    if company is None:
        raise NotFound
    if as_now(company, plan.old) not in (plan.old, plan.new):
        return Effect((), (plan.id,))
    fields = field_changes(session.directory, Kind.COMPANIES, plan.new)
    session.companies.update(plan.id, PersonChanges(fields=fields), company)
    return Effect((plan.id,))


def reversed_(plan: ChangeCompany) -> ChangeCompany:
    """The change that takes it back."""
    return ChangeCompany(plan.id, plan.new, plan.old)


def receipt(plan: ChangeCompany, effect: Effect, turn: Turn) -> Outcome:
    """The company as amoCRM stores it now."""
    turn.session.companies.forget(plan.id)
    company = turn.session.companies.get(plan.id)
    now = as_now(company, plan.old) if company else ()
    changes = field_lines(turn, Kind.COMPANIES, plan.old, now)
    return read_back(turn, "update_company", effect, company, changes)
