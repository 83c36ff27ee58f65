"""Write a note on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import RECORD, Need, RecordReference


@dataclass(frozen=True, slots=True)
class AddNote(RecordReference):
    """Write a note on a record."""

    stem: ClassVar[str] = "add_note"
    required: ClassVar[tuple[Need, ...]] = (Need("text", ("text",)), RECORD)

    text: str | None = None
