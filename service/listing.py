"""A list of records as an answer: how many, by which filters, a page of rows, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from amo.models import Company, Contact, Kind, Lead, Task
from nlu import Intent
from service.answer import Answer, Button, Row
from service.conditions import Condition, conditions
from service.dialogue.offers import near_offer
from service.dialogue.state import Offer
from service.list_links import ListFilter, list_link
from service.lookup.one import neighbour_names
from service.turn import Outcome, Turn, listed

Item = TypeVar("Item", Lead, Contact, Company, Task)
PAGE_SIZE = 10
WINDOW = 50
MOST_DROPS = 3


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """What a search brought.

    Args:
        items: records that fit, in order.
        first: how many that fit stand before them, read on earlier pages.
        more: there are, or may be, further ones after them.
        partial: not everything could be read through, so that some may be missing.
        near: a name spelt much alike, when nothing fits.
        condition: all that makes a record fit; None where names or links had to be compared too.
    """

    items: Sequence[Item] = ()
    first: int = 0
    more: bool = False
    partial: bool = False
    near: str | None = None
    condition: ListFilter | None = None


def page_size(limit: int | None) -> int:
    """How many rows a page has."""
    return PAGE_SIZE if limit is None else max(1, min(limit, WINDOW))


def window(turn: Turn, limit: int | None) -> tuple[int, int]:
    """Which of amoCRM's pages to read for a page of rows: its number and its size."""
    size = page_size(limit)
    if limit is not None:
        return turn.page_number, size
    return (turn.page_number - 1) * size // WINDOW + 1, WINDOW


def present(
    turn: Turn, intent: Intent, kind: Kind, found: Found[Item], limit: int | None
) -> Outcome:
    """The answer to a search."""
    filters = conditions(turn, intent)
    size = page_size(limit)
    start = (turn.page_number - 1) * size - found.first
    shown = found.items[start : start + size]
    if not shown:
        return _nothing(turn, intent, kind, found, filters)
    rows = _rows(turn, shown)
    left = len(found.items) > start + size or found.more
    further = limit is not None and found.more and turn.page_number > 1
    header = "" if further else _header(turn, kind, found, filters, limit)
    pages = _pages(turn, found, start, len(shown), left)
    note = turn.texts("found.partial") if found.partial else ""
    text = " ".join(filter(None, (header, pages, note)))
    buttons = (_more(turn),) if left else ()
    link = list_link(turn, kind, found.condition) if limit is None else None
    return listed(turn, Answer(text, rows=rows, buttons=buttons, link=link), intent)


def _rows(turn: Turn, shown: Sequence[Item]) -> tuple[Row, ...]:
    names = neighbour_names(turn.session, shown)
    return tuple(turn.rows.row(one, names) for one in shown)


def _header(
    turn: Turn,
    kind: Kind,
    found: Found[Item],
    filters: Sequence[Condition],
    limit: int | None,
) -> str:
    count = found.first + len(found.items)
    if found.more and limit is None:
        head = turn.texts(f"found.over_{kind.value}", count=count)
    elif limit is not None and found.more:
        shown = len(found.items)
        key = "only" if shown == 1 else "first"
        head = turn.texts(f"found.{key}_{kind.value}", count=shown)
    else:
        head = turn.texts(f"found.{kind.value}", count=count)
    words = ", ".join(one.text for one in filters)
    return turn.texts("found.with_filters" if words else "found.plain", head=head, filters=words)


def _pages(turn: Turn, found: Found[Item], start: int, count: int, left: bool) -> str:
    if turn.page_number == 1 and not left:
        return ""
    first = found.first + start + 1
    key = "found.shown" if count > 1 else "found.shown_one"
    return turn.texts(key, first=first, last=first + count - 1)


def _more(turn: Turn) -> Button:
    return turn.button("more")


def _nothing(
    turn: Turn, intent: Intent, kind: Kind, found: Found[Item], filters: Sequence[Condition]
) -> Outcome:
    """Nothing was found: what was looked for, and what might help."""
    if turn.page_number > 1:
        return listed(turn, Answer(turn.texts("found.no_more")), intent)
    words = ", ".join(one.text for one in filters)
    key = f"none.{kind.value}" if words else f"none.{kind.value}_at_all"
    parts = [turn.texts(key, filters=words)]
    if found.near:
        parts.append(turn.texts("none.near", name=found.near))
    if found.partial:
        parts.append(turn.texts("found.partial"))
    offers = near_offer(intent, found.near) + _drops(turn, filters)
    if offers and not found.near:
        parts.append(turn.texts("none.drop"))
    outcome = listed(turn, Answer(" ".join(parts), buttons=_buttons(offers)), intent)
    return replace(outcome, state=replace(outcome.state, offers=offers))


def _drops(turn: Turn, filters: Sequence[Condition]) -> tuple[Offer, ...]:
    if len(filters) < 2:
        return ()
    return tuple(
        Offer(turn.texts("buttons.without", label=one.label), "drop", one.slot)
        for one in filters[:MOST_DROPS]
    )


def _buttons(offers: Sequence[Offer]) -> tuple[Button, ...]:
    return tuple(Button(one.send, one.send) for one in offers)
