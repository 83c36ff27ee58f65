"""Count, sum, average or conversion of deals, contacts or tasks, whole or in groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from amo import LeadFilter
from amo.models import Kind, Lead
from amo.rights import may_edit_any, narrowest_users
from nlu.intents import Report
from nlu.slots import with_slot
from service.answer import Answer, Bar, Chart
from service.conditions import conditions
from service.counting import Counted, beyond, counted
from service.list_links import list_address, list_link
from service.metrics import Group, closed_deals, grouped, is_of_closing, measure, shown
from service.narrowing import narrowed
from service.replies import in_line
from service.side_by_side import Apart, side_by_side
from service.turn import Outcome, Turn, listed, told

_ORDERED = frozenset({"month", "stage"})  # groups that people read in an order of their own


def report(intent: Report, turn: Turn) -> Outcome:
    """Answer with a number, and with one for each group where groups were asked for."""
    kind = _kind(intent)
    strange = beyond(intent, kind)
    if strange:
        return told(turn, Answer(_no_such_condition(turn, intent, kind, strange)))
    found = counted(turn, intent, kind)
    apart = side_by_side(turn, intent, kind, found)
    chart = _chart(turn, intent, found) if apart is None else apart.chart
    text = "\n".join(_lines(turn, intent, kind, found, chart, apart))
    link = list_link(turn, kind, found.condition) if apart is None or apart.joined else None
    answer = Answer(text, chart=chart, link=link)
    return _keeping_records(turn, listed(turn, answer, intent))


def _no_such_condition(turn: Turn, intent: Report, kind: Kind, strange: Collection[str]) -> str:
    """Better than a number that leaves a condition out and names it."""
    said = ", ".join(one.text for one in conditions(turn, intent) if one.slot in strange)
    return turn.texts(f"report.beyond_{kind.value}", filters=said)


def _kind(intent: Report) -> Kind:
    """Only deals have sums and ends, only tasks have deadlines, types and arrears."""
    if intent.metric not in (None, "count"):
        return Kind.LEADS
    work = intent.due or intent.type or intent.status in ("overdue", "done")
    return Kind(intent.of) if intent.of else Kind.TASKS if work else Kind.LEADS


def _lines(
    turn: Turn,
    intent: Report,
    kind: Kind,
    found: Counted,
    chart: Chart | None,
    apart: Apart | None,
) -> Iterator[str]:
    if apart is None or apart.joined:
        yield _total(turn, intent.metric or "count", kind, found)
    else:
        yield _heading(turn, intent.metric or "count", kind)
        intent = with_slot(intent, apart.slot, None)
    said = conditions(turn, _told(intent))
    if said:
        yield turn.texts("report.filters", filters=", ".join(one.text for one in said))
    if apart is not None:
        yield from (f"{one.label} — {one.text}" for one in apart.totals)
    if chart:
        if apart is not None and apart.totals:
            yield f"{chart.title}:"
        yield from (f"{one.label} — {one.text}" for one in chart.bars)
        yield from _peak(turn, intent, chart, apart)
    if found.page.partial or (apart is not None and apart.partial):
        yield turn.texts("report.partial", count=len(found.page.items))


def _heading(turn: Turn, metric: str, kind: Kind) -> str:
    key = f"{metric}_{kind.value}" if metric == "count" else metric
    return turn.texts(f"report.compared_{key}")


def _peak(turn: Turn, intent: Report, chart: Chart, apart: Apart | None) -> Iterator[str]:
    """The best month or period, as these stand in their own order; who has most or least."""
    asked = intent.compared.least if intent.compared is not None else None
    ordered = intent.group_by == "month" and not (intent.limit or intent.sort)
    ordered = ordered or (apart is not None and not apart.totals)
    if len(chart.bars) < 2 or not (ordered or asked is not None):
        return
    far = (min if asked else max)(bar.value for bar in chart.bars)
    those = [bar for bar in chart.bars if bar.value == far]
    if len(those) == len(chart.bars):
        return
    key = "report.least" if asked else "report.peak"
    labels = ", ".join(bar.label for bar in those)
    yield turn.texts(key, label=labels, value=those[0].text)


def _told(intent: Report) -> Report:
    """The report without what is no condition of it: a conversion is of won and lost deals."""
    shown = replace(intent, this=None, sort=None)
    return replace(shown, status=None) if intent.metric == "conversion" else shown


def _total(turn: Turn, metric: str, kind: Kind, found: Counted) -> str:
    """The number; «больше» it, where there are more records than were read."""
    records = found.page.items
    won, closed = closed_deals(records)
    if metric == "conversion" and not closed:
        return turn.texts("report.none_closed")
    key = f"report.{metric}_{kind.value}" if metric == "count" else f"report.{metric}"
    over = f"{key}_over"
    return turn.texts(
        over if found.page.partial and turn.texts.has(over) else key,
        count=len(records),
        value=shown(turn, metric, measure(records, metric)),
        won=won,
        closed=closed,
    )


def _keeping_records(turn: Turn, outcome: Outcome) -> Outcome:
    """A number hides no list: «по ней» still speaks of the rows shown before."""
    before, now = turn.state.listing, outcome.state.listing
    if before is None or now is None:
        return outcome
    kept = replace(now, records=before.records, behind=before.behind)
    return replace(outcome, state=replace(outcome.state, listing=kept))


def _chart(turn: Turn, intent: Report, found: Counted) -> Chart | None:
    if intent.group_by is None:
        return None
    metric = intent.metric or "count"
    closing = is_of_closing(intent)
    period = intent.due or (intent.closed if closing else intent.created)
    groups = grouped(
        turn,
        found.page.items,
        intent.group_by,
        closing=closing,
        period=period,
        everybody=_everybody(turn, intent),
    )
    bars = [_bar(turn, intent, one, metric, found) for one in groups]
    if intent.limit or intent.sort or intent.group_by not in _ORDERED:
        bars.sort(key=lambda bar: bar.value, reverse=not _is_of_least(intent))
    title = turn.texts(f"report.by_{intent.group_by}")
    if intent.limit and intent.limit < len(bars):
        title = turn.texts("report.top", title=title, count=intent.limit)
        bars = bars[: intent.limit]
    return Chart(title, tuple(bars))


def _is_of_least(intent: Report) -> bool:
    return intent.sort == "smallest" or bool(intent.compared and intent.compared.least)


def _everybody(turn: Turn, intent: Report) -> Collection[str]:
    """Who is among the groups with nothing too: whoever was named, else all who sell.

    All of them are asked about where it is who has least.
    """
    if intent.group_by != "responsible":
        return ()
    if intent.compared is not None and intent.compared.users:
        return intent.compared.users
    viewer = turn.session.viewer.user
    narrow = viewer is None or narrowest_users(viewer, Kind.LEADS, turn.directory.active_users)
    if narrow or not _is_of_least(intent) or intent.responsible or _kind(intent) is Kind.TASKS:
        return ()
    return [one.name for one in turn.directory.active_users if may_edit_any(one, Kind.LEADS)]


def _bar(turn: Turn, intent: Report, group: Group, metric: str, found: Counted) -> Bar:
    value = measure(group.records, metric)
    url = _url(turn, intent, group, found)
    return Bar(in_line(group.label), value, shown(turn, metric, value), url)


def _url(turn: Turn, intent: Report, group: Group, found: Counted) -> str | None:
    """amoCRM's own list of one group of deals."""
    leads = [one for one in group.records if isinstance(one, Lead)]
    if not leads or not intent.group_by or not isinstance(found.condition, LeadFilter):
        return None
    closing = is_of_closing(intent)
    own = narrowed(
        found.condition, intent.group_by, leads, turn.directory, turn.now, closing=closing
    )
    return list_address(turn, own)
