"""What the account holds: leads, contacts, companies, tasks, notes, events, tags.

Records are frozen: a change makes a new one, so whoever holds the old one sees no half of it.
All moments are seconds since the epoch; user 0 is amoCRM's robot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from amo.sandbox.account.fields import Values

ENTITY_KINDS = ("leads", "contacts", "companies")
SINGULAR = {"leads": "lead", "contacts": "contact", "companies": "company", "tasks": "task"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """What every record has: an id, an owner, and who made and changed it when."""

    id: int
    responsible_user_id: int
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Owned):
    """A record with a card of its own."""

    name: str
    values: Values = field(default_factory=dict)
    tag_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Named):
    """A deal; ``price`` in whole roubles."""

    price: int
    pipeline_id: int
    status_id: int
    closed_at: int | None = None
    loss_reason_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Named):
    """A person."""

    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Named):
    """A company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Owned):
    """A task; ``duration`` in seconds, ``result`` empty until one is given."""

    text: str
    task_type_id: int
    complete_till: int
    entity_type: str | None = None
    entity_id: int | None = None
    duration: int = 0
    is_completed: bool = False
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Owned):
    """A line of a record's feed."""

    entity_type: str
    entity_id: int
    note_type: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a record; ``entity_type`` is in the singular, as amoCRM has it."""

    id: str
    type: str
    entity_type: str
    entity_id: int
    created_by: int
    created_at: int
    value_after: tuple[Mapping[str, Any], ...] = ()
    value_before: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of one kind of record."""

    id: int
    name: str
    entity: str


Entity = Lead | Contact | Company
Record = Entity | Task


def stamps(owner: int, created: int, updated: int | None = None) -> dict[str, Any]:
    """The owner and moments of a record its owner made, as arguments of any of the above."""
    return {
        "responsible_user_id": owner,
        "created_by": owner,
        "updated_by": owner,
        "created_at": created,
        "updated_at": created if updated is None else updated,
    }


def kind_of(record: Record) -> str:
    """The plural amoCRM's paths use for a record."""
    match record:
        case Lead():
            return "leads"
        case Contact():
            return "contacts"
        case Company():
            return "companies"
        case Task():
            return "tasks"
