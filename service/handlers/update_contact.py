"""Change a contact or company: add a phone or e-mail, set name, responsible user, own fields."""

from __future__ import annotations

from amo.models import Action, Company, Contact, Kind
from nlu.intents import UpdateContact
from service.dialogue.interrupts import NoRecord, NotAllowed
from service.dialogue.plans import ChangeCompany, ChangeContact, PartyValues
from service.effects.fields import as_now
from service.lookup.matching import has_email, holds_phone
from service.lookup.one import neighbour_names, the_one
from service.lookup.reference import Card, Origin, company_of, target, the_company
from service.named_fields import definition
from service.pointing import points_at_company, points_at_contact
from service.proposal import Slot, lines, nothing_to_change, propose_plan
from service.responsible import responsible
from service.set_fields import field_slots, wanted
from service.turn import Outcome, Turn

_STEMS = {Kind.CONTACTS: "contact", Kind.COMPANIES: "company"}
_REFUSALS = {Kind.CONTACTS: "refused.edit_contact", Kind.COMPANIES: "refused.edit_company"}


def update_contact(intent: UpdateContact, turn: Turn) -> Outcome:
    """Propose the change, old values beside new ones."""
    about = target(turn, intent)
    if about is None:
        raise NoRecord
    party = _party(turn, intent, about.record)
    stem = _STEMS[party.kind]
    if not turn.session.viewer.may(Action.EDIT, party):
        raise NotAllowed(_REFUSALS[party.kind])
    company = the_company(turn, intent.set_company) if intent.set_company else None
    new = _wanted(turn, intent, party, company)
    old = _as_now(party, new)
    if old == new:
        return nothing_to_change(turn, intent, party)
    own = field_slots(turn, party.kind, old.fields, new.fields, alone=True)
    record = Slot(stem, turn.rows.title(party), about.origin is Origin.SAID)
    changed = (*_slots(turn, party, new, company), *own)
    changes = lines(turn, intent, changed)
    text = turn.texts(f"confirm.update_{stem}", name=record.value, changes=changes)
    change = ChangeContact if isinstance(party, Contact) else ChangeCompany
    return propose_plan(turn, intent, change(party.id, old, new), text, (record, *changed))


def _party(turn: Turn, intent: UpdateContact, record: Card) -> Contact | Company:
    """The contact or company itself, the company whose field was named, else the only contact."""
    if _is_company(turn, intent, record):
        return company_of(turn, record)
    if isinstance(record, Contact):
        return record
    people = turn.session.contacts.by_ids(record.contact_ids, ("leads",))
    return the_one(turn, "contact_of", intent.contact or "", people)


def _is_company(turn: Turn, intent: UpdateContact, record: Card) -> bool:
    """Whether a company changes: by the record and what is set, or by the names of fields."""
    names = [name for name, _ in intent.set_fields.pairs] if intent.set_fields else []
    all_of = {
        kind: all(definition(turn.directory, kind, one) is not None for one in names)
        for kind in _STEMS
    }
    if record.kind is Kind.COMPANIES and not _is_its_contact(turn, intent):
        return all_of[Kind.COMPANIES] or not all_of[Kind.CONTACTS]
    if record.kind is not Kind.COMPANIES and _is_its_company(turn, intent):
        return True
    fields = bool(names) and all_of[Kind.COMPANIES] and not all_of[Kind.CONTACTS]
    return fields and not _sets_more(intent)


def _is_its_company(turn: Turn, intent: UpdateContact) -> bool:
    """Whether the company of a deal or a contact is meant: «переименуй эту компанию в …»."""
    named = intent.contact is not None or intent.set_company is not None
    if named or points_at_contact(turn.parse.text, turn.texts):
        return False
    return points_at_company(turn.parse.text, turn.texts)


def _is_its_contact(turn: Turn, intent: UpdateContact) -> bool:
    """Whether a company stands for its contact: so it was said, picked, or only people can so."""
    said = points_at_contact(turn.parse.text, turn.texts)
    picked = turn.pick("contact_of", intent.contact or "") is not None
    return said or picked or intent.set_company is not None


def _sets_more(intent: UpdateContact) -> bool:
    said = (intent.set_name, intent.set_phone, intent.set_email)
    return any((*said, intent.set_company, intent.set_responsible))


def _wanted(
    turn: Turn, intent: UpdateContact, party: Contact | Company, company: Company | None
) -> PartyValues:
    phone, email = intent.set_phone, intent.set_email
    return PartyValues(
        name=intent.set_name,
        phone=None if phone is None or holds_phone(party, phone) else phone,
        email=None if email is None or has_email(party, email) else email,
        user_id=responsible(turn, intent.set_responsible) if intent.set_responsible else None,
        company_id=company.id if company else None,
        fields=wanted(turn, party.kind, intent.set_fields),
    )


def _as_now(party: Contact | Company, new: PartyValues) -> PartyValues:
    return PartyValues(
        name=party.name if new.name else None,
        user_id=party.responsible_user_id if new.user_id else None,
        company_id=party.company_id if new.company_id and isinstance(party, Contact) else None,
        fields=as_now(party, new.fields),
    )


def _slots(
    turn: Turn, party: Contact | Company, new: PartyValues, company: Company | None
) -> tuple[Slot, ...]:
    user = turn.rows.user(new.user_id) if new.user_id else ""
    former = "".join(neighbour_names(turn.session, [party]).values()) if company else ""
    pairs = (
        ("set_name", party.name, new.name),
        ("set_phone", "", turn.texts("confirm.added", value=new.phone) if new.phone else ""),
        ("set_email", "", turn.texts("confirm.added", value=new.email) if new.email else ""),
        ("set_company", former, turn.rows.title(company) if company else ""),
        ("set_responsible", turn.rows.user(party.responsible_user_id), user),
    )
    titled = {"set_name": turn.texts("labels.set_name")} if isinstance(party, Company) else {}
    return tuple(
        Slot(
            name,
            turn.texts("confirm.from_to", old=old, new=value) if old else value,
            label=titled.get(name, ""),
        )
        for name, old, value in pairs
        if value
    )
