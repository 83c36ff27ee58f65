"""Changing the account's own fields of a company."""

from __future__ import annotations

from amo import PersonChanges
from amo.errors import NotFound
from amo.models import Kind
from amo.session import Session
from service.answer import Answer, Button
from service.dialogue.plans import ChangeCompany
from service.effects.effect import Effect
from service.effects.fields import as_now, field_changes, field_lines
from service.turn import Outcome, Turn, listed_rows


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
    if company is None:
        return listed_rows(turn, Answer(turn.texts("receipt.unread")))
    row = turn.rows.company(company)
    key = "receipt.update_company" if effect.ids else "receipt.nothing_changed"
    undo = Button(turn.texts("buttons.undo"), turn.texts("buttons.undo_send"))
    text = turn.texts(key, title=row.title)
    if effect.ids:
        text += field_lines(turn, Kind.COMPANIES, plan.old, as_now(company, plan.old))
    return listed_rows(turn, Answer(text, rows=(row,), buttons=(undo,) if effect.ids else ()))
