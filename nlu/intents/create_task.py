"""Set a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need, RecordReference
from nlu.values import Moment


@dataclass(frozen=True, slots=True)
class CreateTask(RecordReference):
    """Set a task."""

    stem: ClassVar[str] = "create_task"
    required: ClassVar[tuple[Need, ...]] = (Need("text", ("text",)), Need("due", ("due",)))

    text: str | None = None
    due: Moment | None = None
    type: str | None = None
    responsible: str | None = None
