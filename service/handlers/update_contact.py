"""Change a contact: add a phone or an e-mail, set name, company, responsible user, own fields."""

from __future__ import annotations

from amo.models import Action, Company, Contact, Kind
from nlu.intents import UpdateContact
from service.dialogue.interrupts import NoRecord, NotAllowed
from service.dialogue.plans import ChangeContact, ContactValues
from service.effects.fields import as_now
from service.handlers.update_company import is_of_company, update_company
from service.lookup.matching import has_email, holds_phone
from service.lookup.one import neighbour_names, the_one
from service.lookup.reference import Origin, Target, target, the_company
from service.proposal import Slot, lines, nothing_to_change, propose_plan
from service.responsible import responsible
from service.set_fields import field_slots, wanted
from service.turn import Outcome, Turn


def update_contact(intent: UpdateContact, turn: Turn) -> Outcome:
    """Propose the change, old values beside new ones."""
    about = target(turn, intent)
    if about is None:
        raise NoRecord
    if is_of_company(turn, intent, about):
        return update_company(turn, intent, about)
    if intent.set_name and about.record.kind is Kind.COMPANIES:
        raise NotAllowed("refused.rename_company")
    contact = _contact(turn, intent, about)
    if not turn.session.viewer.may(Action.EDIT, contact):
        raise NotAllowed("refused.edit_contact")
    company = the_company(turn, intent.set_company) if intent.set_company else None
    new = ContactValues(
        name=intent.set_name,
        phone=_new_phone(contact, intent.set_phone),
        email=_new_email(contact, intent.set_email),
        user_id=responsible(turn, intent.set_responsible) if intent.set_responsible else None,
        company_id=company.id if company else None,
        fields=wanted(turn, Kind.CONTACTS, intent.set_fields),
    )
    old = ContactValues(
        name=contact.name if new.name else None,
        user_id=contact.responsible_user_id if new.user_id else None,
        company_id=contact.company_id if company else None,
        fields=as_now(contact, new.fields),
    )
    if old == new:
        return nothing_to_change(turn, contact)
    own = field_slots(turn, Kind.CONTACTS, old.fields, new.fields, alone=True)
    slots = (*_slots(turn, contact, new, company, about.origin is Origin.SAID), *own)
    changes = lines(turn, intent, slots[1:])
    text = turn.texts("confirm.update_contact", name=turn.rows.title(contact), changes=changes)
    return propose_plan(turn, intent, ChangeContact(contact.id, old, new), text, slots)


def _new_phone(contact: Contact, said: str | None) -> str | None:
    return None if said is None or holds_phone(contact, said) else said


def _new_email(contact: Contact, said: str | None) -> str | None:
    return None if said is None or has_email(contact, said) else said


def _contact(turn: Turn, intent: UpdateContact, about: Target) -> Contact:
    """The contact itself, or the only one of the deal or company that was meant."""
    record = about.record
    if isinstance(record, Contact):
        return record
    people = turn.session.contacts.by_ids(record.contact_ids, ("leads",))
    return the_one(turn, "contact_of", intent.contact or "", people)


def _slots(
    turn: Turn, contact: Contact, new: ContactValues, company: Company | None, said: bool
) -> tuple[Slot, ...]:
    user = turn.rows.user(new.user_id) if new.user_id else ""
    names = neighbour_names(turn.session, [contact]) if company else {}
    former = names.get(contact.company_id or 0, "")
    pairs = (
        ("set_name", contact.name, new.name),
        ("set_phone", "", turn.texts("confirm.added", value=new.phone) if new.phone else ""),
        ("set_email", "", turn.texts("confirm.added", value=new.email) if new.email else ""),
        ("set_company", former, turn.rows.title(company) if company else ""),
        ("set_responsible", turn.rows.user(contact.responsible_user_id), user),
    )
    changed = (
        Slot(name, turn.texts("confirm.from_to", old=old, new=value) if old else value)
        for name, old, value in pairs
        if value
    )
    return (Slot("contact", turn.rows.title(contact), said), *changed)
