"""The account's records in memory, with what is derived from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from amo.sandbox.account.fields import FieldBook
from amo.sandbox.account.links import Links
from amo.sandbox.account.records import (
    Company,
    Contact,
    Entity,
    Event,
    Lead,
    Note,
    Record,
    Tag,
    Task,
    kind_of,
)
from amo.sandbox.account.search import Haystack, Needle, SearchIndex, haystack

FIRST_NEW_ID = 900001
ALWAYS = float("-inf")


class Store:
    """All records of the account. Not thread-safe: the application holds one lock a request."""

    def __init__(self, fields: FieldBook) -> None:
        self.fields = fields
        self.leads: dict[int, Lead] = {}
        self.contacts: dict[int, Contact] = {}
        self.companies: dict[int, Company] = {}
        self.tasks: dict[int, Task] = {}
        self.notes: dict[int, Note] = {}
        self.tags: dict[int, Tag] = {}
        self.events: list[Event] = []
        self.links = Links()
        self._search = SearchIndex()
        self._tasks_of: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._last_id = FIRST_NEW_ID - 1

    def new_id(self) -> int:
        """The next free id, one sequence for all kinds."""
        self._last_id += 1
        return self._last_id

    def entity(self, kind: str, record_id: int) -> Entity | None:
        """A record with a card, by its plural and id."""
        return self.entities(kind).get(record_id)

    def entities(self, kind: str) -> dict[int, Lead] | dict[int, Contact] | dict[int, Company]:
        """All records of a kind with cards."""
        match kind:
            case "leads":
                return self.leads
            case "contacts":
                return self.contacts
            case "companies":
                return self.companies
            case _:
                return {}

    def put(self, record: Record, searchable_from: float = ALWAYS) -> None:
        """Store a record in place of the one with its id.

        Args:
            record: what to store.
            searchable_from: moment since which ``query`` may find it so, before any lag.
        """
        match record:
            case Lead():
                self.leads[record.id] = record
            case Contact():
                self.contacts[record.id] = record
            case Company():
                self.companies[record.id] = record
            case Task():
                self._put_task(record)
                return
        self._search.put((kind_of(record), record.id), searchable_from, self._found_by(record))

    def _put_task(self, task: Task) -> None:
        before = self.tasks.get(task.id)
        if before and before.entity_type and before.entity_id:
            self._tasks_of[before.entity_type, before.entity_id].discard(task.id)
        if task.entity_type and task.entity_id:
            self._tasks_of[task.entity_type, task.entity_id].add(task.id)
        self.tasks[task.id] = task

    def tasks_of(self, kind: str, record_id: int) -> list[Task]:
        """The tasks of a record, soonest deadline first."""
        held = (self.tasks[one] for one in self._tasks_of.get((kind, record_id), ()))
        return sorted(held, key=lambda one: (one.complete_till, one.id))

    def closest_task_at(self, kind: str, record_id: int) -> int | None:
        """The deadline of a record's nearest open task."""
        open_tasks = (one for one in self.tasks_of(kind, record_id) if not one.is_completed)
        return next((one.complete_till for one in open_tasks), None)

    def notes_of(self, kind: str, record_id: int | None = None) -> list[Note]:
        """The notes of a kind, or of one record, in the order they were made."""
        return [
            one
            for one in self.notes.values()
            if one.entity_type == kind and record_id in (None, one.entity_id)
        ]

    def tag(self, kind: str, name: str) -> Tag:
        """The tag of that name, made when there is none."""
        for one in self.tags.values():
            if one.entity == kind and one.name.casefold() == name.casefold():
                return one
        made = Tag(self.new_id(), name, kind)
        self.tags[made.id] = made
        return made

    def phones(self, record: Entity) -> list[str]:
        """The phones of a record as they were typed."""
        field = self.fields.find(kind_of(record), "PHONE")
        held = record.values.get(field.id, ()) if field else ()
        return [str(one.value) for one in held]

    def _found_by(self, record: Entity) -> Haystack:
        values = (str(one.value) for held in record.values.values() for one in held)
        return haystack([record.name, *values], self.phones(record))

    def found(self, record: Entity, sought: Needle, as_of: float) -> bool:
        """Whether ``query`` finds a record; a lead also by the phones of its contacts."""
        found_by = self._search.get((kind_of(record), record.id), as_of)
        if found_by is None:
            return False
        if sought.hits(found_by):
            return True
        if not isinstance(record, Lead) or not sought.digits:
            return False
        return any(sought.hits_phone(one) for one in self._contacts_found_by(record, as_of))

    def _contacts_found_by(self, lead: Lead, as_of: float) -> Iterable[Haystack]:
        for contact in self.links.linked(("leads", lead.id), "contacts"):
            found_by = self._search.get(("contacts", contact), as_of)
            if found_by is not None:
                yield found_by
