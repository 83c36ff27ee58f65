"""What an intent cannot do without, and the record references several intents share."""

from __future__ import annotations

from dataclasses import dataclass, fields

from nlu.choices import Sort
from nlu.values import DateRange, FieldValues, MoneyRange


@dataclass(frozen=True, slots=True)
class Need:
    """A required slot, or several of which one is enough.

    Args:
        name: what it is called in a parse's `missing`, and the key of its question.
        any_of: names of the slots that satisfy it.
    """

    name: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordReference:
    """Which record is meant.

    Args:
        this: the open card was meant in words.
        lead_id: a deal's number.
        lead: a deal's name as typed.
        contact: a person, nominative.
        company: a company without its legal form, nominative.
    """

    this: bool | None = None
    lead_id: int | None = None
    lead: str | None = None
    contact: str | None = None
    company: str | None = None


REFERENCES = frozenset(field.name for field in fields(RecordReference))


@dataclass(frozen=True, slots=True)
class LeadFilters:
    """What deals are filtered by in a search."""

    name: str | None = None
    contact: str | None = None
    company: str | None = None
    phone: str | None = None
    email: str | None = None
    pipeline: str | None = None
    stage: str | None = None
    created: DateRange | None = None
    closed: DateRange | None = None
    responsible: str | None = None
    budget: MoneyRange | None = None
    sort: Sort | None = None
    limit: int | None = None
    fields: FieldValues | None = None


RECORD = Need("record", ("this", "lead_id", "lead", "contact", "company"))
