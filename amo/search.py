"""What a list is asked for, and how it becomes a query string."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from amo.calls import Param
from amo.filters import Filter
from amo.models import AnyRecord

LONGEST_QUERY = 200  # longer ones are pasted junk, and an address has its limits
_RESPONSIBLE = "filter[responsible_user_id][]"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list; contacts and companies know only `updated_at` and `id`."""

    key: str
    descending: bool = True

    def params(self) -> tuple[Param, ...]:
        return ((f"order[{self.key}]", "desc" if self.descending else "asc"),)


def embed(with_: Sequence[str]) -> tuple[Param, ...]:
    """The parameter that asks amoCRM to embed linked records and details."""
    return (("with", ",".join(with_)),) if with_ else ()


@dataclass(frozen=True, slots=True)
class Search(Generic[AnyRecord]):
    """What a list is asked for.

    Args:
        query: amoCRM's own search over all filled fields; every hit must be checked again.
        filter: a typed condition; checked here again, as some accounts ignore it.
        order: the order of the list.
        with_: what amoCRM should embed: `contacts`, `leads`…
        narrow: responsible users outside whose records nothing can be in sight.
    """

    query: str | None = None
    filter: Filter[AnyRecord] | None = None
    order: Order | None = None
    with_: Sequence[str] = ()
    narrow: Sequence[int] = ()

    def params(self, page: int, limit: int, *, filtered: bool = True) -> tuple[Param, ...]:
        """The query string's parts; `filtered` is False where the account refuses filters."""
        return (
            *((("query", self.query[:LONGEST_QUERY]),) if self.query else ()),
            *(self._conditions() if filtered else ()),
            *(self.order.params() if self.order else ()),
            *embed(self.with_),
            ("page", str(page)),
            ("limit", str(limit)),
        )

    def _conditions(self) -> tuple[Param, ...]:
        own: tuple[Param, ...] = self.filter.params() if self.filter else ()
        if any(name == _RESPONSIBLE for name, _ in own):
            return own
        return (*own, *((_RESPONSIBLE, str(one)) for one in self.narrow))

    def matches(self, record: AnyRecord) -> bool:
        return self.filter is None or self.filter.matches(record)
