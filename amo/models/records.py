"""The records themselves: deals, contacts, companies, tasks, notes, links.

Every field that a hidden or deleted record may leave empty is optional. Names, phones and texts
are kept out of `repr`, so that no log line or traceback can carry them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Self, TypeAlias, TypeVar

from amo.models.custom_fields import CustomField, read_fields, texts_of
from amo.models.fields import (
    Json,
    Kind,
    as_object,
    embedded_ids,
    flag,
    identity,
    integer,
    moment,
    reference,
    text,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A deal. `price` is in whole units of the account's currency."""

    id: int
    name: str = field(repr=False)
    price: int = 0
    responsible_user_id: int | None = None
    group_id: int | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    loss_reason_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    closest_task_at: datetime | None = None
    is_deleted: bool = False
    contact_ids: tuple[int, ...] = ()
    company_id: int | None = None
    fields: tuple[CustomField, ...] = field(default=(), repr=False)

    kind: ClassVar[Kind] = Kind.LEADS

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            name=text(raw, "name"),
            price=integer(raw, "price") or 0,
            responsible_user_id=reference(raw, "responsible_user_id"),
            group_id=integer(raw, "group_id"),
            pipeline_id=reference(raw, "pipeline_id"),
            status_id=reference(raw, "status_id"),
            loss_reason_id=reference(raw, "loss_reason_id"),
            created_at=moment(raw, "created_at"),
            updated_at=moment(raw, "updated_at"),
            closed_at=moment(raw, "closed_at"),
            closest_task_at=moment(raw, "closest_task_at"),
            is_deleted=flag(raw, "is_deleted"),
            contact_ids=embedded_ids(raw, "contacts"),
            company_id=next(iter(embedded_ids(raw, "companies")), None),
            fields=read_fields(raw),
        )


@dataclass(frozen=True, slots=True)
class Contact:
    """A person. `lead_ids` are filled only when read with `leads`."""

    id: int
    name: str = field(repr=False)
    responsible_user_id: int | None = None
    group_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    is_deleted: bool = False
    lead_ids: tuple[int, ...] = ()
    company_id: int | None = None
    fields: tuple[CustomField, ...] = field(default=(), repr=False)

    kind: ClassVar[Kind] = Kind.CONTACTS

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            name=_person(raw),
            responsible_user_id=reference(raw, "responsible_user_id"),
            group_id=integer(raw, "group_id"),
            created_at=moment(raw, "created_at"),
            updated_at=moment(raw, "updated_at"),
            is_deleted=flag(raw, "is_deleted"),
            lead_ids=embedded_ids(raw, "leads"),
            company_id=next(iter(embedded_ids(raw, "companies")), None),
            fields=read_fields(raw),
        )

    @property
    def phones(self) -> tuple[str, ...]:
        return texts_of(self.fields, "PHONE")

    @property
    def emails(self) -> tuple[str, ...]:
        return texts_of(self.fields, "EMAIL")


@dataclass(frozen=True, slots=True)
class Company:
    """A company. `lead_ids` and `contact_ids` are filled only when read with them."""

    id: int
    name: str = field(repr=False)
    responsible_user_id: int | None = None
    group_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    is_deleted: bool = False
    lead_ids: tuple[int, ...] = ()
    contact_ids: tuple[int, ...] = ()
    fields: tuple[CustomField, ...] = field(default=(), repr=False)

    kind: ClassVar[Kind] = Kind.COMPANIES

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            name=text(raw, "name"),
            responsible_user_id=reference(raw, "responsible_user_id"),
            group_id=integer(raw, "group_id"),
            created_at=moment(raw, "created_at"),
            updated_at=moment(raw, "updated_at"),
            is_deleted=flag(raw, "is_deleted"),
            lead_ids=embedded_ids(raw, "leads"),
            contact_ids=embedded_ids(raw, "contacts"),
            fields=read_fields(raw),
        )

    @property
    def phones(self) -> tuple[str, ...]:
        return texts_of(self.fields, "PHONE")

    @property
    def emails(self) -> tuple[str, ...]:
        return texts_of(self.fields, "EMAIL")


@dataclass(frozen=True, slots=True)
class Task:
    """A task; `entity_kind` and `entity_id` are None for one that hangs on no record."""

    id: int
    text: str = field(repr=False)
    responsible_user_id: int | None = None
    group_id: int | None = None
    created_by: int | None = None
    entity_kind: Kind | None = None
    entity_id: int | None = None
    task_type_id: int | None = None
    complete_till: datetime | None = None
    is_completed: bool = False
    result: str = field(default="", repr=False)
    created_at: datetime | None = None
    updated_at: datetime | None = None

    kind: ClassVar[Kind] = Kind.TASKS

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            text=text(raw, "text"),
            responsible_user_id=reference(raw, "responsible_user_id"),
            group_id=integer(raw, "group_id"),
            created_by=integer(raw, "created_by"),
            entity_kind=_kind(raw.get("entity_type")),
            entity_id=reference(raw, "entity_id"),
            task_type_id=reference(raw, "task_type_id"),
            complete_till=moment(raw, "complete_till"),
            is_completed=flag(raw, "is_completed"),
            result=text(as_object(raw.get("result")), "text"),
            created_at=moment(raw, "created_at"),
            updated_at=moment(raw, "updated_at"),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A note in a record's feed; `text` is empty for types that carry none."""

    id: int
    entity_id: int | None
    note_type: str
    text: str = field(default="", repr=False)
    created_by: int | None = None
    responsible_user_id: int | None = None
    created_at: datetime | None = None

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            entity_id=reference(raw, "entity_id"),
            note_type=text(raw, "note_type"),
            text=text(as_object(raw.get("params")), "text"),
            created_by=integer(raw, "created_by"),
            responsible_user_id=reference(raw, "responsible_user_id"),
            created_at=moment(raw, "created_at"),
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one record to another."""

    to_kind: str
    to_id: int
    is_main: bool = False

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        metadata = as_object(raw.get("metadata"))
        return cls(
            to_kind=text(raw, "to_entity_type"),
            to_id=identity(raw, "to_entity_id"),
            is_main=flag(metadata, "main_contact") or flag(metadata, "is_main"),
        )


Record: TypeAlias = Lead | Contact | Company | Task
AnyRecord = TypeVar("AnyRecord", Lead, Contact, Company, Task)


def _person(raw: Json) -> str:
    joined = f"{text(raw, 'first_name')} {text(raw, 'last_name')}".strip()
    return text(raw, "name") or joined


def _kind(value: object) -> Kind | None:
    return Kind(value) if isinstance(value, str) and value in set(Kind) else None
