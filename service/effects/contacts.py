"""Changing a contact; a new phone or e-mail stands beside the old ones."""

from __future__ import annotations

from amo import Directory, PersonChanges, work
from amo.errors import NotFound
from amo.models import Contact, Kind, values_of
from amo.phones import holds, numbers
from amo.session import Session
from service.dialogue.plans import ChangeContact, ContactValues
from service.effects.changed import contact_changes
from service.effects.effect import Effect
from service.effects.fields import as_now, field_changes
from service.effects.receipts import read_back
from service.lookup.matching import has_email, holds_phone
from service.turn import Outcome, Turn


def change(plan: ChangeContact, session: Session) -> Effect:
    """Change the contact unless somebody changed the same fields after the preview.

    Raises:
        NotFound: the contact is gone or out of sight.
    """
    contact = session.contacts.get(plan.id)
    if contact is None:
        raise NotFound
    if not _untouched(contact, plan):
        return Effect((), (plan.id,))
    changes = changes_of(contact, plan.new, session.directory)
    if changes.body():
        session.contacts.update(plan.id, changes, contact)
    if plan.new.company_id is not None:
        session.links.add(Kind.CONTACTS, plan.id, Kind.COMPANIES, plan.new.company_id)
        session.contacts.forget(plan.id)
    return Effect((plan.id,))


def changes_of(contact: Contact, new: ContactValues, directory: Directory) -> PersonChanges:
    """What to send: only what is new, the old phones and e-mails with it."""
    phones = emails = None
    if new.phone and not holds_phone(contact, new.phone):
        phones = (*values_of(contact.fields, "PHONE"), work(new.phone))
    if new.email and not has_email(contact, new.email):
        emails = (*values_of(contact.fields, "EMAIL"), work(new.email))
    fields = field_changes(directory, Kind.CONTACTS, new.fields)
    return PersonChanges(new.name, new.user_id, phones, emails, fields)


def taken_back(contact: Contact, done: ChangeContact, directory: Directory) -> PersonChanges:
    """What gives a contact its old values back, as far as nobody changed them since."""
    old, new = done.old, done.new
    phones = emails = None
    if new.phone and holds_phone(contact, new.phone):
        have = values_of(contact.fields, "PHONE")
        phones = tuple(one for one in have if not _is_only(new.phone, one.value))
    if new.email and has_email(contact, new.email):
        held = values_of(contact.fields, "EMAIL")
        emails = tuple(one for one in held if one.value.casefold() != new.email.casefold())
    name = old.name if new.name == contact.name else None
    user = old.user_id if new.user_id == contact.responsible_user_id else None
    kept = zip(old.fields, new.fields, as_now(contact, new.fields), strict=True)
    fields = tuple(before for before, after, now in kept if after == now)
    back = field_changes(directory, Kind.CONTACTS, fields)
    return PersonChanges(name, user, phones, emails, back)


def still_ours(contact: Contact, done: ChangeContact) -> tuple[bool, ...]:
    """Of each value that was changed, whether nobody else has changed it since."""
    old, new = done.old, done.new
    triples: list[tuple[object, object, object]] = []
    if new.name:
        triples.append((old.name, new.name, contact.name))
    if new.user_id:
        triples.append((old.user_id, new.user_id, contact.responsible_user_id))
    if new.company_id:
        triples.append((old.company_id, new.company_id, contact.company_id))
    triples += zip(old.fields, new.fields, as_now(contact, new.fields), strict=True)
    changed = tuple(now in (before, after) for before, after, now in triples)
    return changed + (True,) * sum(value is not None for value in (new.phone, new.email))


def _is_only(number: str, value: str) -> bool:
    """Whether a field is this number: one with a second number in it was written by somebody."""
    return len(numbers(value)) == 1 and holds(value, number)


def _untouched(contact: Contact, plan: ChangeContact) -> bool:
    old = plan.old
    same_name = old.name is None or contact.name in (old.name, plan.new.name)
    same_user = old.user_id is None or contact.responsible_user_id in (
        old.user_id,
        plan.new.user_id,
    )
    same_fields = as_now(contact, old.fields) in (old.fields, plan.new.fields)
    same_company = plan.new.company_id is None or contact.company_id in (
        old.company_id,
        plan.new.company_id,
    )
    return same_name and same_user and same_fields and same_company


def receipt(plan: ChangeContact, effect: Effect, turn: Turn) -> Outcome:
    """The contact as amoCRM stores it now."""
    turn.session.contacts.forget(plan.id)
    contact = turn.session.contacts.get(plan.id)
    changes = contact_changes(turn, plan.old, contact) if contact else ""
    return read_back(turn, plan.stem, effect, contact, changes)
