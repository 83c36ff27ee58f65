"""Create a contact, after a look whether there is one with the same phone or e-mail."""

from __future__ import annotations

from amo.models import Company, Kind
from nlu.intents import CreateContact
from service.dialogue.interrupts import NeedsMore, Nobody, NotAllowed
from service.dialogue.plans import NewContact
from service.dialogue.state import Offer, Waiver
from service.lookup.parties import contacts_reached
from service.lookup.queries import MOST_CALLS
from service.lookup.reference import the_company
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def create_contact(intent: CreateContact, turn: Turn) -> Outcome:
    """Propose the contact, or show the one that has its phone or e-mail already."""
    if not turn.session.viewer.may_add(Kind.CONTACTS):
        raise NotAllowed("refused.add_contact")
    if Waiver.TWIN not in turn.waived:
        _ask_about_twin(turn, intent)
    company = _company(turn, intent) if Waiver.RECORD not in turn.waived else None
    plan = NewContact(
        name=intent.name or "",
        user_id=turn.user_id,
        phone=intent.phone,
        email=intent.email,
        company_id=company.id if isinstance(company, Company) else None,
        new_company=company if isinstance(company, str) else None,
    )
    slots = [Slot("name", plan.name)]
    slots += [Slot("phone", plan.phone)] if plan.phone else []
    slots += [Slot("email", plan.email)] if plan.email else []
    slots += [Slot("company", _told(turn, company))] if company else []
    slots += [Slot("responsible", turn.rows.user(turn.user_id), said=False)]
    details = ", ".join(one.value for one in slots[1:-1])
    key = "confirm.create_contact" if details else "confirm.create_contact_bare"
    text = turn.texts(key, name=plan.name, details=details, user=slots[-1].value)
    return propose_plan(turn, intent, plan, text, slots)


def _company(turn: Turn, intent: CreateContact) -> Company | str | None:
    """Where the contact works: a company found, or the name of one to create.

    Raises:
        Nobody: there is none, and one of a name much alike, or no right to create it.
        Several: more than one is called so.
    """
    most = max(1, MOST_CALLS - turn.session.calls)
    try:
        return the_company(turn, intent.company, most) if intent.company else None
    except Nobody as nobody:
        may_add = turn.session.viewer.may_add(Kind.COMPANIES)
        if may_add and (nobody.near is None or Waiver.LIKE in turn.waived):
            return intent.company
        raise


def _told(turn: Turn, company: Company | str) -> str:
    if isinstance(company, str):
        return turn.texts("confirm.with_new_company", name=company)
    return company.name


def _ask_about_twin(turn: Turn, intent: CreateContact) -> None:
    """A second card of one person is worse than a question."""
    for phone, email in ((intent.phone, None), (None, intent.email)):
        if phone is None and email is None:
            continue
        twins = contacts_reached(turn, phone, email).items
        if twins:
            names = ", ".join(f"«{one.name}»" for one in twins[:3])
            text = turn.texts("ask.twin", names=names, value=phone or email or "")
            anyway = Offer(turn.texts("buttons.create_anyway"), "waive", Waiver.TWIN)
            raise NeedsMore("twin", text, (anyway,))
