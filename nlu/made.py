"""Values a parse makes dozens of: nobody changes them, and mypy sees to that.

A dataclass frozen at run time as well takes five times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen, slots=False, order=False):
        """Make a dataclass that hashes like a frozen one."""
        return dataclass(slots=slots, order=order, unsafe_hash=frozen)


__all__ = ["value"]
