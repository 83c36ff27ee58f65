"""The condition that holds for one group of a report's deals and for no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from amo import Directory, LeadFilter, Period, StageRef
from amo.models import Lead


def narrowed(
    condition: LeadFilter,
    group_by: str,
    group: Sequence[Lead],
    directory: Directory,
    now: datetime,
    *,
    closing: bool = False,
) -> LeadFilter | None:
    """The report's condition, narrowed to one group; None for a group that no filter picks out.

    Args:
        group: the deals of the group, at least one.
        now: aware, in the account's zone.
        closing: months are those in which deals were closed.
    """
    match group_by:
        case "stage":
            refs = {_ref(one) for one in group}
            return replace(condition, stages=_known(refs), pipeline_ids=())
        case "pipeline":
            return _in_pipeline(condition, group[0].pipeline_id, directory)
        case "responsible" if group[0].responsible_user_id:
            return replace(condition, responsible_user_ids=(group[0].responsible_user_id,))
        case "month" if closing:
            period = _in_month(condition.closed, group[0].closed_at, now)
            return replace(condition, closed=period) if period else None
        case "month":
            period = _in_month(condition.created, group[0].created_at, now)
            return replace(condition, created=period) if period else None
        case _:
            return None


def _ref(lead: Lead) -> StageRef:
    return StageRef(lead.pipeline_id or 0, lead.status_id or 0)


def _known(refs: set[StageRef]) -> tuple[StageRef, ...]:
    return tuple(sorted(refs, key=lambda one: (one.pipeline_id, one.status_id)))


def _in_pipeline(
    condition: LeadFilter, pipeline_id: int | None, directory: Directory
) -> LeadFilter | None:
    pipeline = directory.pipeline(pipeline_id)
    if pipeline is None:
        return None
    every = tuple(StageRef(pipeline.id, one.id) for one in pipeline.stages)
    kept = tuple(one for one in condition.stages if one.pipeline_id == pipeline_id)
    return replace(condition, stages=kept or every, pipeline_ids=())


def _in_month(said: Period, at: datetime | None, now: datetime) -> Period | None:
    if at is None:
        return None
    local = at.astimezone(now.tzinfo)
    start = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    first = max(start, said.start) if said.start else start
    return Period(first, min(end, said.end) if said.end else end)
