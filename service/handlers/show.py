"""One field or a summary of a deal, contact or company, in few lines."""

from __future__ import annotations

from collections.abc import Callable

from amo import Order, TaskFilter
from amo.models import Company, Contact, Kind, Lead, Task
from nlu.intents import Show
from service.answer import Answer, Button, Row
from service.dialogue.interrupts import Nobody, NoRecord, NotAllowed
from service.lookup.one import neighbour_names
from service.lookup.parties import companies_called, contacts_called
from service.lookup.queries import MOST_CALLS
from service.lookup.reference import Card, Origin, Target, company_of, target
from service.named_fields import definition, named_fields
from service.pointing import points_at_company, points_at_contact, points_at_deal
from service.proposal import words_of
from service.stillness import still_days
from service.turn import Outcome, Turn, listed
from service.ways_listed import ways_listed

SOONEST = Order("complete_till", descending=False)
MOST_TASKS = 5
MOST_NOTES = 3
MOST_FIELDS = 4
MOST_DEALS = 3


def show(intent: Show, turn: Turn) -> Outcome:
    """Answer about one record."""
    task = turn.pick("record", "")
    if task is not None and task.type == Kind.TASKS:
        return _task(turn, intent, task.id)
    about = _meant(turn, intent)
    if about is None:
        if (each := ways_listed(turn, intent)) is None:
            raise NoRecord
        return each
    if intent.own_field is not None:
        return _own_field(turn, about.record, intent.own_field)
    if _asks_company(turn, intent) and not isinstance(about.record, Company):
        return tell(turn, company_of(turn, about.record), Show(field=intent.field))
    return tell(turn, about.record, intent)


def _asks_company(turn: Turn, intent: Show) -> bool:
    """«Телефон компании» of a deal, «… компании Гарипова»; «компании Гарипов» is called so."""
    said = turn.parse.text
    called = intent.contact is not None and words_of(turn, "contact") == intent.contact
    named = called or intent.company is not None or intent.field in ("company", "budget", "stage")
    other = points_at_contact(said, turn.texts) or points_at_deal(said, turn.texts)
    return points_at_company(said, turn.texts) and not named and not other


def _meant(turn: Turn, intent: Show) -> Target | None:
    """The record asked about; a name that no company has may be a person's, and the other way."""
    try:
        return target(turn, intent)
    except Nobody as stop:
        found: tuple[Card, ...] = ()
        if stop.role == "company" and turn.session.viewer.may_view_any(Kind.CONTACTS):
            found = contacts_called(turn, stop.said, most=1).items
        if stop.role == "contact" and turn.session.viewer.may_view_any(Kind.COMPANIES):
            found = companies_called(turn, stop.said, most=1).items
        if len(found) != 1:
            raise
        return Target(found[0], Origin.SAID)


def tell(turn: Turn, record: Card, intent: Show) -> Outcome:
    """Answer about a record at hand."""
    parts = _PARTS.get(intent.field or "summary", _summary)
    own = turn.rows.row(record, neighbour_names(turn.session, [record]))
    lines, rows = parts(turn, record)
    head = turn.texts(f"show.{record.kind.value}", title=own.title)
    text = "\n".join((head, *lines))
    answer = Answer(text, rows=(own, *rows), buttons=_buttons(turn))
    return listed(turn, answer, intent, spoken_of=1)


def _own_field(turn: Turn, record: Card, name: str) -> Outcome:
    """Answer with one of the account's own fields; a person's or a deal's company may have it."""
    if definition(turn.directory, record.kind, name) is None:
        if definition(turn.directory, Kind.COMPANIES, name) is None:
            raise NotAllowed("own_fields.not_here")
        record = company_of(turn, record)
    row = turn.rows.row(record, neighbour_names(turn.session, [record]))
    head = turn.texts(f"show.{record.kind.value}", title=row.title)
    own = (one.value for one in named_fields(record, turn.wording) if one.name == name)
    line = turn.texts("show.field", name=name, value=next(own, turn.texts("own_fields.empty")))
    answer = Answer(f"{head}\n{line}", rows=(row,), buttons=_buttons(turn))
    return listed(turn, answer, Show(), spoken_of=1)


def _task(turn: Turn, intent: Show, task_id: int) -> Outcome:
    """A task picked from a list, with what can be done about it."""
    task = turn.session.tasks.get(task_id)
    if task is None:
        raise Nobody("task", "")
    names = neighbour_names(turn.session, [task])
    row = turn.rows.task(task, names.get(task.id))
    sends = (turn.texts("buttons.finish_send"), turn.texts("buttons.put_off_send"))
    labels = (turn.texts("buttons.finish"), turn.texts("buttons.put_off"))
    buttons = tuple(Button(label, send) for label, send in zip(labels, sends, strict=True))
    text = turn.texts("show.tasks_one", title=row.title)
    return listed(turn, Answer(text, rows=(row,), buttons=buttons), intent)


Parts = tuple[list[str], tuple[Row, ...]]


def _summary(turn: Turn, record: Card) -> Parts:
    """What one needs before a call: stage and sum, people, tasks, deals, last note, stillness."""
    lines = [*_own(turn, record), *_fields(turn, record)]
    rows: list[Row] = []
    for part in (_people, _tasks, _deals, _notes):
        if turn.session.calls < MOST_CALLS:
            told, shown = part(turn, record)
            lines += told[:1]
            rows += shown
    return [*lines, *_stillness(turn, record)], tuple(rows)


def _own(turn: Turn, record: Card) -> list[str]:
    user = turn.rows.user(record.responsible_user_id)
    if isinstance(record, Lead):
        stage, money = turn.rows.stage(record), turn.wording.money(record.price)
        return [turn.texts("show.stage_sum", stage=stage, sum=money, user=user)]
    found = ", ".join((*record.phones, *record.emails))
    return [turn.texts("show.reach" if found else "show.no_reach", values=found, user=user)]


def _fields(turn: Turn, record: Card) -> list[str]:
    """The account's own fields in one line."""
    own = named_fields(record, turn.wording)[:MOST_FIELDS]
    line = "; ".join(turn.texts("show.field", name=one.name, value=one.value) for one in own)
    return [line] if line else []


def _phones(turn: Turn, record: Card) -> Parts:
    return _values(turn, record, "phone", lambda one: one.phones)


def _emails(turn: Turn, record: Card) -> Parts:
    return _values(turn, record, "email", lambda one: one.emails)


def _values(
    turn: Turn, record: Card, field: str, values: Callable[[Contact | Company], tuple[str, ...]]
) -> Parts:
    """Phones or e-mails: of the record itself, or of a deal's people."""
    if not isinstance(record, Lead):
        own = ", ".join(values(record))
        key = f"show.{field}" if own else f"show.no_{field}"
        return [turn.texts(key, values=own)], ()
    people = _contacts(turn, record)
    lines = [
        turn.texts(f"show.{field}_of", name=turn.rows.title(one), values=", ".join(values(one)))
        for one in people
        if values(one)
    ]
    return lines or [turn.texts(f"show.no_{field}")], tuple(map(turn.rows.row, people))


def _budget(turn: Turn, record: Card) -> Parts:
    if isinstance(record, Lead):
        return [turn.texts("show.budget", sum=turn.wording.money(record.price))], ()
    return _deals(turn, record)


def _stage(turn: Turn, record: Card) -> Parts:
    if not isinstance(record, Lead):
        return _deals(turn, record)
    pipeline = turn.directory.pipeline(record.pipeline_id)
    name = pipeline.name if pipeline else ""
    return [turn.texts("show.stage", stage=turn.rows.stage(record), pipeline=name)], ()


def _responsible(turn: Turn, record: Card) -> Parts:
    user = turn.rows.user(record.responsible_user_id)
    return [turn.texts("show.responsible", user=user)], ()


def _created(turn: Turn, record: Card) -> Parts:
    if record.created_at is None:
        return [turn.texts("show.not_of_this")], ()
    return [turn.texts("show.created", when=turn.wording.short(record.created_at))], ()


def _company(turn: Turn, record: Card) -> Parts:
    if isinstance(record, Company):
        return [], ()
    ids = (record.company_id,) if record.company_id else ()
    found = turn.session.companies.by_ids(ids, ("leads", "contacts"))
    if not found:
        return [turn.texts("show.no_company")], ()
    return [turn.texts("show.company", name=found[0].name)], (turn.rows.company(found[0]),)


def _people(turn: Turn, record: Card) -> Parts:
    people = _contacts(turn, record)
    if not people:
        return ([turn.texts("show.no_people")] if not isinstance(record, Contact) else []), ()
    shown = "; ".join(_person(turn, one) for one in people)
    return [turn.texts("show.people", people=shown)], tuple(turn.rows.row(one) for one in people)


def _person(turn: Turn, contact: Contact) -> str:
    return ", ".join((turn.rows.title(contact), *contact.phones[:1]))


def _contacts(turn: Turn, record: Card) -> tuple[Contact, ...]:
    if isinstance(record, Contact):
        return ()
    return turn.session.contacts.by_ids(record.contact_ids, ("leads",))


def _tasks(turn: Turn, record: Card) -> Parts:
    condition = TaskFilter(is_completed=False, entity_kind=record.kind, entity_ids=(record.id,))
    page = turn.session.tasks.list(filter=condition, order=SOONEST, limit=50)
    if not page.items:
        return [turn.texts("show.no_tasks")], ()
    late = sum(1 for one in page.items if _is_late(turn, one))
    nearest = page.items[0]
    key = "show.tasks_late" if late else "show.tasks"
    count = len(page.items)
    line = turn.texts(
        key,
        count=turn.texts("show.over", count=count) if page.has_more else count,
        late=late,
        text=turn.rows.title(nearest),
        due=turn.rows.due(nearest),
    )
    return [line], tuple(turn.rows.task(one) for one in page.items[:MOST_TASKS])


def _deals(turn: Turn, record: Card) -> Parts:
    """Open deals of a person or a company."""
    if isinstance(record, Lead) or not turn.session.viewer.may_view_any(Kind.LEADS):
        return [], ()
    found = turn.session.leads.by_ids(record.lead_ids, ("contacts",))
    leads = [one for one in found if one.closed_at is None]
    if not leads:
        return [turn.texts("show.no_deals")], ()
    names = "; ".join(_deal(turn, one) for one in leads[:MOST_DEALS])
    line = turn.texts("show.deals", count=len(leads), names=names)
    return [line], tuple(turn.rows.lead(one) for one in leads[:MOST_DEALS])


def _deal(turn: Turn, lead: Lead) -> str:
    title, money = turn.rows.title(lead), turn.wording.money(lead.price)
    return turn.texts("show.deal", title=title, stage=turn.rows.stage(lead), sum=money)


def _is_late(turn: Turn, task: Task) -> bool:
    return task.complete_till is not None and task.complete_till < turn.now


def _notes(turn: Turn, record: Card) -> Parts:
    page = turn.session.notes.list(record.kind, record.id, limit=20)
    said = [one for one in page.items if one.text][:MOST_NOTES]
    if not said:
        return [turn.texts("show.no_notes")], ()
    return [
        turn.texts(
            "show.note",
            text=one.text,
            user=turn.rows.user(one.created_by),
            day=turn.wording.since(one.created_at) if one.created_at else "",
        )
        for one in said
    ], ()


def _stillness(turn: Turn, record: Card) -> list[str]:
    if not isinstance(record, Lead):
        return []
    days = still_days(record, turn.now)
    return [turn.texts("show.still", count=days)] if days > 0 else []


def _buttons(turn: Turn) -> tuple[Button, ...]:
    send = turn.texts("buttons.set_task_send")
    return (Button(turn.texts("buttons.set_task"), send),)


_PARTS: dict[str, Callable[[Turn, Card], Parts]] = {
    "summary": _summary,
    "phone": _phones,
    "email": _emails,
    "budget": _budget,
    "stage": _stage,
    "responsible": _responsible,
    "created": _created,
    "company": _company,
    "contacts": _people,
    "tasks": _tasks,
    "notes": _notes,
}
