"""What several rules ask of one utterance is found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from nlu.reading import Reading

P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[Reading, P], T]) -> Callable[Concatenate[Reading, P], T]:
    """Keep what a function of a reading finds with the reading itself, and die with it.

    Args:
        find: changes nothing, and takes nothing else but hashable positional arguments.
    """
    if len(signature(find).parameters) == 1:
        alone: Callable[Concatenate[Reading, P], T] = _alone(find)
        return alone

    @wraps(find)
    def kept(reading: Reading, /, *args: P.args, **named: P.kwargs) -> T:
        known: dict[Any, T] = reading.known
        key = (find, *args)
        if key in known:
            return known[key]
        known[key] = found = find(reading, *args, **named)
        return found

    return kept


def _alone(find: Any) -> Any:
    """Most are asked of the reading alone, dozens of times, and need no room for arguments."""

    @wraps(find)
    def kept(reading: Reading) -> Any:
        known = reading.known
        if find in known:
            return known[find]
        known[find] = found = find(reading)
        return found

    return kept
