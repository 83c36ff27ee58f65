"""Change fields of the account's own on a company."""

from __future__ import annotations

from amo.models import Action, Kind
from nlu.intents import UpdateContact
from service.dialogue.interrupts import NotAllowed
from service.dialogue.plans import ChangeCompany
from service.effects.fields import as_now
from service.lookup.reference import Origin, Target, company_of
from service.named_fields import definition
from service.proposal import Slot, lines, nothing_to_change, propose_plan
from service.set_fields import field_slots, wanted
from service.turn import Outcome, Turn


def is_of_company(turn: Turn, intent: UpdateContact, about: Target) -> bool:
    """Whether the fields that were named are a company's: by the record, else by their names."""
    names = [name for name, _ in intent.set_fields.pairs] if intent.set_fields else []

    def has(kind: Kind) -> bool:
        return all(definition(turn.directory, kind, one) is not None for one in names)

    return (
        bool(names)
        and has(Kind.COMPANIES)
        and (about.record.kind is Kind.COMPANIES or not has(Kind.CONTACTS))
    )


def update_company(turn: Turn, intent: UpdateContact, about: Target) -> Outcome:
    """Propose the change, old values beside new ones."""
    company = company_of(turn, about.record)
    if not turn.session.viewer.may(Action.EDIT, company):
        raise NotAllowed("refused.edit_company")
    new = wanted(turn, Kind.COMPANIES, intent.set_fields)
    old = as_now(company, new)
    if old == new:
        return nothing_to_change(turn, company)
    name = turn.rows.title(company)
    said = about.origin is Origin.SAID
    slots = (
        Slot("company", name, said),
        *field_slots(turn, Kind.COMPANIES, old, new, alone=True),
    )
    changes = lines(turn, intent, slots[1:])
    text = turn.texts("confirm.update_company", name=name, changes=changes)
    return propose_plan(turn, intent, ChangeCompany(company.id, old, new), text, slots)
