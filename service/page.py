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
from service.resources import Card, Section, Ticked, read_uri

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
    """What the user has before their eyes, as resources.

    Args:
        card: the open card.
        rows: the ticked rows of a list.
        url: the address of the page itself.
        marked: the text that is marked on the page; data, never an order.
    """

    card: Card | None = None
    section: Section | None = None
    rows: Ticked | None = None
    url: str | None = None
    marked: str | None = field(default=None, repr=False)


def context_of(page: PageContext) -> Context:
    """What the parser and the second reader may know of the page."""
    entity = None if page.card is None else (page.card.kind, page.card.id)
    return Context(entity, page.section.code if page.section else None, page.marked)


def has_rows(page: PageContext) -> bool:
    """Whether rows of a list are ticked."""
    return page.rows is not None


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
                page = replace(page, card=found)
            case Section():
                page = replace(page, section=found)
            case Ticked(ids):
                page = replace(page, rows=_rows(list(ids)))
            case Card() | None:
                raise Refusal(422, "problems.context")
            case _:
                assert_never(found)
    return page


def open_card(page: PageContext) -> tuple[Kind, int] | None:
    """The card before the user, if it is of a kind the assistant reads."""
    if page.card is None or page.card.kind not in set(Kind):
        return None
    return Kind(page.card.kind), page.card.id


def ticked(page: PageContext, kind: Kind) -> tuple[int, ...]:
    """The ids of the ticked rows, when the list before the user is of this kind."""
    return page.rows.ids if page.rows and _listed_kind(page) is kind else ()


def _listed_kind(page: PageContext) -> Kind | None:
    code = page.section.code if page.section else ""
    known = _SECTIONS.get(code.replace("_", "-")) or _SECTIONS.get(code)
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
        card=_card(value.get("entity")),
        section=_section(value.get("section")),
        rows=_rows(value.get("selected")),
        url=_word(value.get("url")),
        marked=_marked(value.get("selected_text")),
    )


def _card(value: object) -> Card | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refusal(422, "problems.context")
    kind, own = value.get("type"), value.get("id")
    if not isinstance(kind, str) or not _is_id(own):
        raise Refusal(422, "problems.context")
    return Card(kind, own) if kind in _KINDS else None


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID


def _section(value: object) -> Section | None:
    code = _word(value)
    return Section(code) if code else None


def well_formed(text: str) -> str:
    """The text with halves of characters replaced: they can be neither sent nor kept."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _word(value: object) -> str | None:
    return well_formed(value[:LONGEST_WORD]) if isinstance(value, str) else None


def _marked(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Refusal(422, "problems.context")
    return well_formed(value)[:LONGEST_SELECTION]


def _rows(value: object) -> Ticked | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > MOST_SELECTED:
        raise Refusal(422, "problems.context")
    if not all(_is_id(one) for one in value):
        raise Refusal(422, "problems.context")
    return Ticked(tuple(dict.fromkeys(value))) if value else None
