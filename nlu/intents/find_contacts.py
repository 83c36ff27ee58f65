"""Find people in the CRM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need
from nlu.values import DateRange


@dataclass(frozen=True, slots=True)
class FindContacts:
    """Find people in the CRM."""

    stem: ClassVar[str] = "find_contacts"
    required: ClassVar[tuple[Need, ...]] = ()

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
    responsible: str | None = None
    created: DateRange | None = None
    limit: int | None = None
