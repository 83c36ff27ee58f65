"""Count, sum, average or conversion of deals, contacts or tasks, whole or in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amo import Page, PersonFilter
from amo.models import Contact, Kind, Lead, Task
from nlu.intents import FindTasks, Report
from nlu.slots import filled, with_slot
from service.answer import Answer, Bar, Chart
from service.conditions import conditions
from service.handlers.find_tasks import task_filter
from service.lookup.lead_filter import lead_filter, period, user_ids
from service.lookup.matching import like_title
from service.lookup.reference import the_company, the_contact
from service.metrics import Group, closed_deals, grouped, measure
from service.turn import Outcome, Turn, listed

MOST_PAGES = 4


def report(intent: Report, turn: Turn) -> Outcome:
    """Answer with a number, and with one for each group where groups were asked for."""
    kind = Kind(intent.of) if intent.of else Kind.LEADS
    page = _records(turn, intent, kind)
    words = ", ".join(one.text for one in conditions(turn, with_slot(intent, "this", None)))
    metric = intent.metric or "count"
    won, closed = closed_deals(page.items)
    total = measure(page.items, metric)
    lines = [
        turn.texts(
            f"report.{metric}_{kind.value}" if metric == "count" else f"report.{metric}",
            count=len(page.items),
            value=_shown(turn, metric, total),
            won=won,
            closed=closed,
        )
    ]
    lines += [turn.texts("report.filters", filters=words)] if words else []
    chart = _chart(turn, intent, page.items, metric)
    lines += [f"{one.label} — {one.text}" for one in chart.bars] if chart else []
    lines += [turn.texts("report.partial")] if page.partial else []
    outcome = listed(turn, Answer("\n".join(lines), chart=chart), intent)
    return _keeping_records(turn, outcome)


def _keeping_records(turn: Turn, outcome: Outcome) -> Outcome:
    """A number hides no list: «по ней» still speaks of the rows shown before."""
    before, now = turn.state.listing, outcome.state.listing
    if before is None or now is None:
        return outcome
    kept = replace(now, records=before.records)
    return replace(outcome, state=replace(outcome.state, listing=kept))


def _records(turn: Turn, intent: Report, kind: Kind) -> Page[Lead] | Page[Contact] | Page[Task]:
    match kind:
        case Kind.CONTACTS:
            return _contacts(turn, intent)
        case Kind.TASKS:
            return _tasks(turn, intent)
        case _:
            return _leads(turn, intent)


def _leads(turn: Turn, intent: Report) -> Page[Lead]:
    status = intent.status if intent.metric != "conversion" else None
    condition = lead_filter(intent, status, turn.directory, turn.user_id)
    if intent.contact or intent.company:
        party = (
            the_contact(turn, intent.contact, intent.company)
            if intent.contact
            else the_company(turn, intent.company or "")
        )
        linked = turn.session.leads.by_ids(party.lead_ids)
        return Page(tuple(one for one in linked if condition.matches(one)))
    page = turn.session.leads.collect(filter=condition, max_pages=MOST_PAGES)
    if intent.name is None:
        return page
    named = tuple(one for one in page.items if like_title(intent.name, one.name))
    return Page(named, partial=page.partial)


def _contacts(turn: Turn, intent: Report) -> Page[Contact]:
    condition = PersonFilter(
        responsible_user_ids=user_ids(intent.responsible, turn.directory, turn.user_id),
        created=period(intent.created),
    )
    return turn.session.contacts.collect(filter=condition, max_pages=MOST_PAGES)


def _tasks(turn: Turn, intent: Report) -> Page[Task]:
    """Tasks by the filters of the task search."""
    shared = {name: value for name, value in filled(intent).items() if name in _TASK_SLOTS}
    condition = task_filter(FindTasks(**shared), turn)
    return turn.session.tasks.collect(filter=condition, max_pages=MOST_PAGES)


_TASK_SLOTS = frozenset(
    ("responsible", "due", "status", "type", "this", "lead_id", "lead", "contact", "company")
)


def _chart(
    turn: Turn, intent: Report, records: Sequence[Lead | Contact | Task], metric: str
) -> Chart | None:
    if intent.group_by is None:
        return None
    groups = grouped(turn, records, intent.group_by)
    bars = sorted((_bar(turn, one, metric) for one in groups), key=lambda bar: -bar.value)
    if intent.group_by == "month":
        bars = [_bar(turn, one, metric) for one in groups]
    return Chart(turn.texts(f"report.by_{intent.group_by}"), tuple(bars[: intent.limit]))


def _bar(turn: Turn, group: Group, metric: str) -> Bar:
    value = measure(group.records, metric)
    return Bar(group.label, value, _shown(turn, metric, value))


def _shown(turn: Turn, metric: str, value: float) -> str:
    match metric:
        case "count":
            return f"{int(value)}"
        case "conversion":
            shown = f"{value:.1f}".removesuffix(".0").replace(".", ",")
            return turn.texts("report.percent", value=shown)
        case _:
            return turn.wording.money(value)
