"""Change a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import RECORD, Need, RecordReference


@dataclass(frozen=True, slots=True)
class UpdateLead(RecordReference):
    """Change a deal."""

    stem: ClassVar[str] = "update_lead"
    required: ClassVar[tuple[Need, ...]] = (
        RECORD,
        Need(
            "change",
            (
                "set_stage",
                "set_pipeline",
                "set_budget",
                "add_budget",
                "set_responsible",
                "set_name",
            ),
        ),
    )

    set_stage: str | None = None
    set_pipeline: str | None = None
    set_budget: int | None = None
    add_budget: int | None = None
    set_responsible: str | None = None
    set_name: str | None = None
