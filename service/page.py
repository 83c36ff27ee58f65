"""What the user has before their eyes: the open card and the ticked rows."""

from __future__ import annotations

from amo.models import Kind
from service.body import PageContext

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
