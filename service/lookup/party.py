"""Whose records «у него» means: whoever was asked about, shown, or is of the deal shown."""

from __future__ import annotations

from dataclasses import replace

from amo.models import Company, Contact, Kind, Lead
from nlu import Intent, Record
from nlu.intents import FindContacts, FindLeads, FindTasks, Report, Show
from nlu.slots import filled, with_slot
from service.dialogue.interrupts import Nobody
from service.dialogue.state import Chosen
from service.lookup.one import the_one
from service.lookup.reference import company_of, opened, pointed_at, read
from service.page import open_card
from service.pointing import (
    leans,
    points_at_all,
    points_at_company,
    points_at_owner,
    points_at_theirs,
    points_at_this_party,
    points_back,
)
from service.turn import Turn

_OWNERS = ("responsible", "contact", "company")
_NAMED = ("contact", "company", "phone", "email", "id", "lead_id", "lead", "this")
_FINDING = frozenset({"search", "find_leads", "find_contacts", "find_companies", "show"})
_BARE = 3  # «сделки», «а задачи?», «что по задачам»
_ROLES = {Kind.LEADS: "lead", Kind.CONTACTS: "contact", Kind.COMPANIES: "company"}


def with_pronoun(turn: Turn, intent: Intent) -> tuple[Turn, Intent]:
    """The request in which «у него», «за ней», «по нему» has become a condition.

    Raises:
        Nobody: nobody was spoken of.
        Several: the last answer had more than one.
    """
    if not isinstance(intent, FindLeads | FindTasks | FindContacts | Report):
        return turn, intent
    if any(getattr(intent, one, None) is not None for one in _NAMED):
        return turn, intent
    if isinstance(intent, FindLeads | Report) and points_at_this_party(turn.parse.text, turn.texts):
        return _of_this(turn, intent)
    return _of_spoken(turn, intent)


def _of_spoken(
    turn: Turn, intent: FindLeads | FindTasks | FindContacts | Report
) -> tuple[Turn, Intent]:
    said = turn.parse.text
    owned = intent.responsible is None and points_at_owner(said, turn.texts)
    if owned or (not filled(intent) and leans(said, turn.texts)):
        before = turn.state.listing.intent if turn.state.listing else None
        for slot in _OWNERS:
            value = getattr(before, slot, None)
            if value is not None and hasattr(intent, slot):
                return turn, with_slot(intent, slot, value)
    if owned:
        if (
            isinstance(intent, Report)
            and turn.state.listing
            and len(turn.state.listing.records) > 1
        ):
            raise Nobody("spoken", "")
        return _of_party(turn, intent, owned=True)
    if isinstance(intent, FindTasks):
        return _of_record(turn, intent) if _leans_back(turn, intent) else (turn, intent)
    if isinstance(intent, FindContacts) and points_back(said, turn.texts) and _is_deal_shown(turn):
        return turn, Show(field="contacts")
    back = isinstance(intent, FindLeads) and points_back(said, turn.texts)
    return (
        _of_party(turn, intent, owned=False)
        if back or _leans_back(turn, intent)
        else (turn, intent)
    )


def _of_this(turn: Turn, intent: Intent) -> tuple[Turn, Intent]:
    """«Сделки этой компании»: of the open card, or of its deal, else of what was just shown.

    Raises:
        Nobody: there is none.
        Several: the last answer had more than one.
    """
    about = opened(turn) or pointed_at(turn)
    if about is None:
        raise Nobody("spoken", "")
    if points_at_company(turn.parse.text, turn.texts):
        return _limited(turn, intent, company_of(turn, about.record))
    client = about.record
    party = _client_of(client, turn) if isinstance(client, Lead) else client
    if party is None:
        raise Nobody("spoken", "")
    return _limited(turn, intent, party)


def _is_deal_shown(turn: Turn) -> bool:
    """«Кто по ней контакт», «контакты по ней» behind one deal."""
    records = turn.state.listing.records if turn.state.listing else ()
    return len(records) == 1 and records[0].type == Kind.LEADS


def _leans_back(turn: Turn, intent: Intent) -> bool:
    """«Их контакты», «кто там работает»; or the kind alone, behind the one record just found."""
    listing = turn.state.listing
    if isinstance(intent, Report):
        return False
    if listing is not None and points_at_theirs(turn.parse.text, turn.texts):
        return True
    carded = isinstance(intent, FindTasks) and open_card(turn.page) is not None
    said = turn.parse.text
    bare = not filled(intent) and len(said.split()) <= _BARE
    return (carded or _is_one_found(turn)) and bare and not points_at_all(said, turn.texts)


def _is_one_found(turn: Turn) -> bool:
    listing = turn.state.listing
    return listing is not None and len(listing.records) == 1 and listing.intent.stem in _FINDING


def _of_record(turn: Turn, intent: FindTasks) -> tuple[Turn, Intent]:
    """The one record of the last answer, or the open card, becomes a condition, a deal too."""
    carded = open_card(turn.page) is not None and not _is_one_found(turn)
    about = opened(turn) if carded else pointed_at(turn)
    if about is None:
        return turn, intent
    one, role = about.record, _ROLES[about.record.kind]
    chosen = Chosen(role, one.name, Record(one.kind, one.id, one.name))
    return replace(turn, chosen=(chosen, *turn.chosen)), with_slot(intent, role, one.name)


def _of_party(turn: Turn, intent: Intent, *, owned: bool) -> tuple[Turn, Intent]:
    """The contact or company of the last answer becomes a condition."""
    party = party_spoken_of(turn)
    if party is None and (owned or not filled(intent)):
        raise Nobody("spoken", "")
    return (turn, intent) if party is None else _limited(turn, intent, party)


def _limited(turn: Turn, intent: Intent, party: Contact | Company) -> tuple[Turn, Intent]:
    """The request with a contact or company as its condition, where it can have one."""
    role = "contact" if isinstance(party, Contact) else "company"
    if not hasattr(intent, role):
        return turn, intent
    chosen = Chosen(role, party.name, Record(party.kind, party.id, party.name))
    return replace(turn, chosen=(chosen, *turn.chosen)), with_slot(intent, role, party.name)


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
