"""Find tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import TaskStatus
from nlu.needs import Need, RecordReference
from nlu.values import DateRange


@dataclass(frozen=True, slots=True)
class FindTasks(RecordReference):
    """Find tasks."""

    stem: ClassVar[str] = "find_tasks"
    required: ClassVar[tuple[Need, ...]] = ()

    responsible: str | None = None
    due: DateRange | None = None
    status: TaskStatus | None = None
    type: str | None = None
    limit: int | None = None
