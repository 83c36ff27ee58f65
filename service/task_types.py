"""Types of tasks: plain words and amoCRM's numbers (amoCRM, "Tasks": 1 and 2 are fixed)."""

from __future__ import annotations

from amo.directory import Directory

CONTACT = 1
MEETING = 2
_FIXED = {"call": CONTACT, "email": CONTACT, "other": CONTACT, "meeting": MEETING}


def type_id(name: str | None, directory: Directory) -> int | None:
    """The number of a type by the contract's word or by its name in the account."""
    if name is None:
        return None
    if name in _FIXED:
        return _FIXED[name]
    named = (one.id for one in directory.task_types if one.name.casefold() == name.casefold())
    return next(named, None)
