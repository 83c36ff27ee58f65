"""Create a deal, with its contact and company found or made."""

from __future__ import annotations

from dataclasses import dataclass

from amo.models import Company, Contact, Kind, Stage
from nlu.intents import CreateLead, FindCompanies, FindContacts, Search
from service.dialogue.interrupts import Nobody, NotAllowed
from service.dialogue.plans import NewLead
from service.dialogue.state import POINTED
from service.lookup.reference import Card, pointed_at, read, the_company, the_contact
from service.lookup.stages import the_stage
from service.page import open_card
from service.pointing import points_back
from service.proposal import Slot, in_thousands, lines, propose_plan
from service.responsible import responsible
from service.turn import Outcome, Turn


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom the deal is with: found records, or names to create."""

    contact: Contact | None = None
    company: Company | None = None
    new_contact: str | None = None
    new_company: str | None = None


def create_lead(intent: CreateLead, turn: Turn) -> Outcome:
    """Propose the deal."""
    if not turn.session.viewer.may_add(Kind.LEADS):
        raise NotAllowed("refused.add_lead")
    parties = _parties(turn, intent)
    _may_add(turn, parties)
    stage = _stage(turn, intent)
    plan = NewLead(
        name=intent.name or "",
        user_id=responsible(turn, intent.responsible),
        price=intent.budget_value,
        pipeline_id=stage.pipeline_id if stage else None,
        status_id=stage.id if stage else None,
        contact_id=parties.contact.id if parties.contact else None,
        company_id=parties.company.id if parties.company else None,
        new_contact=parties.new_contact,
        new_company=parties.new_company,
    )
    slots = _slots(turn, intent, plan, parties, stage)
    details = lines(turn, intent, slots[1:])
    text = turn.texts("confirm.create_lead", name=plan.name, details=details)
    rivals = in_thousands(turn, "budget_value", intent.budget_value)
    return propose_plan(turn, intent, plan, text, slots, rivals)


def _parties(turn: Turn, intent: CreateLead) -> Parties:
    company = _company(turn, intent.company)
    contact = _contact(turn, intent.contact)
    named = intent.contact or intent.company
    card = None if named else _at_hand(turn)
    sought = Parties() if named or card else _sought(turn)
    return Parties(
        contact or (card if isinstance(card, Contact) else None),
        company or (card if isinstance(card, Company) else None),
        (intent.contact if contact is None else None) or sought.new_contact,
        (intent.company if company is None else None) or sought.new_company,
    )


def _sought(turn: Turn) -> Parties:
    """«Создай сделку с ними» after a search that found nobody: who was sought is new."""
    listing = turn.state.listing
    if listing is None or listing.records or not points_back(turn.parse.text, turn.texts):
        return Parties()
    match listing.intent:
        case FindContacts(name=name):
            return Parties(new_contact=name)
        case FindCompanies(name=name):
            return Parties(new_company=name)
        case Search(query=query):
            return Parties(new_company=f"{query[:1].upper()}{query[1:]}" if query else None)
        case _:
            return Parties()


def _may_add(turn: Turn, parties: Parties) -> None:
    """All that «да» will write is allowed, or nothing is proposed."""
    may_add = turn.session.viewer.may_add
    if parties.new_contact and not may_add(Kind.CONTACTS):
        raise NotAllowed("refused.add_lead_contact")
    if parties.new_company and not may_add(Kind.COMPANIES):
        raise NotAllowed("refused.add_lead_company")


def _contact(turn: Turn, name: str | None) -> Contact | None:
    try:
        return the_contact(turn, name) if name else None
    except Nobody:
        return None


def _company(turn: Turn, name: str | None) -> Company | None:
    try:
        return the_company(turn, name) if name else None
    except Nobody:
        return None


def _at_hand(turn: Turn) -> Contact | Company | None:
    """Whom «для них» means, else the open card of a contact or company: the deal is with them.

    Raises:
        Several: the last answer had more than one.
    """
    pointing = points_back(turn.parse.text, turn.texts) or turn.pick(POINTED, "") is not None
    back = pointed_at(turn) if pointing else None
    if back is not None:
        found: Card | None = back.record
    else:
        card = open_card(turn.page)
        found = read(turn, *card) if card else None
    return found if isinstance(found, Contact | Company) else None


def _stage(turn: Turn, intent: CreateLead) -> Stage | None:
    """The stage that was said, else the first of the pipeline that was."""
    if intent.stage is None and intent.pipeline is None:
        return None
    main = next((one.id for one in turn.directory.pipelines if one.is_main), None)
    return the_stage(turn, intent.pipeline, intent.stage, main, ("pipeline", "stage"))


def _slots(
    turn: Turn, intent: CreateLead, plan: NewLead, parties: Parties, stage: Stage | None
) -> tuple[Slot, ...]:
    found = {
        "name": plan.name,
        "budget_value": turn.wording.money(plan.price) if plan.price is not None else None,
        "contact": _party(turn, parties.contact, plan.new_contact, "contact"),
        "company": _party(turn, parties.company, plan.new_company, "company"),
        "stage": stage.name if stage else None,
    }
    slots = [Slot(name, value) for name, value in found.items() if value]
    said = intent.responsible is not None
    return (*slots, Slot("responsible", turn.rows.user(plan.user_id), said))


def _party(turn: Turn, record: Contact | Company | None, new: str | None, kind: str) -> str | None:
    if record is not None:
        return turn.rows.title(record)
    return turn.texts(f"confirm.new_{kind}", name=new) if new else None
