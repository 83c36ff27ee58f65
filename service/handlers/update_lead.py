"""Change a deal, or all the ticked ones: stage, pipeline, sum, responsible user, name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amo.models import LOST, Action, Kind, Lead, Stage
from nlu.intents import UpdateLead
from service.dialogue.interrupts import NeedsMore, NoRecord, NotAllowed
from service.dialogue.plans import ChangeLeads, LeadChange, LeadValues
from service.dialogue.state import Offer
from service.effects.leads import values_of
from service.lookup.lead_filter import pipeline_ids
from service.lookup.reasons import reason_said
from service.lookup.reference import lead_of, target
from service.lookup.stages import other_stages, the_stage
from service.page import ticked
from service.pointing import points_at_all, points_at_rest
from service.proposal import Slot, in_thousands, lines, nothing_to_change, propose_plan
from service.responsible import responsible
from service.set_fields import field_slots, wanted
from service.turn import Outcome, Turn

NO_REASON = 0


def update_lead(intent: UpdateLead, turn: Turn) -> Outcome:
    """Propose the change, old values beside new ones; the list of deals is frozen here."""
    leads = _leads(turn, intent)
    allowed = [one for one in leads if turn.session.viewer.may(Action.EDIT, one)]
    if not allowed:
        raise NotAllowed("refused.edit_lead")
    if _sets_nothing(intent):
        raise other_stages(turn, allowed[0], "set_stage")
    changes = tuple(_change(turn, intent, one) for one in allowed)
    if all(one.old == one.new for one in changes):
        return nothing_to_change(turn, intent, *allowed)
    if any(one.new.status_id == LOST for one in changes):
        changes = _with_reason(turn, changes)
    slots = _slots(turn, intent, allowed, changes)
    text = _text(turn, intent, allowed, slots, len(leads) - len(allowed))
    rivals = in_thousands(turn, "set_budget", intent.set_budget)
    return propose_plan(turn, intent, ChangeLeads(changes), text, slots, rivals)


def _sets_nothing(intent: UpdateLead) -> bool:
    """Whether it was only said that the stage changes."""
    need = next(one for one in intent.required if one.name == "change")
    return all(getattr(intent, slot) is None for slot in need.any_of)


def _leads(turn: Turn, intent: UpdateLead) -> Sequence[Lead]:
    ids = ticked(turn.page, Kind.LEADS)
    named = any((intent.lead_id, intent.lead, intent.contact, intent.company))
    if not named:
        ids = ids or _listed(turn)
    if ids and not named:
        return turn.session.leads.by_ids(ids, ("contacts",))
    about = target(turn, intent)
    if about is None:
        raise NoRecord
    return (lead_of(turn, intent, about.record),)


def _listed(turn: Turn) -> tuple[int, ...]:
    """The deals of the last list, when the phrase speaks of all of them."""
    listing = turn.state.listing
    if listing is None or not points_at_all(turn.parse.text, turn.texts):
        return ()
    rest = points_at_rest(turn.parse.text, turn.texts)
    meant = listing.rest if rest else listing.records
    return tuple(one.id for one in meant if one.type == Kind.LEADS)


def _change(turn: Turn, intent: UpdateLead, lead: Lead) -> LeadChange:
    stage = _stage(turn, intent, lead)
    price = intent.set_budget
    if intent.add_budget is not None:
        price = max(0, lead.price + intent.add_budget)
    new = LeadValues(
        name=intent.set_name,
        price=price,
        pipeline_id=stage.pipeline_id if stage else None,
        status_id=stage.id if stage else None,
        user_id=responsible(turn, intent.set_responsible) if intent.set_responsible else None,
        fields=wanted(turn, Kind.LEADS, intent.set_fields),
    )
    return LeadChange(lead.id, values_of(lead, new), new)


def _stage(turn: Turn, intent: UpdateLead, lead: Lead) -> Stage | None:
    """The stage to move to; a deal already in the said pipeline stays where it is there."""
    pipeline, stage = intent.set_pipeline, intent.set_stage
    own = pipeline_ids(pipeline, turn.directory)
    if stage is None and (pipeline is None or lead.pipeline_id in own):
        return None
    return the_stage(turn, pipeline, stage, lead.pipeline_id, ("set_pipeline", "set_stage"))


def _with_reason(turn: Turn, changes: tuple[LeadChange, ...]) -> tuple[LeadChange, ...]:
    """Ask why the deal was lost, unless that was said; the account's own reasons are offered."""
    those = ",".join(str(one.id) for one in changes)
    picked = turn.pick("reason", those)
    reasons = turn.session.loss_reasons()
    told = None if picked else reason_said(turn.parse.text, [(one.id, one.name) for one in reasons])
    if told is not None:
        return tuple(replace(one, new=replace(one.new, loss_reason_id=told)) for one in changes)
    if picked is None and reasons:
        offers = tuple(Offer(one.name, "reason", one.id) for one in reasons)
        without = Offer(turn.texts("buttons.no_reason"), "reason", NO_REASON)
        raise NeedsMore("reason", turn.texts("ask.loss_reason"), (*offers, without), those)
    reason = picked.id if picked and picked.id != NO_REASON else None
    return tuple(replace(one, new=replace(one.new, loss_reason_id=reason)) for one in changes)


def _slots(
    turn: Turn, intent: UpdateLead, leads: Sequence[Lead], changes: Sequence[LeadChange]
) -> tuple[Slot, ...]:
    said = any((intent.lead_id, intent.lead, intent.contact, intent.company))
    names = ", ".join(f"«{turn.rows.title(one)}»" for one in leads)
    first, lead, alone = changes[0], leads[0], len(leads) == 1
    added = "" if alone else _added(turn, intent, changes)
    pairs = (
        ("set_name", lead.name, first.new.name),
        ("set_stage", f"«{turn.rows.stage(lead)}»", _stage_name(turn, first.new)),
        ("set_budget", turn.wording.money(lead.price), added or _money(turn, first.new.price)),
        ("set_responsible", turn.rows.user(lead.responsible_user_id), _user(turn, first.new)),
        ("loss_reason", "", _reason(turn, first.new)),
    )
    changed = (
        Slot(name, turn.texts("confirm.from_to", old=old, new=new) if alone and old else new)
        for name, old, new in pairs
        if new and not (alone and old == new)
    )
    own = field_slots(turn, Kind.LEADS, first.old.fields, first.new.fields, alone=alone)
    return (Slot("lead", names, said), *changed, *own)


def _stage_name(turn: Turn, new: LeadValues) -> str:
    stage = turn.directory.stage(new.pipeline_id, new.status_id)
    return f"«{stage.name}»" if stage else ""


def _money(turn: Turn, price: int | None) -> str:
    return "" if price is None else turn.wording.money(price)


def _added(turn: Turn, intent: UpdateLead, changes: Sequence[LeadChange]) -> str:
    """What is added to sums that differ; none of them falls below nought."""
    if intent.add_budget is None:
        return ""
    short = any((one.old.price or 0) + intent.add_budget < 0 for one in changes)
    way = "more" if intent.add_budget > 0 else "less_to_nought" if short else "less"
    return turn.texts(f"confirm.{way}", sum=turn.wording.money(abs(intent.add_budget)))


def _user(turn: Turn, new: LeadValues) -> str:
    return "" if new.user_id is None else turn.rows.user(new.user_id)


def _reason(turn: Turn, new: LeadValues) -> str:
    if new.loss_reason_id is None:
        return ""
    own = (one.name for one in turn.session.loss_reasons() if one.id == new.loss_reason_id)
    return next(own, "")


def _text(
    turn: Turn, intent: UpdateLead, leads: Sequence[Lead], slots: Sequence[Slot], refused: int
) -> str:
    changes = lines(turn, intent, slots[1:])
    key = "confirm.update_lead" if len(leads) == 1 else "confirm.update_leads"
    text = turn.texts(key, names=slots[0].value, count=len(leads), changes=changes)
    return f"{text} {turn.texts('confirm.no_right', count=refused)}" if refused else text
