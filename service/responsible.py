"""Who is made responsible: the named user, else the asking one."""

from __future__ import annotations

from service.turn import Turn


def responsible(turn: Turn, name: str | None) -> int:
    """The id of the user; the parser lets only active users of the account through."""
    if name in (None, "me"):
        return turn.user_id
    active = (one.id for one in turn.directory.active_users if one.name == name)
    return next(active, turn.user_id)
