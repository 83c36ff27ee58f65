"""«Было → стало» of a record as amoCRM stores it now, for a receipt."""

from __future__ import annotations

from collections.abc import Iterable

from amo.models import Company, Contact, Kind, Lead
from service.dialogue.plans import LeadValues, PartyValues
from service.effects.fields import as_now, field_lines
from service.lookup.matching import has_email, holds_phone
from service.lookup.one import neighbour_names
from service.replies import Lines
from service.turn import Turn


def lead_changes(turn: Turn, old: LeadValues, new: LeadValues, stored: Lead) -> Lines:
    """The fields of a deal that differ from what they were, a line each."""
    before = turn.directory.stage(old.pipeline_id, old.status_id)
    money = "" if old.price is None else turn.wording.money(old.price)
    changed = _lines(
        turn,
        (
            ("set_name", old.name or "", turn.rows.title(stored)),
            ("set_stage", before.name if before else "", turn.rows.stage(stored)),
            ("set_budget", money, turn.wording.money(stored.price)),
            ("set_responsible", _user(turn, old.user_id), _user(turn, stored.responsible_user_id)),
        ),
    )
    changed = Lines(changed + _reason(turn, new, stored))
    return Lines(changed + field_lines(turn, Kind.LEADS, old.fields, as_now(stored, old.fields)))


def _reason(turn: Turn, new: LeadValues, stored: Lead) -> str:
    """Why the deal was lost, where that was written."""
    written = new.loss_reason_id is not None and new.loss_reason_id == stored.loss_reason_id
    reasons = turn.session.loss_reasons() if written else ()
    own = (one.name for one in reasons if one.id == stored.loss_reason_id)
    return "".join(f"\n{turn.texts('labels.loss_reason')}: {name}" for name in own)


def party_changes(
    turn: Turn, old: PartyValues, new: PartyValues, stored: Contact | Company
) -> Lines:
    """The fields of a contact or company that differ from what they were, a line each.

    Args:
        new: what was to be written; a phone or e-mail of it stands beside the old ones.
    """
    name = "update_contact_set_name" if stored.kind is Kind.CONTACTS else "set_name"
    now = _user(turn, stored.responsible_user_id)
    changed = _lines(
        turn,
        (
            (name, old.name or "", turn.rows.title(stored)),
            ("set_responsible", _user(turn, old.user_id), now),
        ),
    )
    changed = Lines(changed + _added(turn, new, stored) + _employer(turn, new, stored))
    return Lines(changed + field_lines(turn, stored.kind, old.fields, as_now(stored, old.fields)))


def _added(turn: Turn, new: PartyValues, stored: Contact | Company) -> str:
    phone = new.phone if new.phone and holds_phone(stored, new.phone) else None
    email = new.email if new.email and has_email(stored, new.email) else None
    pairs = (("phone", phone), ("email", email))
    lines = (turn.texts(f"receipt.added_{name}", value=value) for name, value in pairs if value)
    return "".join(f"\n{line}" for line in lines)


def _employer(turn: Turn, new: PartyValues, stored: Contact | Company) -> str:
    """Where the contact works now."""
    moved = isinstance(stored, Contact) and new.company_id and stored.company_id == new.company_id
    names = neighbour_names(turn.session, [stored]).values() if moved else ()
    return "".join(f"\n{turn.texts('labels.company')}: {name}" for name in names)


def _user(turn: Turn, user_id: int | None) -> str:
    return "" if user_id is None else turn.rows.user(user_id)


def _lines(turn: Turn, pairs: Iterable[tuple[str, str, str]]) -> Lines:
    changed = (
        f"{turn.texts(f'labels.{name}')}: {turn.texts('confirm.from_to', old=old, new=new)}"
        for name, old, new in pairs
        if old and old != new
    )
    return Lines("".join(f"\n{line}" for line in changed))
