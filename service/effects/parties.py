"""Creating contacts and companies."""

from __future__ import annotations

from collections.abc import Iterable

from amo import CompanyDraft, ContactDraft, Order
from amo.models import Company, Contact
from amo.session import Session
from service.dialogue.plans import NewCompany, NewContact
from service.effects.effect import Effect, in_parts, same_text, written_since
from service.effects.receipts import read_back
from service.turn import Outcome, Turn

LATEST_IDS = Order("id")


def create_contact(plan: NewContact, session: Session, since: float | None) -> Effect:
    """Create the contact, and its company first where that is new.

    Args:
        since: when an earlier attempt began that may have created the company.

    Raises:
        AmoError: with `maybe_done` also when only the company was created.
    """
    firm = plan.company_id
    with in_parts(since) as done:
        if plan.new_company:
            firm = company_id(NewCompany(plan.new_company, plan.user_id), session, since)
            done.append(firm)
        reach = (_some(plan.phone), _some(plan.email))
        return Effect(
            session.contacts.create([ContactDraft(plan.name, *reach, plan.user_id, firm)])
        )


def create_company(plan: NewCompany, session: Session) -> Effect:
    """Create the company."""
    draft = CompanyDraft(plan.name, _some(plan.phone), _some(plan.email), plan.user_id)
    return Effect(session.companies.create([draft]))


def trace_contact(plan: NewContact, session: Session, since: float) -> Effect | None:
    """A contact of this name created after the attempt began."""
    return _trace(session.contacts.iterate(order=LATEST_IDS), plan.name, plan.user_id, since)


def trace_company(plan: NewCompany, session: Session, since: float) -> Effect | None:
    """A company of this name created after the attempt began."""
    return _trace(session.companies.iterate(order=LATEST_IDS), plan.name, plan.user_id, since)


def contact_id(plan: NewContact, session: Session, since: float | None) -> int:
    """The contact of an earlier attempt that began at `since`, else a new one."""
    left = None if since is None else trace_contact(plan, session, since)
    return (left or create_contact(plan, session, since)).ids[0]


def company_id(plan: NewCompany, session: Session, since: float | None) -> int:
    """The company of an earlier attempt that began at `since`, else a new one."""
    left = None if since is None else trace_company(plan, session, since)
    return (left or create_company(plan, session)).ids[0]


def _trace(
    records: Iterable[Contact | Company], name: str, user_id: int, since: float
) -> Effect | None:
    for one in written_since(records, since):
        if same_text(name, one.name) and one.responsible_user_id == user_id:
            return Effect((one.id,))
    return None


def receipt(plan: NewContact | NewCompany, effect: Effect, turn: Turn) -> Outcome:
    """The record as amoCRM stores it."""
    session = turn.session.contacts if isinstance(plan, NewContact) else turn.session.companies
    record: Contact | Company | None = session.get(effect.ids[0])
    return read_back(turn, plan.stem, effect, record, None)


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
