"""What is written: typed drafts of new records and typed changes of old ones.

A change sends only what is set: a PATCH that repeats an unchanged responsible user fails once that
user is deactivated. Source: amoCRM API, "Leads", "Contacts", "Companies", "Tasks".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias

from amo.models import FieldValue, Kind

Body: TypeAlias = dict[str, object]


class Writable(Protocol):
    """Something that becomes the JSON object of a write."""

    def body(self) -> Body:
        """The JSON object, with nothing in it that was not set."""
        ...


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """A new deal; amoCRM puts it on the main pipeline's first stage when none is given."""

    name: str = field(repr=False)
    price: int | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    responsible_user_id: int | None = None
    contact_ids: Sequence[int] = ()
    company_id: int | None = None

    def body(self) -> Body:
        linked = {"contacts": self.contact_ids, "companies": _single(self.company_id)}
        return _set(
            name=self.name,
            price=self.price,
            pipeline_id=self.pipeline_id,
            status_id=self.status_id,
            responsible_user_id=self.responsible_user_id,
            _embedded=_linked(linked),
        )


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A new contact; phones and e-mails get the work label."""

    name: str = field(repr=False)
    phones: Sequence[str] = field(default=(), repr=False)
    emails: Sequence[str] = field(default=(), repr=False)
    responsible_user_id: int | None = None
    company_id: int | None = None

    def body(self) -> Body:
        return _set(
            name=self.name,
            responsible_user_id=self.responsible_user_id,
            custom_fields_values=_fields(phones=_work(self.phones), emails=_work(self.emails)),
            _embedded=_linked({"companies": _single(self.company_id)}),
        )


@dataclass(frozen=True, slots=True)
class CompanyDraft:
    """A new company; phones and e-mails get the work label."""

    name: str = field(repr=False)
    phones: Sequence[str] = field(default=(), repr=False)
    emails: Sequence[str] = field(default=(), repr=False)
    responsible_user_id: int | None = None

    def body(self) -> Body:
        return _set(
            name=self.name,
            responsible_user_id=self.responsible_user_id,
            custom_fields_values=_fields(phones=_work(self.phones), emails=_work(self.emails)),
        )


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A new task.

    Args:
        text: what is to be done.
        complete_till: the deadline, aware; 23:59 local time shows as "all day".
    """

    text: str = field(repr=False)
    complete_till: datetime
    responsible_user_id: int | None = None
    entity_kind: Kind | None = None
    entity_id: int | None = None
    task_type_id: int | None = None

    def body(self) -> Body:
        return _set(
            text=self.text,
            complete_till=int(self.complete_till.timestamp()),
            responsible_user_id=self.responsible_user_id,
            entity_type=self.entity_kind and self.entity_kind.value,
            entity_id=self.entity_id,
            task_type_id=self.task_type_id,
        )


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One value of a field in a write: an entry of its list, else the value itself."""

    value: str | int | bool = field(repr=False)
    enum_id: int | None = None

    def body(self) -> Body:
        return {"enum_id": self.enum_id} if self.enum_id else {"value": self.value}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """New values of one field; they replace all it had, and none empties it."""

    field_id: int
    entries: Sequence[FieldEntry] = ()

    def body(self) -> Body:
        return {"field_id": self.field_id, "values": [one.body() for one in self.entries] or None}


@dataclass(frozen=True, slots=True)
class LeadChanges:
    """Changes of a deal; None leaves a field as it is."""

    name: str | None = field(default=None, repr=False)
    price: int | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    responsible_user_id: int | None = None
    loss_reason_id: int | None = None
    fields: Sequence[FieldChange] = ()

    def body(self) -> Body:
        return _set(
            name=self.name,
            price=self.price,
            pipeline_id=self.pipeline_id,
            status_id=self.status_id,
            responsible_user_id=self.responsible_user_id,
            loss_reason_id=self.loss_reason_id,
            custom_fields_values=_fields(own=self.fields),
        )


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Changes of a contact or a company; None leaves a field as it is.

    `phones` and `emails` replace the whole list, so pass the old values (`values_of`) with the new.
    """

    name: str | None = field(default=None, repr=False)
    responsible_user_id: int | None = None
    phones: Sequence[FieldValue] | None = None
    emails: Sequence[FieldValue] | None = None
    fields: Sequence[FieldChange] = ()

    def body(self) -> Body:
        fields = _fields(phones=self.phones, emails=self.emails, own=self.fields)
        return _set(
            name=self.name,
            responsible_user_id=self.responsible_user_id,
            custom_fields_values=fields,
        )


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """Changes of a task; None leaves a field as it is. Completing wants a `result` as well."""

    text: str | None = field(default=None, repr=False)
    complete_till: datetime | None = None
    is_completed: bool | None = None
    result: str | None = field(default=None, repr=False)
    responsible_user_id: int | None = None
    task_type_id: int | None = None

    def body(self) -> Body:
        return _set(
            text=self.text,
            complete_till=self.complete_till and int(self.complete_till.timestamp()),
            is_completed=self.is_completed,
            result=None if self.result is None else {"text": self.result},
            responsible_user_id=self.responsible_user_id,
            task_type_id=self.task_type_id,
        )


def work(value: str) -> FieldValue:
    """A phone or an e-mail with the work label, as a new value gets it."""
    return FieldValue(value, enum_code="WORK")


def _work(values: Sequence[str]) -> Sequence[FieldValue] | None:
    return [work(value) for value in values] or None


def _fields(
    *,
    phones: Sequence[FieldValue] | None = None,
    emails: Sequence[FieldValue] | None = None,
    own: Sequence[FieldChange] = (),
) -> list[Body] | None:
    filled = {"PHONE": phones, "EMAIL": emails}
    ways: list[Body] = [
        {"field_code": code, "values": [one.body() for one in values]}
        for code, values in filled.items()
        if values is not None
    ]
    return [*ways, *(one.body() for one in own)] or None


def _single(own: int | None) -> Sequence[int]:
    return () if own is None else (own,)


def _linked(ids: dict[str, Sequence[int]]) -> Body | None:
    return {key: _ids(found) for key, found in ids.items() if found} or None


def _ids(found: Iterable[int]) -> list[Body]:
    return [{"id": one} for one in found]


def _set(**values: object) -> Body:
    return {key: value for key, value in values.items() if value is not None}
