"""Anything by a word, when the kind of record was not said."""

from __future__ import annotations

from amo.models import Kind
from nlu.intents import Search
from service.answer import Answer, Row
from service.lookup.leads import leads_titled
from service.lookup.one import neighbour_names
from service.lookup.parties import companies_called, contacts_called
from service.turn import Outcome, Turn, listed

MOST_OF_A_KIND = 5


def search(intent: Search, turn: Turn) -> Outcome:
    """Answer with contacts, companies and deals that the word may mean."""
    query = intent.query or ""
    groups = {
        Kind.COMPANIES: _companies(turn, query),
        Kind.CONTACTS: _contacts(turn, query),
        Kind.LEADS: _leads(turn, query),
    }
    rows = tuple(row for group in groups.values() for row in group[:MOST_OF_A_KIND])
    if not rows:
        return listed(turn, Answer(turn.texts("none.search", query=query)), intent)
    counts = [
        turn.texts(f"search.{kind.value}", count=len(group))
        for kind, group in groups.items()
        if group
    ]
    text = turn.texts("search.found", query=query, counts=", ".join(counts))
    if any(len(group) > MOST_OF_A_KIND for group in groups.values()):
        text = f"{text} {turn.texts('search.shown', count=MOST_OF_A_KIND)}"
    return listed(turn, Answer(text, rows=rows), intent)


def _companies(turn: Turn, query: str) -> list[Row]:
    if not turn.session.viewer.may_view_any(Kind.COMPANIES):
        return []
    return [turn.rows.company(one) for one in companies_called(turn, query, most=1).items]


def _contacts(turn: Turn, query: str) -> list[Row]:
    if not turn.session.viewer.may_view_any(Kind.CONTACTS):
        return []
    found = contacts_called(turn, query, most=1).items
    names = neighbour_names(turn.session, found[:MOST_OF_A_KIND])
    return [turn.rows.contact(one, names) for one in found]


def _leads(turn: Turn, query: str) -> list[Row]:
    if not turn.session.viewer.may_view_any(Kind.LEADS):
        return []
    return [turn.rows.lead(one) for one in leads_titled(turn, query, most=1).items]
