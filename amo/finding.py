"""Finding people, companies and deals by what amoCRM cannot be asked for exactly.

Its `query` looks into every field, so a phone's digits may be somebody's tax number: each hit is
checked here, and a page says honestly when hits may be missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from amo import names, phones
from amo.filters import Filter
from amo.models import Company, Contact, Lead
from amo.pages import MOST_PER_PAGE, Page
from amo.reading import Reading

Person = TypeVar("Person", Contact, Company)
Named = TypeVar("Named", Lead, Contact, Company)


def by_phone(
    people: Reading[Person],
    phone: str,
    *,
    filter: Filter[Person] | None = None,
    with_: Sequence[str] = (),
) -> Page[Person]:
    """Whose phone this is; for a part of a number those first whose number ends with it.

    Args:
        people: contacts or companies.
        phone: in any writing; fewer than ten digits are a part of a number, three the least.
        filter: a further condition.
        with_: what to embed.

    Raises:
        AmoError: as `Reading.list`.
    """
    found: Page[Person] = Page()
    for query in phones.queries(phone):
        page = people.list(query, filter=filter, limit=MOST_PER_PAGE, with_=with_)
        found = _checked(page, lambda one: any(phones.matches(phone, own) for own in one.phones))
        if found.items:
            break
    return replace(found, items=_endings_first(found.items, phone))


def by_email(
    people: Reading[Person],
    email: str,
    *,
    filter: Filter[Person] | None = None,
    with_: Sequence[str] = (),
) -> Page[Person]:
    """Whose e-mail address this is.

    Args:
        people: contacts or companies.
        email: in any case.
        filter: a further condition.
        with_: what to embed.

    Raises:
        AmoError: as `Reading.list`.
    """
    wanted = email.strip().casefold()
    page = people.list(wanted, filter=filter, limit=MOST_PER_PAGE, with_=with_)
    return _checked(page, lambda one: wanted in {own.casefold() for own in one.emails})


def by_name(
    records: Reading[Named],
    name: str,
    *,
    spellings: Sequence[str] = (),
    filter: Filter[Named] | None = None,
    with_: Sequence[str] = (),
) -> Page[Named]:
    """The records with this name: its words in any order, ё as е.

    Whole words come before beginnings of words: «Иванов» is not «Иванова» unless nobody else is.

    Args:
        records: deals, contacts or companies.
        name: in the nominative.
        spellings: other writings of it to look for as well: `Пётр` beside `Петр`, a full name
            beside a short one.
        filter: a further condition.
        with_: what to embed.

    Raises:
        AmoError: as `Reading.list`.
    """
    wanted: tuple[str, ...] = tuple(dict.fromkeys(map(_tidy, (name, *spellings))))
    seen: _Seen[Named] = _Seen(wanted)
    for query in (*wanted, *names.other_queries(wanted[0])):
        if query not in wanted and seen.named():
            break
        seen.add(records.list(query, filter=filter, limit=MOST_PER_PAGE, with_=with_))
    return Page(seen.named() or seen.perhaps(), partial=seen.partial)


def _tidy(name: str) -> str:
    return " ".join(name.split())


@dataclass(slots=True)
class _Seen(Generic[Named]):
    """The hits of several queries, each once."""

    wanted: tuple[str, ...]
    hits: dict[int, Named] = field(default_factory=dict)
    partial: bool = False

    def add(self, page: Page[Named]) -> None:
        self.hits.update((one.id, one) for one in page.items)
        self.partial = self.partial or page.partial or page.has_more

    def named(self) -> tuple[Named, ...]:
        return self._those(names.is_named)

    def perhaps(self) -> tuple[Named, ...]:
        return self._those(names.may_be_named)

    def _those(self, fits: Callable[[str, str], bool]) -> tuple[Named, ...]:
        hits = self.hits.values()
        return tuple(one for one in hits if any(fits(name, one.name) for name in self.wanted))


def _checked(page: Page[Person], holds: Callable[[Person], bool]) -> Page[Person]:
    """The hits that hold; those on further pages have not been looked at."""
    items = tuple(one for one in page.items if holds(one))
    return Page(items, partial=page.partial or page.has_more)


def _endings_first(people: tuple[Person, ...], phone: str) -> tuple[Person, ...]:
    def rank(one: Person) -> bool:
        return not any(phones.ends_with(phone, own) for own in one.phones)

    return tuple(sorted(people, key=rank))
