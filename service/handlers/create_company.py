"""Create a company, after a look whether there is one of that name, phone or e-mail."""

from __future__ import annotations

from amo.models import Company, Kind
from nlu.intents import CreateCompany
from service.dialogue.interrupts import NeedsMore, NotAllowed
from service.dialogue.plans import NewCompany
from service.dialogue.state import Offer, Waiver
from service.lookup.parties import companies_called, companies_reached
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def create_company(intent: CreateCompany, turn: Turn) -> Outcome:
    """Propose the company, or show the one that exists already."""
    if not turn.session.viewer.may_add(Kind.COMPANIES):
        raise NotAllowed("refused.add_company")
    twins = () if Waiver.TWIN in turn.waived else _twins(turn, intent)
    if twins:
        names = ", ".join(f"«{one.name}»" for one in twins[:3])
        text = turn.texts("ask.company_twin", names=names)
        anyway = Offer(turn.texts("buttons.create_company_anyway"), "waive", Waiver.TWIN)
        raise NeedsMore("twin", text, (anyway,))
    plan = NewCompany(intent.name or "", turn.user_id, intent.phone, intent.email)
    slots = [Slot("name", plan.name)]
    slots += [Slot("phone", plan.phone)] if plan.phone else []
    slots += [Slot("email", plan.email)] if plan.email else []
    slots += [Slot("responsible", turn.rows.user(turn.user_id), said=False)]
    details = ", ".join(one.value for one in slots[1:-1])
    key = "confirm.create_company" if details else "confirm.create_company_bare"
    text = turn.texts(key, name=plan.name, details=details, user=slots[-1].value)
    return propose_plan(turn, intent, plan, text, slots)


def _twins(turn: Turn, intent: CreateCompany) -> tuple[Company, ...]:
    found = companies_called(turn, intent.name or "", most=2).items
    if not found and (intent.phone or intent.email):
        found = companies_reached(turn, intent.phone, intent.email).items
    return found
