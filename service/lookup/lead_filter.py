"""The filters of a deal search as amoCRM's, names resolved to ids."""

from __future__ import annotations

from collections.abc import Iterator

from amo import Amount, Directory, LeadFilter, Period, StageRef
from amo.models import LOST, WON, Kind, Stage
from nlu.needs import LeadFilters
from nlu.values import DateRange, MoneyRange
from service.lookup.own_fields import own_filters


def lead_filter(
    filters: LeadFilters, status: str | None, directory: Directory, user_id: int
) -> LeadFilter:
    """The condition on deals.

    Args:
        status: open, won, lost, or None for all.
        user_id: who is meant by «me».
    """
    status = "closed" if status is None and _is_ever(filters.closed) else status
    staged = filters.stage is not None or status in ("open", "won", "lost", "closed")
    return LeadFilter(
        stages=tuple(_stages(filters, status, directory)) if staged else (),
        pipeline_ids=() if staged else pipeline_ids(filters.pipeline, directory),
        responsible_user_ids=user_ids(filters.responsible, directory, user_id),
        price=_amount(filters.budget),
        created=period(filters.created),
        closed=period(filters.closed),
        fields=own_filters(directory, Kind.LEADS, filters.fields),
    )


def user_ids(name: str | None, directory: Directory, own: int) -> tuple[int, ...]:
    """Ids of the users of a name; «me» is the asking one; none said is nobody in particular."""
    if name is None:
        return ()
    if name == "me":
        return (own,)
    return tuple(one.id for one in directory.users if one.name == name)


def pipeline_ids(name: str | None, directory: Directory) -> tuple[int, ...]:
    """Ids of the pipelines of a name."""
    return tuple(one.id for one in directory.pipelines if one.name == name)


def period(said: DateRange | None) -> Period:
    """A period as amoCRM's filter has it."""
    return Period() if said is None else Period(said.start, said.stop)


def _is_ever(closed: DateRange | None) -> bool:
    """«Закрытые сделки»: whenever they were closed."""
    return closed is not None and closed.start is None and closed.stop is None


def _stages(filters: LeadFilters, status: str | None, directory: Directory) -> Iterator[StageRef]:
    for pipeline in directory.pipelines:
        if filters.pipeline in (None, pipeline.name):
            for stage in pipeline.stages:
                if filters.stage in (None, stage.name) and _is(stage, status):
                    yield StageRef(pipeline.id, stage.id)


def _is(stage: Stage, status: str | None) -> bool:
    match status:
        case "open":
            return stage.is_open
        case "won":
            return stage.id == WON
        case "lost":
            return stage.id == LOST
        case "closed":
            return not stage.is_open
        case _:
            return True


def _amount(said: MoneyRange | None) -> Amount:
    return Amount() if said is None else Amount(said.min, said.max)
