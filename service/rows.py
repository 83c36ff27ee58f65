"""Records as rows: a title that links to the card and lines that tell one from another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from amo.directory import Directory
from amo.models import Company, Contact, Kind, Lead, Record, Task
from service.answer import Row
from service.links import card, task
from service.replies import Replies, in_line
from service.wording import Wording, sign_of

SEPARATOR = " · "


class Rows:
    """Makes rows.

    Args:
        now: aware, in the account's zone.
    """

    def __init__(self, texts: Replies, directory: Directory, now: datetime) -> None:
        self._texts = texts
        self._directory = directory
        self._now = now
        self._wording = Wording(texts, now, sign_of(directory.account))

    def row(self, record: Record, names: Mapping[int, str] | None = None) -> Row:
        """The row of a record.

        Args:
            names: a contact's id → its company's name, a task's → its record's title.
        """
        match record:
            case Lead():
                return self.lead(record)
            case Contact():
                return self.contact(record, names or {})
            case Company():
                return self.company(record)
            case Task():
                return self.task(record, (names or {}).get(record.id))

    def lead(self, lead: Lead) -> Row:
        """Stage and sum; responsible and last activity."""
        first = self._join(self.stage(lead), self._wording.money(lead.price))
        second = self._join(self.user(lead.responsible_user_id), self._activity(lead.updated_at))
        return Row("leads", lead.id, self.title(lead), card(Kind.LEADS, lead.id), (first, second))

    def contact(self, contact: Contact, companies: Mapping[int, str]) -> Row:
        """Phones and e-mails; company, responsible and last activity."""
        first = self._join(*contact.phones, *contact.emails) or self._texts("rows.no_phone")
        company = companies.get(contact.id, "")
        second = self._join(
            company, self.user(contact.responsible_user_id), self._activity(contact.updated_at)
        )
        url = card(Kind.CONTACTS, contact.id)
        return Row("contacts", contact.id, self.title(contact), url, (first, second))

    def company(self, company: Company) -> Row:
        """Phones and e-mails; responsible and last activity."""
        first = self._join(*company.phones, *company.emails) or self._texts("rows.no_phone")
        second = self._join(
            self.user(company.responsible_user_id), self._activity(company.updated_at)
        )
        url = card(Kind.COMPANIES, company.id)
        return Row("companies", company.id, self.title(company), url, (first, second))

    def task(self, own: Task, record_title: str | None = None) -> Row:
        """Type and deadline; responsible and the record it hangs on."""
        first = self._join(self.task_type(own.task_type_id), self.due(own))
        about = self._texts("rows.about", title=record_title) if record_title else ""
        second = self._join(self.user(own.responsible_user_id), about)
        url = task(own.entity_kind, own.entity_id)
        return Row("tasks", own.id, self.title(own), url, tuple(filter(None, (first, second))))

    def title(self, record: Record) -> str:
        """What a record is called; one without a name is called by its number."""
        own = in_line(record.text if isinstance(record, Task) else record.name).strip()
        return own or self._texts(f"rows.nameless_{record.kind.value}", id=record.id)

    def stage(self, lead: Lead) -> str:
        """The name of the stage; of one the account no longer has, that it is unknown."""
        stage = self._directory.stage(lead.pipeline_id, lead.status_id)
        return stage.name if stage else self._texts("rows.unknown_stage")

    def user(self, user_id: int | None) -> str:
        """The name of a user; of one whom amoCRM keeps from us only the number is known."""
        found = self._directory.user(user_id)
        if found is not None:
            return found.name
        return self._texts("rows.some_user", id=user_id) if user_id else self._texts("rows.no_user")

    def task_type(self, type_id: int | None) -> str:
        found = self._directory.task_type(type_id)
        return found.name if found else self._texts("rows.task")

    def due(self, own: Task) -> str:
        """The deadline, and that it is past or the task done."""
        if own.complete_till is None:
            return ""
        when = self._wording.short(own.complete_till)
        if own.is_completed:
            return self._texts("rows.done", when=when)
        late = own.complete_till < self._now
        return self._texts("rows.overdue" if late else "rows.due", when=when)

    def _activity(self, at: datetime | None) -> str:
        return self._texts("rows.activity", day=self._wording.since(at)) if at else ""

    @staticmethod
    def _join(*parts: str) -> str:
        return SEPARATOR.join(in_line(part) for part in parts if part)
