"""What «да» will do, to the last detail: a write is carried out from its plan and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, TypeAlias

from amo.models import Kind


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to set; `kind` and `record_id` are None for one that hangs on no record."""

    stem: ClassVar[str] = "create_task"
    text: str = field(repr=False)
    at: datetime
    user_id: int
    type_id: int
    all_day: bool = False
    kind: Kind | None = None
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class FinishTasks:
    """Tasks to complete, with the result to write down."""

    stem: ClassVar[str] = "complete_task"
    ids: tuple[int, ...]
    result: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class TaskMove:
    """The deadline of one task, old and new."""

    id: int
    old: datetime | None
    new: datetime


@dataclass(frozen=True, slots=True)
class MoveTasks:
    """Deadlines to move."""

    stem: ClassVar[str] = "reschedule_task"
    moves: tuple[TaskMove, ...]


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to write on a record."""

    stem: ClassVar[str] = "add_note"
    kind: Kind
    record_id: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to create; a company that was not found is created with it by name."""

    stem: ClassVar[str] = "create_contact"
    name: str = field(repr=False)
    user_id: int
    phone: str | None = field(repr=False, default=None)
    email: str | None = field(repr=False, default=None)
    company_id: int | None = None
    new_company: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class NewCompany:
    """A company to create."""

    stem: ClassVar[str] = "create_company"
    name: str = field(repr=False)
    user_id: int
    phone: str | None = field(repr=False, default=None)
    email: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class NewLead:
    """A deal to create; a contact or company that was not found is created with it by name."""

    stem: ClassVar[str] = "create_lead"
    name: str = field(repr=False)
    user_id: int
    price: int | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    contact_id: int | None = None
    company_id: int | None = None
    new_contact: str | None = field(repr=False, default=None)
    new_company: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class FieldTexts:
    """All values of one of the account's own fields, as amoCRM keeps them; none when empty."""

    id: int
    values: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class LeadValues:
    """The fields of a deal that a change touches; None is not touched."""

    name: str | None = field(repr=False, default=None)
    price: int | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    user_id: int | None = None
    loss_reason_id: int | None = None
    fields: tuple[FieldTexts, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadChange:
    """One deal, as it was at the preview and as it shall be."""

    id: int
    old: LeadValues
    new: LeadValues


@dataclass(frozen=True, slots=True)
class ChangeLeads:
    """Deals to change."""

    stem: ClassVar[str] = "update_lead"
    changes: tuple[LeadChange, ...]


@dataclass(frozen=True, slots=True)
class PartyValues:
    """The fields of a contact or company that a change touches; a phone or e-mail is added.

    Args:
        company_id: where a contact works; None for a company.
    """

    name: str | None = field(repr=False, default=None)
    phone: str | None = field(repr=False, default=None)
    email: str | None = field(repr=False, default=None)
    user_id: int | None = None
    company_id: int | None = None
    fields: tuple[FieldTexts, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeContact:
    """A contact to change, as it was at the preview and as it shall be."""

    stem: ClassVar[str] = "update_contact"
    kind: ClassVar[Kind] = Kind.CONTACTS
    id: int
    old: PartyValues
    new: PartyValues


@dataclass(frozen=True, slots=True)
class ChangeCompany:
    """A company to change, as it was at the preview and as it shall be."""

    stem: ClassVar[str] = "update_contact"
    kind: ClassVar[Kind] = Kind.COMPANIES
    id: int
    old: PartyValues
    new: PartyValues


ChangeParty: TypeAlias = ChangeContact | ChangeCompany
Plan: TypeAlias = (
    NewTask
    | FinishTasks
    | MoveTasks
    | NewNote
    | NewContact
    | NewCompany
    | NewLead
    | ChangeLeads
    | ChangeContact
    | ChangeCompany
)

PLANS = (
    NewTask,
    FinishTasks,
    MoveTasks,
    NewNote,
    NewContact,
    NewCompany,
    NewLead,
    ChangeLeads,
    ChangeContact,
    ChangeCompany,
)


def subject(plan: Plan) -> tuple[Kind, int] | None:
    """The one record a plan is about, or None: «нет, лучше перенеси её»."""
    match plan:
        case NewTask(kind=kind, record_id=number) if kind is not None and number is not None:
            return kind, number
        case NewNote():
            return plan.kind, plan.record_id
        case FinishTasks(ids=(only,)):
            return Kind.TASKS, only
        case MoveTasks(moves=(move,)):
            return Kind.TASKS, move.id
        case ChangeLeads(changes=(change,)):
            return Kind.LEADS, change.id
        case ChangeContact() | ChangeCompany():
            return plan.kind, plan.id
        case _:
            return None
