"""Find deals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import LeadStatus
from nlu.needs import LeadFilters, Need


@dataclass(frozen=True, slots=True)
class FindLeads(LeadFilters):
    """Find deals."""

    stem: ClassVar[str] = "find_leads"
    required: ClassVar[tuple[Need, ...]] = ()

    id: int | None = None
    status: LeadStatus | None = None
