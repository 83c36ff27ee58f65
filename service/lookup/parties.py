"""Contacts and companies by name, phone or e-mail, as far as the user may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from amo import Order, Page, PersonFilter, phones
from amo.models import Company, Contact, Kind
from service.lookup.likeness import nearest
from service.lookup.matching import ends_with, has_email, has_phone
from service.lookup.queries import MOST_QUERIES, fewer, queries
from service.pointing import is_typed
from service.turn import Turn

Party = TypeVar("Party", Contact, Company)
PER_PAGE = 250
LAST_CHANGED = Order("updated_at")


class _Reading(Protocol[Party]):
    def list(
        self,
        query: str | None = None,
        *,
        filter: PersonFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 50,
        with_: Sequence[str] = (),
    ) -> Page[Party]: ...


@dataclass(frozen=True, slots=True)
class Hits(Generic[Party]):
    """Records that fit.

    Args:
        items: those that fit, the last changed first.
        near: a name in sight that is spelt much alike, when nothing fits.
        partial: there may be more than was read.
    """

    items: tuple[Party, ...] = ()
    near: str | None = None
    partial: bool = False


def contacts_called(turn: Turn, name: str, most: int = MOST_QUERIES) -> Hits[Contact]:
    """Contacts whom a person's name may mean, looked for by at most so many queries."""
    tries = queries(name, turn.names.full_names)[:most]
    return _search(
        turn.session.contacts,
        tries,
        lambda one: turn.names.same_person(name, one.name),
        ("leads",),
        lambda seen: nearest(name, seen, turn.names.person),
        lambda one: is_typed(turn.parse.text, name, one.name, turn.texts),
    )


def companies_called(turn: Turn, name: str, most: int = MOST_QUERIES) -> Hits[Company]:
    """Companies that a name may mean, looked for by at most so many queries."""
    return _search(
        turn.session.companies,
        fewer(queries(name), most),
        lambda one: turn.names.same_company(name, one.name),
        ("leads", "contacts"),
        lambda seen: nearest(name, seen, turn.names.company),
    )


def other_kind_called(
    turn: Turn, contact: str | None, company: str | None
) -> Sequence[Contact | Company]:
    """Records of the other kind in sight that bear the name of one party alone."""
    viewer = turn.session.viewer
    if contact is None and company is not None:
        seen = viewer.may_view_any(Kind.CONTACTS)
        return contacts_called(turn, company, most=1).items if seen else ()
    if contact is not None and company is None:
        seen = viewer.may_view_any(Kind.COMPANIES)
        return companies_called(turn, contact, most=1).items if seen else ()
    return ()


def contacts_reached(turn: Turn, phone: str | None, email: str | None) -> Hits[Contact]:
    """Contacts with this phone, or part of one, or this e-mail."""
    return _reached(turn.session.contacts, phone, email, ("leads",))


def companies_reached(
    turn: Turn, phone: str | None, email: str | None, most: int = MOST_QUERIES
) -> Hits[Company]:
    """Companies with this phone, or part of one, or this e-mail, by at most so many queries."""
    return _reached(turn.session.companies, phone, email, ("leads", "contacts"), most)


def _reached(
    reading: _Reading[Party],
    phone: str | None,
    email: str | None,
    with_: Sequence[str],
    most: int = MOST_QUERIES,
) -> Hits[Party]:
    def fits(one: Party) -> bool:
        by_phone = phone is None or has_phone(one, phone)
        return by_phone and (email is None or has_email(one, email))

    tries = phones.queries(phone)[:most] if phone else (email or "",)
    hits = _search(reading, tries, fits, with_, lambda _: None)
    if phone is None:
        return hits
    endings_first = sorted(hits.items, key=lambda one: not ends_with(one, phone))
    return Hits(tuple(endings_first), partial=hits.partial)


def _search(
    reading: _Reading[Party],
    tries: Iterable[str],
    fits: Callable[[Party], bool],
    with_: Sequence[str],
    near: Callable[[Sequence[str]], str | None],
    typed: Callable[[Party], bool] = lambda _: False,
) -> Hits[Party]:
    """Try the queries until a record fits, or has the name as typed, which is near enough."""
    partial = False
    seen: list[str] = []
    for query in tries:
        page = reading.list(query, order=LAST_CHANGED, limit=PER_PAGE, with_=with_)
        found = tuple(one for one in page.items if fits(one))
        if found:
            return Hits(found, partial=page.has_more)
        partial = partial or page.has_more
        seen.extend(one.name for one in page.items)
        if any(map(typed, page.items)):
            break
    return Hits((), near(seen), partial)
