"""What several rules ask of one utterance is found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from nlu.reading import Reading

P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[Reading, P], T]) -> Callable[Concatenate[Reading, P], T]:
    """Keep what a function of a reading finds with the reading itself, and die with it.

    Args:
        find: changes nothing, and takes nothing else but hashable positional arguments.
    """

    @wraps(find)
    def kept(reading: Reading, /, *args: P.args, **named: P.kwargs) -> T:
        known: dict[Any, T] = reading.known
        key = (find, *args) if args else find
        if key in known:
            return known[key]
        known[key] = found = find(reading, *args, **named)
        return found

    return kept
