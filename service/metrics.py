"""What a report measures, and the groups it measures in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from amo.models import LOST, WON, Contact, Lead, Task
from nlu.intents import Report
from nlu.values import DateRange
from service.turn import Turn

Place: TypeAlias = tuple[int, ...]
_LAST = (2,)
_MONTHS, _MOST_MONTHS = 12, 36
_INSTANT = timedelta(microseconds=1)


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


def shown(turn: Turn, metric: str, value: float) -> str:
    """A measured number as people write it."""
    match metric:
        case "count":
            return f"{int(value)}"
        case "conversion":
            percent = f"{value:.1f}".removesuffix(".0").replace(".", ",")
            return turn.texts("report.percent", value=percent)
        case _:
            return turn.wording.money(value)


def is_of_closing(intent: Report) -> bool:
    """Won and lost deals belong to the month in which they were closed."""
    return intent.closed is not None or intent.status in ("won", "lost")


def closed_deals(records: Sequence[Lead | Contact | Task]) -> tuple[int, int]:
    """How many deals were won, and how many were closed at all."""
    stages = [one.status_id for one in records if isinstance(one, Lead)]
    return stages.count(WON), stages.count(WON) + stages.count(LOST)


def grouped(
    turn: Turn,
    records: Sequence[Lead | Contact | Task],
    group_by: str,
    *,
    closing: bool = False,
    period: DateRange | None = None,
    everybody: Collection[str] = (),
) -> tuple[Group, ...]:
    """The records by group: months and stages in their own order, others by name.

    Args:
        closing: months are those in which deals were closed, not those in which they came.
        period: of months, those of it in which nothing happened are groups too.
        everybody: of users, those who have nothing and are groups too.
    """
    found: dict[str, list[Lead | Contact | Task]] = defaultdict(list)
    places: dict[str, Place] = dict.fromkeys(everybody, ())
    if group_by == "month" and records:
        moments = [moment_of(one, closing=closing) for one in records]
        places = {label: place for place, label in _months(turn, moments, period)}
    for one in records:
        at = moment_of(one, closing=closing)
        place, label = _month(turn, at) if group_by == "month" else _key(turn, one, group_by)
        found[label].append(one)
        places[label] = min(place, places.get(label, place))
    order = sorted(places, key=lambda label: (places[label], label))
    return tuple(Group(label, found[label]) for label in order)


def _key(turn: Turn, record: Lead | Contact | Task, group_by: str) -> tuple[Place, str]:
    """Where the group stands among the others, and what it is called."""
    match group_by:
        case "responsible":
            return (), turn.rows.user(record.responsible_user_id)
        case "source" if isinstance(record, Lead):
            return (), _source(turn, record) or turn.texts("report.none")
        case "stage" if isinstance(record, Lead):
            return _in_funnel(turn, record), turn.rows.stage(record)
        case "pipeline" if isinstance(record, Lead):
            pipeline = turn.directory.pipeline(record.pipeline_id)
            return (), pipeline.name if pipeline else turn.texts("report.none")
        case _:
            return (), turn.texts("report.none")


def moment_of(record: Lead | Contact | Task, *, closing: bool) -> datetime | None:
    """The time a record belongs to: a task's deadline, a deal's closing where that is asked."""
    match record:
        case Task():
            return record.complete_till
        case Lead() if closing:
            return record.closed_at
        case _:
            return record.created_at


def _in_funnel(turn: Turn, lead: Lead) -> Place:
    """Pipelines and stages in the account's order; won and lost come after all of them."""
    pipeline = turn.directory.pipeline(lead.pipeline_id)
    stage = turn.directory.stage(lead.pipeline_id, lead.status_id)
    if pipeline is None or stage is None:
        return _LAST
    if not stage.is_open:
        return (1, stage.sort)
    return (0, turn.directory.pipelines.index(pipeline), stage.sort)


def _source(turn: Turn, lead: Lead) -> str:
    """The value of the account's own field of that name; amoCRM has no source of its own."""
    wanted = turn.texts("report.source_field").casefold()
    found = (one for one in lead.fields if one.name.strip().casefold() == wanted)
    return ", ".join(value.value for one in found for value in one.values)


def _months(
    turn: Turn, moments: Sequence[datetime | None], period: DateRange | None
) -> Iterator[tuple[Place, str]]:
    """All months from the first whole one to the last, as far as they have come."""
    known = sorted(at.astimezone(turn.now.tzinfo) for at in moments if at is not None)
    if not known:
        return
    first, last = known[0], known[-1]
    if period is not None and period.start is not None and period.start.day == 1:
        first = min(first, period.start)
    if period is not None and period.stop is not None:
        last = max(last, min(period.stop - _INSTANT, turn.now))
    months = range(_MONTHS * first.year + first.month - 1, _MONTHS * last.year + last.month)
    if len(months) <= _MOST_MONTHS:
        names = turn.texts.several("dates.months_nominative")
        for year, month in (divmod(one, _MONTHS) for one in months):
            yield (year, month + 1), f"{names[month]} {year}"


def _month(turn: Turn, at: datetime | None) -> tuple[Place, str]:
    if at is None:
        return (), turn.texts("report.none")
    local = at.astimezone(turn.now.tzinfo)
    name = turn.texts.several("dates.months_nominative")[local.month - 1]
    return (local.year, local.month), f"{name} {local.year}"
