"""Deals by the words of their names."""

from __future__ import annotations

from dataclasses import dataclass

from amo import LeadFilter, Order
from amo.models import Lead
from service.lookup.likeness import nearest
from service.lookup.matching import exactly, like_title
from service.lookup.queries import MOST_QUERIES, queries
from service.turn import Turn

PER_PAGE = 250
NEWEST = Order("created_at")


@dataclass(frozen=True, slots=True)
class LeadHits:
    """Deals that fit.

    Args:
        items: those that fit, the newest first; one of exactly this name stands alone.
        near: a title in sight that is spelt much alike, when nothing fits.
        partial: there may be more than was read.
    """

    items: tuple[Lead, ...] = ()
    near: str | None = None
    partial: bool = False


def leads_titled(
    turn: Turn,
    words: str,
    condition: LeadFilter | None = None,
    order: Order = NEWEST,
    most: int = MOST_QUERIES,
) -> LeadHits:
    """Deals whose name may be meant by the words."""
    seen: list[str] = []
    partial = False
    for query in queries(words)[:most]:
        page = turn.session.leads.list(
            query, filter=condition, order=order, limit=PER_PAGE, with_=("contacts",)
        )
        found = tuple(one for one in page.items if like_title(words, one.name))
        if found:
            same = tuple(one for one in found if exactly(words, one.name))
            return LeadHits(same if len(same) == 1 else found, partial=page.has_more)
        seen.extend(one.name for one in page.items)
        partial = partial or page.has_more
    return LeadHits((), nearest(words, seen, turn.names.company), partial)
