"""Typed filters: what amoCRM is asked for, and the same condition checked again here.

amoCRM encodes filters as PHP brackets, and on accounts without the filter feature it silently
ignores them; therefore every filter can also judge a record itself. Ranges include both ends, in
whole seconds. Source: amoCRM API, "Filtration"; `account?with=is_api_filter_enabled`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from amo.calls import Param
from amo.field_filters import FieldFilter
from amo.models import Account, Company, Contact, FieldValue, Kind, Lead, Task, moment_of

Judged = TypeVar("Judged", contravariant=True)


class Filter(Protocol[Judged]):
    """A condition on records of one kind."""

    def params(self) -> tuple[Param, ...]:
        """The bracket parameters amoCRM understands."""
        ...

    def matches(self, record: Judged) -> bool:
        """Whether the record fulfils the condition, judged here."""
        ...

    def known_to_amocrm(self, account: Account) -> bool:
        """Whether this account is known to apply the whole condition itself."""
        ...


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period of time; an absent end is open.

    Args:
        start: the first moment inside, aware.
        end: the first moment after, aware.
    """

    start: datetime | None = None
    end: datetime | None = None

    def params(self, key: str) -> Iterator[Param]:
        if self.start:
            yield f"filter[{key}][from]", str(int(self.start.timestamp()))
        if self.end:
            yield f"filter[{key}][to]", str(int(self.end.timestamp()) - 1)

    def holds(self, moment: datetime | None) -> bool:
        if moment is None:
            return self.start is None and self.end is None
        after = self.start is None or moment >= self.start
        return after and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Amount:
    """A range of money in whole units, both ends inside; an absent end is open."""

    least: int | None = None
    most: int | None = None

    def params(self, key: str) -> Iterator[Param]:
        if self.least is not None:
            yield f"filter[{key}][from]", str(self.least)
        if self.most is not None:
            yield f"filter[{key}][to]", str(self.most)

    def holds(self, value: int) -> bool:
        enough = self.least is None or value >= self.least
        return enough and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class StageRef:
    """A stage together with its pipeline: amoCRM takes no stage alone."""

    pipeline_id: int
    status_id: int


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Deals by ids, stages, pipelines, responsible users, price, times and fields together."""

    ids: Sequence[int] = ()
    stages: Sequence[StageRef] = ()
    pipeline_ids: Sequence[int] = ()
    responsible_user_ids: Sequence[int] = ()
    price: Amount = Amount()
    created: Period = Period()
    updated: Period = Period()
    closed: Period = Period()
    fields: Sequence[FieldFilter] = ()

    def params(self) -> tuple[Param, ...]:
        return (
            *_many("id", self.ids),
            *_stages(self.stages),
            *_many("pipeline_id", self.pipeline_ids),
            *_many("responsible_user_id", self.responsible_user_ids),
            *self.price.params("price"),
            *self.created.params("created_at"),
            *self.updated.params("updated_at"),
            *self.closed.params("closed_at"),
            *_own(self.fields),
        )

    def matches(self, record: Lead) -> bool:
        return (
            _among(record.id, self.ids)
            and (not self.stages or _stage_of(record) in self.stages)
            and _among(record.pipeline_id, self.pipeline_ids)
            and _among(record.responsible_user_id, self.responsible_user_ids)
            and self.price.holds(record.price)
            and self.created.holds(record.created_at)
            and self.updated.holds(record.updated_at)
            and self.closed.holds(record.closed_at)
            and all(one.holds(record) for one in self.fields)
        )

    def known_to_amocrm(self, account: Account) -> bool:
        return account.is_api_filter_enabled and all(one.params() for one in self.fields)


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Contacts or companies by ids, responsible users, times and fields; all parts together."""

    ids: Sequence[int] = ()
    responsible_user_ids: Sequence[int] = ()
    created: Period = Period()
    updated: Period = Period()
    fields: Sequence[FieldFilter] = ()

    def params(self) -> tuple[Param, ...]:
        return (
            *_many("id", self.ids),
            *_many("responsible_user_id", self.responsible_user_ids),
            *self.created.params("created_at"),
            *self.updated.params("updated_at"),
            *_own(self.fields),
        )

    def matches(self, record: Contact | Company) -> bool:
        return (
            _among(record.id, self.ids)
            and _among(record.responsible_user_id, self.responsible_user_ids)
            and self.created.holds(record.created_at)
            and self.updated.holds(record.updated_at)
            and all(one.holds(record) for one in self.fields)
        )

    def known_to_amocrm(self, account: Account) -> bool:
        return account.is_api_filter_enabled and all(one.params() for one in self.fields)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Tasks by ids, responsible users, completion, type, record and deadline; all together.

    amoCRM does not document a filter on `complete_till`, so `due` is sent but never relied on.
    """

    ids: Sequence[int] = ()
    responsible_user_ids: Sequence[int] = ()
    is_completed: bool | None = None
    task_type_ids: Sequence[int] = ()
    entity_kind: Kind | None = None
    entity_ids: Sequence[int] = ()
    due: Period = Period()

    def params(self) -> tuple[Param, ...]:
        return (
            *_many("id", self.ids),
            *_many("responsible_user_id", self.responsible_user_ids),
            *_one("is_completed", self.is_completed),
            *_many("task_type", self.task_type_ids),
            *_many("task_type_id", self.task_type_ids),
            *((("filter[entity_type]", str(self.entity_kind)),) if self.entity_kind else ()),
            *_many("entity_id", self.entity_ids),
            *self.due.params("complete_till"),
        )

    def matches(self, record: Task) -> bool:
        return (
            _among(record.id, self.ids)
            and _among(record.responsible_user_id, self.responsible_user_ids)
            and self.is_completed in (None, record.is_completed)
            and _among(record.task_type_id, self.task_type_ids)
            and self.entity_kind in (None, record.entity_kind)
            and _among(record.entity_id, self.entity_ids)
            and self.due.holds(record.complete_till)
        )

    def known_to_amocrm(self, account: Account) -> bool:  # noqa: ARG002
        return self.due == Period()


def _many(key: str, values: Sequence[int]) -> Iterator[Param]:
    for value in values:
        yield f"filter[{key}][]", str(value)


def field_within(field_id: int, period: Period) -> FieldFilter:
    """Records whose field of days has a moment in a period."""

    def fits(values: Sequence[FieldValue]) -> bool:
        return any(moment is not None and period.holds(moment) for moment in _moments(values))

    bounds = period.params(f"custom_fields_values][{field_id}")
    return FieldFilter(field_id, fits, bounds=tuple(bounds))


def _moments(values: Sequence[FieldValue]) -> Iterator[datetime | None]:
    return (moment_of(one.value) for one in values)


def _own(fields: Sequence[FieldFilter]) -> Iterator[Param]:
    for one in fields:
        yield from one.params()


def _one(key: str, value: bool | None) -> Iterator[Param]:
    if value is not None:
        yield f"filter[{key}]", str(int(value))


def _stages(stages: Sequence[StageRef]) -> Iterator[Param]:
    for index, stage in enumerate(stages):
        yield f"filter[statuses][{index}][pipeline_id]", str(stage.pipeline_id)
        yield f"filter[statuses][{index}][status_id]", str(stage.status_id)


def _stage_of(lead: Lead) -> StageRef | None:
    if lead.pipeline_id is None or lead.status_id is None:
        return None
    return StageRef(lead.pipeline_id, lead.status_id)


def _among(value: int | None, wanted: Collection[int]) -> bool:
    return not wanted or value in wanted
