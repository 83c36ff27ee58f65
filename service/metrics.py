"""What a report measures, and the groups it measures in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amo.models import LOST, WON, Contact, Lead, Task
from service.turn import Turn


@dataclass(frozen=True, slots=True)
class Group:
    """Records that share a stage, a user, a month…"""

    label: str
    records: Sequence[Lead | Contact | Task]


def measure(records: Sequence[Lead | Contact | Task], metric: str) -> float:
    """A number about records; money is whole, a conversion is in percent of closed deals."""
    prices = [one.price for one in records if isinstance(one, Lead)]
    match metric:
        case "sum":
            return float(sum(prices))
        case "average":
            return sum(prices) / len(prices) if prices else 0.0
        case "conversion":
            return _conversion(records)
        case _:
            return float(len(records))


def _conversion(records: Sequence[Lead | Contact | Task]) -> float:
    won, closed = closed_deals(records)
    return 100.0 * won / closed if closed else 0.0


def closed_deals(records: Sequence[Lead | Contact | Task]) -> tuple[int, int]:
    """How many deals were won, and how many were closed at all."""
    stages = [one.status_id for one in records if isinstance(one, Lead)]
    return stages.count(WON), stages.count(WON) + stages.count(LOST)


def grouped(
    turn: Turn, records: Sequence[Lead | Contact | Task], group_by: str
) -> tuple[Group, ...]:
    """The records by group, in order of the group's key."""
    found: dict[tuple[str, str], list[Lead | Contact | Task]] = defaultdict(list)
    for one in records:
        found[_key(turn, one, group_by)].append(one)
    return tuple(Group(label, found[order, label]) for order, label in sorted(found))


def _key(turn: Turn, record: Lead | Contact | Task, group_by: str) -> tuple[str, str]:
    """What the group is ordered by, and what it is called."""
    match group_by:
        case "responsible":
            name = turn.rows.user(record.responsible_user_id)
            return name, name
        case "month":
            return _month(turn, record.created_at)
        case "source" if isinstance(record, Lead):
            name = _source(turn, record) or turn.texts("report.none")
            return name, name
        case "stage" if isinstance(record, Lead):
            name = turn.rows.stage(record)
            return name, name
        case "pipeline" if isinstance(record, Lead):
            pipeline = turn.directory.pipeline(record.pipeline_id)
            return (pipeline.name, pipeline.name) if pipeline else ("", turn.texts("report.none"))
        case _:
            return "", turn.texts("report.none")


def _source(turn: Turn, lead: Lead) -> str:
    """The value of the account's own field of that name; amoCRM has no source of its own."""
    wanted = turn.texts("report.source_field").casefold()
    found = (one for one in lead.fields if one.name.strip().casefold() == wanted)
    return ", ".join(value.value for one in found for value in one.values)


def _month(turn: Turn, at: datetime | None) -> tuple[str, str]:
    if at is None:
        return "", turn.texts("report.none")
    local = at.astimezone(turn.now.tzinfo)
    name = turn.texts.several("dates.months_nominative")[local.month - 1]
    return f"{local:%Y-%m}", f"{name} {local.year}"
