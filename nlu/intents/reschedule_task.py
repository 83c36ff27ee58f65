"""Move a task's deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need, RecordReference
from nlu.values import Moment


@dataclass(frozen=True, slots=True)
class RescheduleTask(RecordReference):
    """Move a task's deadline."""

    stem: ClassVar[str] = "reschedule_task"
    required: ClassVar[tuple[Need, ...]] = (Need("due", ("due", "shift")),)

    due: Moment | None = None
    shift: str | None = None
    text: str | None = None
    ordinal: int | None = None
    type: str | None = None
