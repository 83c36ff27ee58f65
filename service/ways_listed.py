"""Phones or addresses of everybody just listed: «телефоны дай» after a list of people."""

from __future__ import annotations

from amo.models import Contact, Kind, Lead
from nlu.intents import Intent, Show
from service.answer import Answer
from service.lookup.one import neighbour_names
from service.lookup.reference import read_all
from service.turn import Outcome, Turn, listed

_WAYS = frozenset({"phone", "email"})
_MOST = 10


def asks_ways_listed(turn: Turn, intent: Intent | None) -> bool:
    """Say whether a phone or an e-mail is asked, of nobody by name, after people were listed."""
    listing = turn.state.listing
    records = listing.records if listing is not None else ()
    if not isinstance(intent, Show) or intent.field not in _WAYS:
        return False
    kinds = {one.type for one in records}
    return 1 < len(records) <= _MOST and kinds in ({Kind.CONTACTS}, {Kind.COMPANIES})


def ways_listed(turn: Turn, intent: Show) -> Outcome | None:
    """Answer with the phone or e-mail of each; None where people or companies were not listed."""
    listing = turn.state.listing
    if listing is None or not asks_ways_listed(turn, intent):
        return None
    ids = [one.id for one in listing.records]
    cards = {one.id: one for one in read_all(turn, Kind(listing.records[0].type), ids)}
    lines, rows = [], []
    names = neighbour_names(turn.session, list(cards.values()))
    for card in (cards[one] for one in ids if one in cards):
        if isinstance(card, Lead):
            continue
        row = turn.rows.row(card, names)
        ways = card.phones if intent.field == "phone" else card.emails
        own = turn.rows.title(card) if isinstance(card, Contact) else row.title
        key = f"show.{intent.field}_of" if ways else f"show.no_{intent.field}_of"
        lines.append(turn.texts(key, name=own, values=", ".join(ways)))
        rows.append(row)
    return (
        listed(turn, Answer("\n".join(lines), rows=tuple(rows)), listing.intent) if rows else None
    )
