"""Claims of found entities to their tokens: what overlaps nothing taken is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from nlu.types import Found, Token

Entities: TypeAlias = dict[str, list[Found[Any]]]
Tokens: TypeAlias = tuple[Token, ...]


def indices(found: Iterable[Found[Any]]) -> Iterator[int]:
    """Go over the tokens that these entities cover."""
    return (index for one in found for index in range(one.first, one.stop))


def with_value(found: Found[Any], value: object) -> Found[Any]:
    """Say another value of the same tokens, as sure as it was."""
    return Found(found.first, found.stop, value, found.score)


def claim(found: Iterable[Found[Any]], taken: set[int]) -> list[Found[Any]]:
    """Keep what overlaps nothing taken, and take its tokens."""
    kept = free(found, taken)
    for one in kept:
        taken.update(range(one.first, one.stop))
    return kept


def free(found: Iterable[Found[Any]], taken: set[int]) -> list[Found[Any]]:
    """Keep what overlaps nothing taken, and take nothing."""
    return [one for one in found if taken.isdisjoint(range(one.first, one.stop))]
