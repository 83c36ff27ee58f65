"""How a write is taken back, as far as amoCRM's API can: it deletes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from amo.models import Kind
from service.dialogue.plans import ChangeLeads, ChangeParty, MoveTasks


@dataclass(frozen=True, slots=True)
class CloseTask:
    """A task that was set is closed with a note."""

    id: int


@dataclass(frozen=True, slots=True)
class ReopenTasks:
    """Tasks that were completed are opened again."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MoveBack:
    """Deadlines go back where they were."""

    done: MoveTasks


@dataclass(frozen=True, slots=True)
class RestoreLeads:
    """Deals get their old values back."""

    done: ChangeLeads


@dataclass(frozen=True, slots=True)
class RestoreParty:
    """A contact or company gets its old values back."""

    done: ChangeParty


@dataclass(frozen=True, slots=True)
class Stays:
    """What was created cannot be deleted through the API; the user is told where it is.

    Args:
        with_them: names of the contact and the company that were created with it.
    """

    kind: Kind
    id: int
    note: bool = False
    with_them: tuple[str, ...] = field(default=(), repr=False)


Undo: TypeAlias = CloseTask | ReopenTasks | MoveBack | RestoreLeads | RestoreParty | Stays
