"""The bulk of the account: a deterministic crowd around the sample records.

The same seed and start give the same records. Phones share no run of four digits with the
sample's phones, so a search by a fragment finds the sample alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from random import Random
from typing import Any

from amo.sandbox.account.clock import Clock
from amo.sandbox.account.directory import LOST, UNSORTED_TYPE, WON, Directory, Pipeline
from amo.sandbox.account.fields import Value, Values
from amo.sandbox.account.records import Company, Contact, Entity, Lead, Task, stamps
from amo.sandbox.account.search import digits_of
from amo.sandbox.account.store import Store
from amo.sandbox.errors import DataFault

FIRST_ID = 100_000
CONTACTS, COMPANIES, LEADS, TASKS = 600, 150, 900, 400
OLDEST_DAYS = 720
_RUN = 4
_CODES = ("921", "931", "952", "964", "977", "981", "908", "937")
_LETTERS = "абвгдеёзийклмнопрстуфыэ"
_LATIN = {
    **dict(zip(_LETTERS, "abvgdeeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya"},
    **{"ь": "", "ъ": ""},
}


def load_words(path: Path) -> dict[str, Any]:
    """The vocabulary of the bulk.

    Raises:
        DataFault: the file is absent or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise DataFault(path, str(fault), "restore it from the repository") from fault


@dataclass(slots=True)
class Bulk:
    """Makes the bulk in a store that already holds the sample records.

    Args:
        words: what :func:`load_words` gave.
        random: the only source of chance.
    """

    store: Store
    directory: Directory
    clock: Clock
    words: dict[str, Any]
    random: Random

    def fill(self) -> None:
        """Make companies, contacts, leads and tasks, in this order and with rising ids."""
        ids = iter(range(FIRST_ID, FIRST_ID + COMPANIES + CONTACTS + LEADS + TASKS))
        phones = self._phones()
        owners = [one.id for one in self.directory.users.values() if not one.is_free]
        companies = [self._company(next(ids), phones, owners) for _ in range(COMPANIES)]
        contacts = [self._contact(next(ids), phones, owners, companies) for _ in range(CONTACTS)]
        leads = [self._lead(next(ids), owners, contacts) for _ in range(LEADS)]
        for _ in range(TASKS):
            self._task(next(ids), leads, contacts)

    def _phones(self) -> Iterator[str]:
        taken = {run for record in self._sample() for run in _runs(record)}
        while True:
            digits = self.random.choice(_CODES) + f"{self.random.randrange(10**7):07d}"
            if taken.isdisjoint(_runs(digits)):
                yield f"+7{digits}"

    def _sample(self) -> list[str]:
        held: list[Entity] = [*self.store.contacts.values(), *self.store.companies.values()]
        return [digits_of(phone) for record in held for phone in self.store.phones(record)]

    def _moment(self, days_ago: int) -> int:
        wall = time(self.random.randrange(9, 19), self.random.randrange(60))
        moment = self.clock.at(self.clock.start_ordinal() - days_ago, wall)
        return min(moment, int(self.clock.started))

    def _company(self, record_id: int, phones: Iterator[str], owners: list[int]) -> int:
        words = self.words["companies"]
        place = record_id - FIRST_ID
        name = words["first"][place // len(words["second"])]
        name += words["second"][place % len(words["second"])].lower()
        fields = self.store.fields
        street = f"ул. {self.random.choice(words['streets'])}, {self.random.randrange(1, 120)}"
        values: Values = {
            **fields.simple("companies", "PHONE", [next(phones)]),
            **fields.simple("companies", "EMAIL", [f"office@{_latin(name)}.example"]),
            **fields.simple("companies", "ADDRESS", [street]),
            **self._inn(),
        }
        self.store.put(
            Company(
                id=record_id,
                name=self.random.choice(words["forms"]).format(name),
                values=values,
                **stamps(self.random.choice(owners), self._moment(self._age())),
            )
        )
        return record_id

    def _inn(self) -> Values:
        field = next(one for one in self.store.fields.of("companies") if one.type == "numeric")
        return {field.id: (Value(f"78{self.random.randrange(10**8):08d}"),)}

    def _age(self) -> int:
        return int(OLDEST_DAYS * self.random.random() ** 2)

    def _contact(
        self, record_id: int, phones: Iterator[str], owners: list[int], companies: list[int]
    ) -> int:
        words, gender = self.words["people"], self.random.randrange(2)
        first = self.random.choice(words["female" if gender else "male"])
        last = self.random.choice(words["surnames"])[gender]
        fields = self.store.fields
        email = f"{_latin(first)}.{_latin(last)}{record_id % 1000}@mail.example"
        values = {
            **fields.simple("contacts", "POSITION", [self.random.choice(words["positions"])]),
            **fields.simple("contacts", "PHONE", [next(phones)]),
            **fields.simple("contacts", "EMAIL", [email]),
        }
        made = stamps(self.random.choice(owners), self._moment(self._age()))
        self.store.put(Contact(id=record_id, name=f"{first} {last}", values=values, **made))
        if self.random.random() < 0.7:
            company = self.random.choice(companies)
            self.store.links.add(("contacts", record_id), ("companies", company))
        return record_id

    def _lead(self, record_id: int, owners: list[int], contacts: list[int]) -> int:
        words = self.words["leads"]
        pipeline = self.random.choice(list(self.directory.pipelines.values()))
        age = self._age()
        status = self._status(pipeline, age)
        created = self._moment(age)
        closed = self._moment(self.random.randrange(age)) if status in (WON, LOST) else None
        reasons = list(self.directory.loss_reasons)
        title = f"{self.random.choice(words['subjects'])} {self.random.choice(words['objects'])}"
        tagged = self.random.random() < 0.15
        tags = (self.store.tag("leads", self.random.choice(words["tags"])).id,) if tagged else ()
        self.store.put(
            Lead(
                id=record_id,
                name=f"{title} №{record_id % 10_000}",
                price=self.random.choice((0, *range(15, 900, 5))) * 1000,
                pipeline_id=pipeline.id,
                status_id=status,
                closed_at=closed,
                loss_reason_id=self.random.choice(reasons) if status == LOST else None,
                values=self._source(),
                tag_ids=tags,
                **stamps(self.random.choice(owners), created, closed),
            )
        )
        self._link_lead(record_id, self.random.choice(contacts))
        return record_id

    def _status(self, pipeline: Pipeline, age: int) -> int:
        # Old deals are mostly closed, deals of today are never: they would close before they began.
        if age > 0 and self.random.random() < min(0.85, 0.2 + age / 200):
            return WON if self.random.random() < 0.4 else LOST
        working = [one for one in pipeline.statuses.values() if one.id not in (WON, LOST)]
        return self.random.choice([one for one in working if one.type != UNSORTED_TYPE]).id

    def _source(self) -> Values:
        field = next(one for one in self.store.fields.of("leads") if one.type == "select")
        choice = self.random.choice(field.choices)
        return {field.id: (Value(choice.value, choice.id),)}

    def _link_lead(self, lead: int, contact: int) -> None:
        self.store.links.add(("leads", lead), ("contacts", contact), is_main=True)
        for company in self.store.links.linked(("contacts", contact), "companies"):
            self.store.links.add(("leads", lead), ("companies", company))

    def _task(self, record_id: int, leads: list[int], contacts: list[int]) -> None:
        words = self.words["tasks"]
        on_lead = self.random.random() < 0.8
        kind, entity = ("leads", leads) if on_lead else ("contacts", contacts)
        entity_id = self.random.choice(entity)
        record = self.store.entity(kind, entity_id)
        assert record is not None
        due_in = self.random.randrange(-40, 31)
        done = due_in < 0 and self.random.random() < 0.75
        made = stamps(record.responsible_user_id, self._moment(max(1, 1 - due_in)))
        self.store.put(
            Task(
                id=record_id,
                text=self.random.choice(words["texts"]),
                task_type_id=self.random.choice(list(self.directory.task_types)),
                complete_till=self._due(due_in),
                entity_type=kind,
                entity_id=entity_id,
                is_completed=done,
                result=self.random.choice(words["results"]) if done else "",
                **made,
            )
        )

    def _due(self, days_ahead: int) -> int:
        if self.random.random() < 0.5:
            return self.clock.end_of_day(days_ahead)
        wall = time(self.random.randrange(9, 19), self.random.choice((0, 15, 30, 45)))
        return self.clock.at(self.clock.start_ordinal() + days_ahead, wall)


def _runs(digits: str) -> set[str]:
    return {digits[start : start + _RUN] for start in range(len(digits) - _RUN + 1)}


def _latin(text: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in text.lower())
