"""Whose deals «у него» means: the person or company asked about, shown, or of the deal shown."""

from __future__ import annotations

from amo.models import Company, Contact, Kind, Lead
from service.lookup.one import the_one
from service.lookup.reference import opened, pointed_at, read
from service.turn import Turn


def party_spoken_of(turn: Turn) -> Contact | Company | None:
    """The person or company a pronoun stands for, or None when nobody was spoken of.

    Raises:
        Several: a question about namesakes is open, or the last answer had more than one.
    """
    pending = turn.state.pending
    offered = [one for one in pending.candidates if one.type == Kind.CONTACTS] if pending else []
    if offered:
        people = turn.session.contacts.by_ids([one.id for one in offered], ("leads",))
        return the_one(turn, "record", "", people)
    about = pointed_at(turn) or opened(turn)
    if about is None:
        return None
    return _client_of(about.record, turn) if isinstance(about.record, Lead) else about.record


def _client_of(lead: Lead, turn: Turn) -> Contact | Company | None:
    """The deal's first contact, else its company."""
    kind = Kind.CONTACTS if lead.contact_ids else Kind.COMPANIES
    client = next(iter(lead.contact_ids), lead.company_id)
    found = read(turn, kind, client) if client is not None else None
    return found if isinstance(found, Contact | Company) else None
