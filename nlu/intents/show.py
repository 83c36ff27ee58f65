"""Answer about one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import Field
from nlu.needs import RECORD, Need, RecordReference


@dataclass(frozen=True, slots=True)
class Show(RecordReference):
    """Answer about one record."""

    stem: ClassVar[str] = "show"
    required: ClassVar[tuple[Need, ...]] = (RECORD,)

    field: Field | None = None
