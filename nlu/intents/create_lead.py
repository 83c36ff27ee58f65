"""Create a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class CreateLead:
    """Create a deal."""

    stem: ClassVar[str] = "create_lead"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    budget_value: int | None = None
    contact: str | None = None
    company: str | None = None
    this: bool | None = None
    pipeline: str | None = None
    stage: str | None = None
    responsible: str | None = None
