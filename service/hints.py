"""What is amiss with the open card, and the phrase that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from amo import Order, Session, TaskFilter
from amo.models import Company, Contact, Kind, Lead, Task
from service.replies import Replies
from service.stillness import is_stuck, still_days

MOST_HINTS = 3
MOST_TASKS = 50
_SOONEST = Order("complete_till", descending=False)


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing amiss.

    Args:
        code: which of the known things it is.
        text: the sentence for the user.
        send: the phrase that mends it.
    """

    code: str
    text: str
    send: str


def hints(
    session: Session,
    kind: Kind,
    record_id: int,
    texts: Replies,
    now: datetime,
    stuck_days: int,
) -> tuple[Hint, ...]:
    """At most three hints, the most pressing first; none for a record out of sight.

    Args:
        now: aware.
        stuck_days: after so many without movement a deal is stuck.

    Raises:
        AmoError: amoCRM failed.
    """
    record = _record(session, kind, record_id)
    if record is None or (isinstance(record, Lead) and record.closed_at is not None):
        return ()
    return tuple(islice(_amiss(session, record, texts, now, stuck_days), MOST_HINTS))


def _record(session: Session, kind: Kind, record_id: int) -> Lead | Contact | Company | None:
    match kind:
        case Kind.LEADS:
            return session.leads.get(record_id, ("contacts",))
        case Kind.CONTACTS:
            return session.contacts.get(record_id)
        case Kind.COMPANIES:
            return session.companies.get(record_id)
        case Kind.TASKS:
            return None


def _amiss(
    session: Session,
    record: Lead | Contact | Company,
    texts: Replies,
    now: datetime,
    stuck_days: int,
) -> Iterator[Hint]:
    tasks = _tasks(session, record)
    late = [one for one in tasks if one.complete_till and one.complete_till < now]
    if late:
        text = texts("hints.overdue", count=len(late))
        yield Hint("overdue", text, texts("hints.overdue_send"))
    if isinstance(record, Lead) and not tasks:
        yield Hint("no_task", texts("hints.no_task"), texts("hints.no_task_send"))
    if isinstance(record, Lead) and is_stuck(record, now, stuck_days):
        text = texts("hints.stuck", count=still_days(record, now))
        yield Hint("stuck", text, texts("hints.stuck_send"))
    yield from _unreachable(session, record, texts)


def _tasks(session: Session, record: Lead | Contact | Company) -> tuple[Task, ...]:
    """Open tasks on the record that the user sees, the soonest first."""
    on = TaskFilter(is_completed=False, entity_kind=record.kind, entity_ids=(record.id,))
    return session.tasks.list(filter=on, order=_SOONEST, limit=MOST_TASKS).items


def _unreachable(
    session: Session, record: Lead | Contact | Company, texts: Replies
) -> Iterator[Hint]:
    """A contact without a phone: the card itself, or one of the deal's people."""
    match record:
        case Contact() if not record.phones:
            yield Hint("no_phone", texts("hints.no_phone"), texts("hints.no_phone_send"))
        case Lead():
            people = session.contacts.by_ids(record.contact_ids)
            silent = next((one.name for one in people if not one.phones and one.name), None)
            if silent:
                text = texts("hints.no_phone_of", name=silent)
                yield Hint("no_phone", text, texts("hints.no_phone_of_send", name=silent))
