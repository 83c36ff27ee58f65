"""Values a parse makes dozens of: nobody changes them, and mypy sees to that.

A dataclass frozen at run time as well takes five times as long to make, and the standard library's
`cached_property` holds a lock while it finds what nobody else asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
    from functools import cached_property as lazy
else:
    from dataclasses import dataclass

    def value(*, frozen, slots=False, order=False):
        """Make a dataclass that hashes like a frozen one."""
        return dataclass(slots=slots, order=order, unsafe_hash=frozen)

    class lazy:
        """An attribute found when it is first asked for, and kept."""

        def __init__(self, find):
            self._find = find
            self.__doc__ = find.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, one, owner=None):
            if one is None:
                return self
            one.__dict__[self._name] = found = self._find(one)
            return found


__all__ = ["lazy", "value"]
