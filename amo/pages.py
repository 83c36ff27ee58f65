"""One page of records, and what is honest to say about it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_PER_PAGE = 250  # amoCRM's own ceiling


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Records the acting user may see.

    Args:
        items: the records, in amoCRM's order.
        number: which page this is, from 1.
        has_more: whether a further page would have something.
        partial: whether the search stopped before the end, so that matches may be missing.
    """

    items: tuple[T, ...] = ()
    number: int = 1
    has_more: bool = False
    partial: bool = False
