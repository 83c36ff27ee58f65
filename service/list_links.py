"""Addresses of amoCRM's own filtered lists, for as many conditions as such an address can carry.

Source: addresses that amoCRM's own filter makes — `filter[pipe][pipeline][]=stage`,
`filter[main_user][]=user`, `filter_date_switch=created|closed` with `filter_date_from` and
`filter_date_to` as dd.mm.yyyy, `useFilter=y` (amoCRM, "Web UI").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias
from urllib.parse import urlencode

from amo import Amount, Directory, LeadFilter, Period, PersonFilter, StageRef, TaskFilter
from amo.models import Kind
from service.answer import Link
from service.turn import Turn

Param = tuple[str, str]
ListFilter: TypeAlias = LeadFilter | PersonFilter | TaskFilter


def list_link(turn: Turn, kind: Kind, condition: ListFilter | None) -> Link | None:
    """amoCRM's own list of the same records, so that anybody can look on there."""
    url = list_address(turn, condition)
    return Link(turn.texts(f"report.list_{kind.value}"), url) if url else None


def list_address(turn: Turn, condition: ListFilter | None) -> str | None:
    """The address of amoCRM's own list of the same records, where such a list has one."""
    zone = turn.now.tzinfo
    if zone is None:
        return None
    match condition:
        case LeadFilter():
            return leads_list(condition, turn.directory, zone)
        case PersonFilter():
            return contacts_list(condition, zone)
        case TaskFilter():
            return tasks_list(condition)
        case None:
            return None


def leads_list(condition: LeadFilter, directory: Directory, zone: tzinfo) -> str | None:
    """The list of the deals that fit, or None where an address would show others.

    Args:
        zone: the account's, in which days begin.
    """
    if (
        condition.ids
        or condition.fields
        or condition.price != Amount()
        or condition.updated != Period()
    ):
        return None
    dates = _dates(condition.created, condition.closed, zone)
    if dates is None:
        return None
    stages = condition.stages or _stages_of(condition.pipeline_ids, directory)
    params = (*_pipes(stages), *_users(condition.responsible_user_ids), *dates)
    return _address("/leads/list/", params)


def contacts_list(condition: PersonFilter, zone: tzinfo) -> str | None:
    """The list of the contacts that fit, or None where an address would show others."""
    dates = _dates(condition.created, Period(), zone)
    if condition.ids or condition.fields or condition.updated != Period() or dates is None:
        return None
    return _address("/contacts/list/", (*_users(condition.responsible_user_ids), *dates))


def tasks_list(condition: TaskFilter) -> str | None:
    """The list of open tasks of some users; no other condition has a known address."""
    users = condition.responsible_user_ids
    if condition != TaskFilter(responsible_user_ids=users, is_completed=False):
        return None
    return _address("/todo/list/", _users(users))


def _address(path: str, params: Sequence[Param]) -> str:
    query = urlencode((*params, ("useFilter", "y")), safe="[]") if params else ""
    return f"{path}?{query}" if query else path


def _stages_of(pipelines: Sequence[int], directory: Directory) -> tuple[StageRef, ...]:
    return tuple(
        StageRef(one.id, stage.id)
        for one in directory.pipelines
        if one.id in pipelines
        for stage in one.stages
    )


def _pipes(stages: Sequence[StageRef]) -> tuple[Param, ...]:
    return tuple((f"filter[pipe][{one.pipeline_id}][]", str(one.status_id)) for one in stages)


def _users(ids: Sequence[int]) -> tuple[Param, ...]:
    return tuple(("filter[main_user][]", str(one)) for one in ids)


def _dates(created: Period, closed: Period, zone: tzinfo) -> tuple[Param, ...] | None:
    """The one period that an address has room for, in whole days; None when it does not fit."""
    if created != Period() and closed != Period():
        return None
    switch, period = ("created", created) if closed == Period() else ("closed", closed)
    ends = [one.astimezone(zone) for one in (period.start, period.end) if one is not None]
    if any((one.hour, one.minute, one.second) != (0, 0, 0) for one in ends):
        return None
    found = tuple(_days(period, zone))
    return (("filter_date_switch", switch), *found) if found else ()


def _days(period: Period, zone: tzinfo) -> Iterator[Param]:
    if period.start:
        yield "filter_date_from", _day(period.start.astimezone(zone))
    if period.end:
        yield "filter_date_to", _day(period.end.astimezone(zone) - timedelta(days=1))


def _day(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y}"
