"""Which record a request is about: named in words, open before the user, or spoken of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from amo.models import Company, Contact, Kind, Lead
from nlu import Record
from service.dialogue.interrupts import Nobody
from service.dialogue.state import POINTED, Waiver
from service.lookup.leads import leads_titled
from service.lookup.one import the_one
from service.lookup.parties import companies_called, contacts_called, other_kind_called
from service.lookup.queries import MOST_QUERIES
from service.page import has_rows, open_card
from service.pointing import points_at_all, points_at_him, points_back
from service.turn import Turn

Card: TypeAlias = Lead | Contact | Company

_CARDS = (Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES)


class Origin(StrEnum):
    """Where the record was taken from."""

    SAID = "said"
    CARD = "card"
    DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class Target:
    """The record and how it was found."""

    record: Card
    origin: Origin


class Reference(Protocol):
    """The slots of an intent that may name a record."""

    @property
    def this(self) -> bool | None: ...
    @property
    def lead_id(self) -> int | None: ...
    @property
    def lead(self) -> str | None: ...
    @property
    def contact(self) -> str | None: ...
    @property
    def company(self) -> str | None: ...


def has_record(turn: Turn) -> bool:
    """Whether a record is at hand without being named: a card, ticked rows, the last answer."""
    listing = turn.state.listing
    one_shown = listing is not None and len(listing.records) == 1
    one_shown = one_shown or _settled(turn) is not None
    said = turn.parse.text
    shown = listing is not None or turn.state.about is not None
    pointed = shown and (points_back(said, turn.texts) or points_at_all(said, turn.texts))
    pointed = pointed or bool(_offered(turn))
    at_hand = open_card(turn.page) or has_rows(turn.page) or Waiver.RECORD in turn.waived
    return bool(at_hand or one_shown or pointed)


def target(turn: Turn, reference: Reference, *, card: bool = True) -> Target | None:
    """The record a request is about, or None when nothing names one.

    Args:
        card: whether the open card counts when nothing is said.

    Raises:
        Nobody, Several: the words name none or several.
    """
    if Waiver.RECORD in turn.waived:
        return None
    said = named(turn, reference)
    if said is not None:
        return Target(said, Origin.SAID)
    picked = turn.pick("record", "") or turn.pick(POINTED, "")
    if picked is not None and picked.type in _CARDS:
        return _read(turn, Kind(picked.type), picked.id, Origin.DIALOGUE)
    offered = _offered(turn)
    if offered:
        kind = Kind(offered[0].type)
        found = read_all(turn, kind, [one.id for one in offered if one.type == kind])
        return Target(the_one(turn, "record", "", found), Origin.DIALOGUE)
    if not reference.this and points_back(turn.parse.text, turn.texts):
        back = opened(turn) if card and _lists_many(turn) else pointed_at(turn)
        if back is not None:
            return back
    if card or reference.this:
        before = opened(turn)
        if before is not None:
            return before
    return spoken_of(turn)


def _lists_many(turn: Turn) -> bool:
    """«Кто за неё отвечает» after a list of several is of the open card, if one is open."""
    listing = turn.state.listing
    many = listing is not None and turn.state.about is None and len(listing.records) > 1
    return many and open_card(turn.page) is not None and turn.pick(POINTED, "") is None


def _offered(turn: Turn) -> Sequence[Record]:
    """The records of the question «какую выбрать?», while the request it is for goes on waiting."""
    pending = turn.state.pending
    if pending is None or pending.interrupted or pending.question != ("record", ""):
        return ()
    goes_on = turn.parse.intent.stem in (pending.intent.stem, "yes")
    cards = tuple(one for one in pending.candidates if one.type in _CARDS)
    return cards if goes_on else ()


def opened(turn: Turn) -> Target | None:
    """The record whose card is open.

    Raises:
        Nobody: it is out of sight.
    """
    before = open_card(turn.page)
    return _read(turn, *before, Origin.CARD) if before is not None else None


def named(turn: Turn, reference: Reference) -> Card | None:
    """The record named in words, or None when none is.

    Raises:
        Nobody, Several: the words name none or several.
    """
    if reference.lead_id is not None:
        lead = turn.session.leads.get(reference.lead_id, ("contacts",))
        return the_one(turn, "lead_id", str(reference.lead_id), (lead,) if lead else ())
    if reference.lead is not None:
        hits = leads_titled(turn, reference.lead)
        return the_one(turn, "lead", reference.lead, hits.items, hits.near)
    if reference.contact is not None or reference.company is not None:
        return the_party(turn, reference.contact, reference.company)
    return None


def the_party(turn: Turn, contact: str | None, company: str | None) -> Contact | Company:
    """Whom a name means: «телефон Гермеса» may be a person's or a firm's; only the account knows.

    Raises:
        Nobody, Several: the words name none or several.
    """
    try:
        if contact is not None:
            return the_contact(turn, contact, company)
        return the_company(turn, company or "")
    except Nobody:
        other = other_kind_called(turn, contact, company)
        if len(other) != 1:
            raise
        return other[0]


def the_contact(turn: Turn, name: str, company: str | None = None) -> Contact:
    """The contact a name means; a company said with it tells namesakes apart.

    Raises:
        Nobody, Several: the words name none or several.
    """
    hits = contacts_called(turn, name)
    found: Sequence[Contact] = hits.items
    if company is not None and len(found) > 1:
        own = {one.id for one in companies_called(turn, company).items}
        found = [one for one in found if one.company_id in own] or found
    return the_one(turn, "contact", name, found, hits.near)


def the_company(turn: Turn, name: str, most: int = MOST_QUERIES) -> Company:
    """The company a name means, looked for by at most so many queries.

    Raises:
        Nobody, Several: the words name none or several.
    """
    hits = companies_called(turn, name, most)
    return the_one(turn, "company", name, hits.items, hits.near)


def company_of(turn: Turn, record: Card) -> Company:
    """The company itself, or that of a contact or deal.

    Raises:
        Nobody: there is none in sight.
    """
    if isinstance(record, Company):
        return record
    ids = (record.company_id,) if record.company_id else ()
    found = turn.session.companies.by_ids(ids, ("leads", "contacts"))
    if not found:
        raise Nobody("company_of", "")
    return found[0]


def lead_of(turn: Turn, reference: Reference, record: Card) -> Lead:
    """The deal itself, or the one open deal of a contact or company.

    Raises:
        Nobody, Several: there is none, or more than one.
    """
    if isinstance(record, Lead):
        return record
    linked = turn.session.leads.by_ids(record.lead_ids, ("contacts",))
    open_ = [one for one in linked if one.closed_at is None]
    said = reference.contact or reference.company or ""
    return the_one(turn, "lead_of", said, open_ or linked)


def spoken_of(turn: Turn) -> Target | None:
    """The one record the last answer, or proposal, was about."""
    listing = turn.state.listing
    shown = listing.records if listing is not None else ()
    only = _settled(turn) or (shown[0] if len(shown) == 1 else None)
    if only is not None and only.type == Kind.TASKS:
        return _of_task(turn, only.id)
    if only is None or only.type not in _CARDS:
        return None
    return _read(turn, Kind(only.type), only.id, Origin.DIALOGUE)


def _settled(turn: Turn) -> Record | None:
    """The record of the last proposal, once it was answered."""
    return turn.state.about if turn.state.pending is None else None


def _of_task(turn: Turn, task_id: int) -> Target | None:
    """The record the one task of the last answer hangs on: «и запиши примечание», «ещё одну»."""
    task = turn.session.tasks.get(task_id)
    if task is None or task.entity_kind not in _CARDS or task.entity_id is None:
        return None
    return _read(turn, task.entity_kind, task.entity_id, Origin.DIALOGUE)


def pointed_at(turn: Turn) -> Target | None:
    """The record that «по ней», «его» means: of the last answer, asked for when it had several.

    Raises:
        Several: the last answer had more than one.
    """
    kept = turn.pick(POINTED, "")
    if kept is not None and kept.type in _CARDS:
        return _read(turn, Kind(kept.type), kept.id, Origin.DIALOGUE)
    about, listing = turn.state.about, turn.state.listing
    him = points_at_him(turn.parse.text, turn.texts)
    if about is not None and about.type in _CARDS and not (him and about.type == Kind.LEADS):
        return _read(turn, Kind(about.type), about.id, Origin.DIALOGUE)
    records = [one for one in listing.records if one.type in _CARDS] if listing else []
    if len(records) < 2:
        return _before_deal(turn, records) if him else spoken_of(turn)
    kind = Kind(records[0].type)
    if kind is Kind.LEADS and him:
        return _owner(turn)  # a deal is «она»: somebody else is meant, such as the open card
    ids = [one.id for one in records if one.type == kind]
    return Target(the_one(turn, "record", "", read_all(turn, kind, ids)), Origin.DIALOGUE)


def _before_deal(turn: Turn, shown: Sequence[Record]) -> Target | None:
    """«У него» on a person's card is that person, though a deal was the last thing shown."""
    before = open_card(turn.page)
    deal = all(one.type == Kind.LEADS for one in shown)
    person = before is not None and before[0] is not Kind.LEADS
    return opened(turn) if deal and person else spoken_of(turn)


def _owner(turn: Turn) -> Target | None:
    """Whose deals were listed: «поставь ему задачу» after the deals of one contact."""
    chosen = turn.state.listing.chosen if turn.state.listing else ()
    owner = next((one.record for one in chosen if one.role == "contact"), None)
    return None if owner is None else _read(turn, Kind(owner.type), owner.id, Origin.DIALOGUE)


def read_all(turn: Turn, kind: Kind, ids: Sequence[int]) -> Sequence[Card]:
    """The records of a kind with these ids, those in sight."""
    match kind:
        case Kind.LEADS:
            return turn.session.leads.by_ids(ids, ("contacts",))
        case Kind.CONTACTS:
            return turn.session.contacts.by_ids(ids, ("leads",))
        case _:
            return turn.session.companies.by_ids(ids, ("leads", "contacts"))


def _read(turn: Turn, kind: Kind, record_id: int, origin: Origin) -> Target:
    record = read(turn, kind, record_id)
    if record is None:
        raise Nobody("card", "")
    return Target(record, origin)


def read(turn: Turn, kind: Kind, record_id: int) -> Card | None:
    """A record with what is linked to it; None when it is out of sight."""
    match kind:
        case Kind.LEADS:
            return turn.session.leads.get(record_id, ("contacts",))
        case Kind.CONTACTS:
            return turn.session.contacts.get(record_id, ("leads",))
        case Kind.COMPANIES:
            return turn.session.companies.get(record_id, ("leads", "contacts"))
        case Kind.TASKS:
            return None
