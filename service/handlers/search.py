"""Anything by a word, when the kind of record was not said."""

from __future__ import annotations

from dataclasses import dataclass

from amo.models import Company, Kind
from nlu.intents import Search, Show
from service.answer import Answer, Row
from service.handlers.show import tell
from service.lookup.leads import leads_titled
from service.lookup.one import neighbour_names
from service.lookup.parties import Hits, companies_called, contacts_called
from service.pointing import asks_what
from service.turn import Outcome, Turn, listed

MOST_OF_A_KIND = 5


def search(intent: Search, turn: Turn) -> Outcome:
    """Answer with contacts, companies and deals that the word may mean.

    «Что по Ромашке» with one company called so is told what there is to know of it.
    """
    query = intent.query or ""
    companies = _companies(turn, query)
    if len(companies.items) == 1 and asks_what(turn.parse.text, turn.texts):
        return tell(turn, companies.items[0], Show(company=query))
    groups = {
        Kind.COMPANIES: _Group(tuple(map(turn.rows.company, companies.items)), companies.partial),
        Kind.CONTACTS: _contacts(turn, query),
        Kind.LEADS: _leads(turn, query),
    }
    rows = tuple(row for group in groups.values() for row in group.rows[:MOST_OF_A_KIND])
    if not rows:
        return listed(turn, Answer(turn.texts("none.search", query=query)), intent)
    counts = [
        turn.texts(f"search.{'over_' * group.more}{kind.value}", count=len(group.rows))
        for kind, group in groups.items()
        if group.rows
    ]
    text = turn.texts("search.found", query=query, counts=", ".join(counts))
    if any(len(group.rows) > MOST_OF_A_KIND for group in groups.values()):
        text = f"{text} {turn.texts('search.shown', count=MOST_OF_A_KIND)}"
    return listed(turn, Answer(text, rows=rows), intent)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one kind, and whether amoCRM has more than were read."""

    rows: tuple[Row, ...] = ()
    more: bool = False


def _companies(turn: Turn, query: str) -> Hits[Company]:
    if not turn.session.viewer.may_view_any(Kind.COMPANIES):
        return Hits()
    return companies_called(turn, query, most=1)


def _contacts(turn: Turn, query: str) -> _Group:
    if not turn.session.viewer.may_view_any(Kind.CONTACTS):
        return _Group()
    hits = contacts_called(turn, query, most=1)
    names = neighbour_names(turn.session, hits.items[:MOST_OF_A_KIND])
    return _Group(tuple(turn.rows.contact(one, names) for one in hits.items), hits.partial)


def _leads(turn: Turn, query: str) -> _Group:
    if not turn.session.viewer.may_view_any(Kind.LEADS):
        return _Group()
    hits = leads_titled(turn, query, most=1)
    return _Group(tuple(map(turn.rows.lead, hits.items)), hits.partial)
