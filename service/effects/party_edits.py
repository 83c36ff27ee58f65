"""Changing a contact or company; a new phone or e-mail stands beside the old ones."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from amo import Directory, PersonChanges, work
from amo.errors import NotFound
from amo.models import Company, Contact, Kind, values_of
from amo.phones import holds, numbers
from amo.session import Session
from service.dialogue.plans import ChangeCompany, ChangeContact, ChangeParty, PartyValues
from service.effects.changed import party_changes
from service.effects.effect import Effect, in_parts
from service.effects.fields import as_now, field_changes
from service.effects.receipts import read_back
from service.lookup.matching import has_email, holds_phone
from service.turn import Outcome, Turn

Party: TypeAlias = Contact | Company

_RECEIPTS = {Kind.CONTACTS: "update_contact", Kind.COMPANIES: "update_company"}


def change(plan: ChangeParty, session: Session, since: float | None) -> Effect:
    """Change the record unless somebody changed the same fields after the preview.

    Args:
        since: when an earlier attempt began that may have done a part.

    Raises:
        NotFound: it is gone or out of sight.
        AmoError: with `maybe_done` also when all but the company was changed.
    """
    party = stored(plan, session)
    if party is None:
        raise NotFound
    if not all(still_ours(party, plan)):
        return Effect((), (plan.id,))
    with in_parts(since) as done:
        if _send(session, party, changes_of(party, plan.new, session.directory)):
            done.append(plan.id)
        if plan.new.company_id is not None:
            session.links.add(Kind.CONTACTS, plan.id, Kind.COMPANIES, plan.new.company_id)
    return Effect((plan.id,))


def take_back(done: ChangeParty, session: Session) -> tuple[bool, ...] | None:
    """Give the old values back, as far as nobody changed them since.

    Returns:
        Of each value that was changed, whether it is as it was; None when the record is gone.
    """
    party = stored(done, session)
    if party is None:
        return None
    _send(session, party, taken_back(party, done, session.directory))
    _restore_employer(session, _employer(party), done)
    return still_ours(party, done)


def stored(plan: ChangeParty, session: Session) -> Party | None:
    """The record as amoCRM stores it now; None when it is gone or out of sight."""
    match plan:
        case ChangeContact():
            return session.contacts.get(plan.id)
        case ChangeCompany():
            return session.companies.get(plan.id)
        case _:
            assert_never(plan)


def _send(session: Session, party: Party, changes: PersonChanges) -> bool:
    """Send what changes, and say whether anything does."""
    if not changes.body():
        return False
    match party:
        case Contact():
            session.contacts.update(party.id, changes, party)
        case Company():
            session.companies.update(party.id, changes, party)
        case _:
            assert_never(party)
    return True


def changes_of(party: Party, new: PartyValues, directory: Directory) -> PersonChanges:
    """What to send: only what is new, the old phones and e-mails with it."""
    phones = emails = None
    if new.phone and not holds_phone(party, new.phone):
        phones = (*values_of(party.fields, "PHONE"), work(new.phone))
    if new.email and not has_email(party, new.email):
        emails = (*values_of(party.fields, "EMAIL"), work(new.email))
    fields = field_changes(directory, party.kind, new.fields)
    return PersonChanges(new.name, new.user_id, phones, emails, fields)


def taken_back(party: Party, done: ChangeParty, directory: Directory) -> PersonChanges:
    """What gives a record its old values back, as far as nobody changed them since."""
    old, new = done.old, done.new
    phones = emails = None
    if new.phone and holds_phone(party, new.phone):
        have = values_of(party.fields, "PHONE")
        phones = tuple(one for one in have if not _is_only(new.phone, one.value))
    if new.email and has_email(party, new.email):
        held = values_of(party.fields, "EMAIL")
        emails = tuple(one for one in held if one.value.casefold() != new.email.casefold())
    name = old.name if new.name == party.name else None
    user = old.user_id if new.user_id == party.responsible_user_id else None
    kept = zip(old.fields, new.fields, as_now(party, new.fields), strict=True)
    fields = tuple(before for before, after, now in kept if after == now)
    back = field_changes(directory, party.kind, fields)
    return PersonChanges(name, user, phones, emails, back)


def still_ours(party: Party, done: ChangeParty) -> tuple[bool, ...]:
    """Of each value that is changed, whether nobody else has changed it."""
    old, new = done.old, done.new
    triples: list[tuple[object, object, object]] = []
    if new.name:
        triples.append((old.name, new.name, party.name))
    if new.user_id:
        triples.append((old.user_id, new.user_id, party.responsible_user_id))
    if new.company_id:
        triples.append((old.company_id, new.company_id, _employer(party)))
    triples += zip(old.fields, new.fields, as_now(party, new.fields), strict=True)
    changed = tuple(now in (before, after) for before, after, now in triples)
    return changed + (True,) * sum(value is not None for value in (new.phone, new.email))


def _employer(party: Party) -> int | None:
    return party.company_id if isinstance(party, Contact) else None


def _restore_employer(session: Session, now: int | None, done: ChangeParty) -> None:
    """Link the contact to its former company, unless somebody moved it on since."""
    old, new = done.old.company_id, done.new.company_id
    if new is None or now != new or old == new:
        return
    if old is None:
        session.links.remove(Kind.CONTACTS, done.id, Kind.COMPANIES, new)
    else:  # takes the place of the other; in two steps a failure would leave none
        session.links.add(Kind.CONTACTS, done.id, Kind.COMPANIES, old)


def _is_only(number: str, value: str) -> bool:
    """Whether a field is this number: one with a second number in it was written by somebody."""
    return len(numbers(value)) == 1 and holds(value, number)


def receipt(plan: ChangeParty, effect: Effect, turn: Turn) -> Outcome:
    """The record as amoCRM stores it now."""
    party = stored(plan, turn.session)
    changes = party_changes(turn, plan.old, plan.new, party) if party else ""
    return read_back(turn, _RECEIPTS[plan.kind], effect, party, changes)
