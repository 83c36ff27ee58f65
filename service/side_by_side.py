"""Two or three stretches of time set side by side in one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amo import LeadFilter
from amo.models import Contact, Kind, Lead, Task
from nlu.intents import Report
from nlu.slots import with_slot
from nlu.values import DateRange
from service.answer import Bar, Chart
from service.counting import MOST_PAGES, Counted, counted
from service.list_links import ListFilter, list_address
from service.lookup.lead_filter import period
from service.metrics import grouped, is_of_closing, measure, moment_of, shown
from service.replies import in_line
from service.turn import Turn

_SLOTS = ("created", "closed", "due")
_MOST = 3
_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Apart:
    """Periods counted one by one.

    Args:
        slot: which slot of the report they are of.
        joined: together they are the report's own period, which has a number of its own.
        partial: there are more records than were read.
        totals: each period as a whole, where the chart is of groups.
    """

    chart: Chart
    slot: str
    joined: bool
    partial: bool
    totals: Sequence[Bar] = ()


def side_by_side(turn: Turn, intent: Report, kind: Kind, found: Counted) -> Apart | None:
    """Count each period that was named, in its groups too; None where there is one.

    Args:
        found: what the report's own period has.
    """
    slot = next((one for one in _SLOTS if getattr(intent, one) is not None), None)
    periods = intent.compared.periods[:_MOST] if intent.compared is not None else ()
    if slot is None or len(periods) < 2 or intent.group_by == "month":
        return None
    whole: DateRange = getattr(intent, slot)
    joined = whole not in periods
    periods = tuple(sorted(periods, key=_start))
    read = [
        found if joined or one == whole else _counted(turn, intent, kind, slot, one)
        for one in periods
    ]
    bars = tuple(_bar(turn, intent, slot, *pair) for pair in zip(periods, read, strict=True))
    partial = any(one.page.partial for one in read)
    if intent.group_by is None:
        return Apart(Chart(turn.texts("report.by_period"), bars), slot, joined, partial)
    groups = _groups(turn, intent, list(zip(periods, read, strict=True)))
    chart = Chart(_title(turn, intent, bars), tuple(groups))
    return Apart(chart, slot, joined, partial, bars)


def _title(turn: Turn, intent: Report, totals: Sequence[Bar]) -> str:
    """«По ответственным: октябрь → ноябрь»."""
    order = _ARROW.join(one.label for one in totals)
    return turn.texts(
        "report.by_period_in", groups=turn.texts(f"report.by_{intent.group_by}"), periods=order
    )


def _groups(turn: Turn, intent: Report, read: Sequence[tuple[DateRange, Counted]]) -> Iterator[Bar]:
    """What each group has in every period, those first that have most in the last one."""
    metric, closing = intent.metric or "count", is_of_closing(intent)
    named = intent.compared.users if intent.compared is not None else ()
    columns = []
    for said, count in read:
        inside = [r for r in count.page.items if _is_inside(r, intent, said)]
        kept = grouped(turn, inside, str(intent.group_by), closing=closing, everybody=named)
        columns.append({one.label: measure(one.records, metric) for one in kept})
    labels = list(dict.fromkeys(label for column in reversed(columns) for label in column))
    if intent.group_by != "stage":
        least = intent.compared is not None and bool(intent.compared.least)
        labels.sort(key=lambda label: columns[-1].get(label, 0), reverse=not least)
    for label in labels[: intent.limit]:
        values = [column.get(label, 0) for column in columns]
        text = _ARROW.join(shown(turn, metric, value) for value in values)
        yield Bar(in_line(label), values[-1], text, None)


def _counted(turn: Turn, intent: Report, kind: Kind, slot: str, one: DateRange) -> Counted:
    return counted(turn, with_slot(intent, slot, one), kind, MOST_PAGES // _MOST)


def _start(one: DateRange) -> float:
    return one.start.timestamp() if one.start else 0.0


def _bar(turn: Turn, intent: Report, slot: str, said: DateRange, count: Counted) -> Bar:
    metric = intent.metric or "count"
    value = measure([r for r in count.page.items if _is_inside(r, intent, said)], metric)
    url = list_address(turn, _narrowed(count.condition, slot, said))
    return Bar(turn.wording.period(said), value, shown(turn, metric, value), url)


def _is_inside(record: Lead | Contact | Task, intent: Report, said: DateRange) -> bool:
    at = moment_of(record, closing=is_of_closing(intent))
    after = at is not None and (said.start is None or said.start <= at)
    return after and (said.stop is None or at is None or at < said.stop)


def _narrowed(condition: ListFilter | None, slot: str, said: DateRange) -> ListFilter | None:
    match condition, slot:
        case LeadFilter(), "created":
            return replace(condition, created=period(said))
        case LeadFilter(), "closed":
            return replace(condition, closed=period(said))
        case _:
            return None
