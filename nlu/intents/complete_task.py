"""Mark a task as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need, RecordReference


@dataclass(frozen=True, slots=True)
class CompleteTask(RecordReference):
    """Mark a task as done."""

    stem: ClassVar[str] = "complete_task"
    required: ClassVar[tuple[Need, ...]] = ()

    text: str | None = None
    ordinal: int | None = None
    result: str | None = None
