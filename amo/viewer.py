"""The asking user and what may reach their eyes."""

from dataclasses import dataclass

from amo.models import Action, AnyRecord, Kind, Record, User
from amo.rights import allowed, may_add, may_view_any, visible


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose rights apply, and who enforces them.

    Args:
        user_id: the asking user.
        user: with rights; None when amoCRM keeps the list of users from us, and then amoCRM
            alone enforces the rights.
        enforced: whether amoCRM itself answers as this user (`X-Context-User-ID`). Where it does
            not, our own check alone decides.
    """

    user_id: int
    user: User | None
    enforced: bool

    @property
    def acting(self) -> int | None:
        """The id for `X-Context-User-ID`, where the account accepts it."""
        return self.user_id if self.enforced else None

    def visible(self, records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
        """The records that may be counted, offered or worded for this user."""
        if self.user is None:
            return records if self.enforced else ()
        return visible(self.user, records)

    def may(self, action: Action, record: Record) -> bool:
        return self.enforced if self.user is None else allowed(self.user, action, record)

    def may_add(self, kind: Kind) -> bool:
        return self.enforced if self.user is None else may_add(self.user, kind)

    def may_view_any(self, kind: Kind) -> bool:
        return self.enforced if self.user is None else may_view_any(self.user, kind)
