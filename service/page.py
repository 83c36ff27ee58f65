"""What the user has before their eyes, as resources: the only place the context is read.

The widget sends it as JSON, a client of the Model Context Protocol as addresses such as
`amocrm://leads/5001`; the parser, the handlers and the second reader get it from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeGuard, assert_never

from amo.models import Kind
from nlu import Context
from service.errors import Refusal
from service.resources import Card, Resource, Section, Ticked, read_uri

LONGEST_SELECTION = 2000
LONGEST_WORD = 200
MOST_SELECTED = 250
LARGEST_ID = 2**53
_KINDS = frozenset({"leads", "contacts", "companies", "tasks", "customers"})
_SECTIONS = {
    "leads": Kind.LEADS,
    "leads-pipeline": Kind.LEADS,
    "leads_list": Kind.LEADS,
    "contacts": Kind.CONTACTS,
    "contacts_list": Kind.CONTACTS,
    "companies": Kind.COMPANIES,
    "companies_list": Kind.COMPANIES,
    "todo": Kind.TASKS,
}


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the user has before their eyes.

    Args:
        entity: the open card as (type, id).
        selected: ids of the ticked rows of a list.
        selected_text: what is marked on the page; data, never an order.
    """

    entity: tuple[str, int] | None = None
    section: str | None = None
    url: str | None = None
    selected_text: str | None = field(default=None, repr=False)
    selected: tuple[int, ...] = ()


def context_of(page: PageContext) -> Context:
    """What the parser and the second reader may know of the page."""
    return Context(page.entity, page.section, page.selected_text)


def resources_of(page: PageContext) -> tuple[Resource, ...]:
    """The page as resources; what is marked has no address, being text and no record."""
    card = (Card(*page.entity),) if page.entity else ()
    section = (Section(page.section),) if page.section else ()
    rows = (Ticked(page.selected),) if page.selected else ()
    return (*card, *section, *rows)


def page_at(uris: Iterable[str]) -> PageContext:
    """The page that addresses of resources describe.

    Raises:
        Refusal: 422, one is no address of ours.
    """
    page = PageContext()
    for uri in uris:
        found = read_uri(uri[:LONGEST_SELECTION])
        match found:
            case Card(kind, record_id) if kind in _KINDS and _is_id(record_id):
                page = replace(page, entity=(kind, record_id))
            case Section(code):
                page = replace(page, section=code[:LONGEST_WORD])
            case Ticked(ids):
                page = replace(page, selected=_selected(list(ids)))
            case Card() | None:
                raise Refusal(422, "problems.context")
            case _:
                assert_never(found)
    return page


def open_card(page: PageContext) -> tuple[Kind, int] | None:
    """The card before the user, if it is of a kind the assistant reads."""
    if page.entity is None or page.entity[0] not in set(Kind):
        return None
    return Kind(page.entity[0]), page.entity[1]


def ticked(page: PageContext, kind: Kind) -> tuple[int, ...]:
    """The ids of the ticked rows, when the list before the user is of this kind."""
    return page.selected if _listed_kind(page) is kind else ()


def _listed_kind(page: PageContext) -> Kind | None:
    known = _SECTIONS.get((page.section or "").replace("_", "-")) or _SECTIONS.get(
        page.section or ""
    )
    if known:
        return known
    first = (page.url or "").lstrip("/").split("/", 1)[0].split("?", 1)[0]
    return Kind(first) if first in set(Kind) else _SECTIONS.get(first)


def read_page(value: object) -> PageContext:
    """Read the `context` of a message (the contract, section 6).

    Raises:
        Refusal: 422, a member has a wrong shape.
    """
    if value is None:
        return PageContext()
    if not isinstance(value, dict):
        raise Refusal(422, "problems.context")
    return PageContext(
        entity=_entity(value.get("entity")),
        section=_word(value.get("section")),
        url=_word(value.get("url")),
        selected_text=_selection(value.get("selected_text")),
        selected=_selected(value.get("selected")),
    )


def _entity(value: object) -> tuple[str, int] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refusal(422, "problems.context")
    kind, own = value.get("type"), value.get("id")
    if not isinstance(kind, str) or not _is_id(own):
        raise Refusal(422, "problems.context")
    return (kind, own) if kind in _KINDS else None


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID


def _word(value: object) -> str | None:
    return value[:LONGEST_WORD] if isinstance(value, str) else None


def _selection(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Refusal(422, "problems.context")
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")[:LONGEST_SELECTION]


def _selected(value: object) -> tuple[int, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_SELECTED:
        raise Refusal(422, "problems.context")
    if not all(_is_id(one) for one in value):
        raise Refusal(422, "problems.context")
    return tuple(dict.fromkeys(value))
