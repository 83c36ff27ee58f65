"""Creating and changing deals."""

from __future__ import annotations

from amo import LeadChanges, LeadDraft, Order
from amo.models import Kind, Lead
from amo.session import Session
from service.answer import Answer
from service.dialogue.plans import (
    ChangeLeads,
    LeadChange,
    LeadValues,
    NewCompany,
    NewContact,
    NewLead,
)
from service.effects import parties
from service.effects.changed import lead_changes
from service.effects.effect import Effect, in_parts, same_text, written_since
from service.effects.fields import as_now, field_changes
from service.turn import Outcome, Turn, listed_rows

LATELY = Order("created_at")


def create(plan: NewLead, session: Session, since: float | None) -> Effect:
    """Create the deal, and its contact and company first where they are new.

    Args:
        since: when an earlier attempt began that may have created some of them.

    Raises:
        AmoError: with `maybe_done` also when only the contact or company was created.
    """
    company_id, contact_id = plan.company_id, plan.contact_id
    with in_parts(since) as done:
        if plan.new_company:
            company = NewCompany(plan.new_company, plan.user_id)
            company_id = parties.company_id(company, session, since)
            done.append(company_id)
        if plan.new_contact:
            person = NewContact(plan.new_contact, plan.user_id, company_id=company_id)
            contact_id = parties.contact_id(person, session, since)
            done.append(contact_id)
        return Effect(session.leads.create([_draft(plan, contact_id, company_id)]))


def _draft(plan: NewLead, contact_id: int | None, company_id: int | None) -> LeadDraft:
    return LeadDraft(
        name=plan.name,
        price=plan.price,
        pipeline_id=plan.pipeline_id,
        status_id=plan.status_id,
        responsible_user_id=plan.user_id,
        contact_ids=(contact_id,) if contact_id else (),
        company_id=company_id,
    )


def trace(plan: NewLead, session: Session, since: float) -> Effect | None:
    """A deal of this name created after the attempt began."""
    for one in written_since(session.leads.iterate(order=LATELY), since):
        if same_text(plan.name, one.name) and one.responsible_user_id == plan.user_id:
            return Effect((one.id,))
    return None


def change(plan: ChangeLeads, session: Session) -> Effect:
    """Change the deals; one that somebody changed after the preview is skipped."""
    found = {one.id: one for one in session.leads.by_ids([one.id for one in plan.changes])}
    own = [one for one in plan.changes if one.id in found and _untouched(found[one.id], one)]
    if len(own) == 1:
        session.leads.update(own[0].id, _changes(session, own[0].new), found[own[0].id])
    elif own:
        session.leads.update_many({one.id: _changes(session, one.new) for one in own})
    changed = tuple(one.id for one in own)
    return Effect(changed, tuple(one.id for one in plan.changes if one.id not in changed))


def _untouched(lead: Lead, planned: LeadChange) -> bool:
    """Whether the deal is as it was at the preview, or already as it shall be."""
    return any(values_of(lead, one) == one for one in (planned.old, planned.new))


def values_of(lead: Lead, like: LeadValues) -> LeadValues:
    """The values of a deal in the fields that `like` has."""
    return LeadValues(
        name=lead.name if like.name is not None else None,
        price=lead.price if like.price is not None else None,
        pipeline_id=lead.pipeline_id if like.pipeline_id is not None else None,
        status_id=lead.status_id if like.status_id is not None else None,
        user_id=lead.responsible_user_id if like.user_id is not None else None,
        loss_reason_id=lead.loss_reason_id if like.loss_reason_id is not None else None,
        fields=as_now(lead, like.fields),
    )


def _changes(session: Session, new: LeadValues) -> LeadChanges:
    return LeadChanges(
        name=new.name,
        price=new.price,
        pipeline_id=new.pipeline_id,
        status_id=new.status_id,
        responsible_user_id=new.user_id,
        loss_reason_id=new.loss_reason_id,
        fields=field_changes(session.directory, Kind.LEADS, new.fields),
    )


def receipt(plan: NewLead | ChangeLeads, effect: Effect, turn: Turn) -> Outcome:
    """The deals as amoCRM stores them, and which were left alone."""
    for own in effect.ids:
        turn.session.leads.forget(own)
    leads = turn.session.leads.by_ids((*effect.ids, *effect.skipped), ("contacts",))
    rows = tuple(turn.rows.lead(one) for one in leads)
    done = [one for one in leads if one.id in effect.ids]
    left = ", ".join(f"«{turn.rows.title(one)}»" for one in leads if one.id in effect.skipped)
    text = _text(plan, effect, turn, done)
    if left:
        text = f"{text} {turn.texts('receipt.update_lead_left', names=left)}"
    undo = turn.button("undo")
    changed = isinstance(plan, ChangeLeads) and done
    return listed_rows(turn, Answer(text, rows=rows, buttons=(undo,) if changed else ()))


def _text(plan: NewLead | ChangeLeads, effect: Effect, turn: Turn, done: list[Lead]) -> str:
    if len(effect.ids) > 1:
        return turn.texts("receipt.update_leads", count=len(effect.ids))
    if not done:  # given away, or put where the user has no right to look
        return turn.texts("receipt.out_of_sight" if effect.ids else "receipt.nothing_changed")
    only = done[0]
    told = turn.texts(
        f"receipt.{plan.stem}",
        title=turn.rows.title(only),
        stage=turn.rows.stage(only),
        sum=turn.wording.money(only.price),
        user=turn.rows.user(only.responsible_user_id),
    )
    planned = plan.changes if isinstance(plan, ChangeLeads) else ()
    own = (one for one in planned if one.id == only.id)
    return told + "".join(lead_changes(turn, one.old, one.new, only) for one in own)
