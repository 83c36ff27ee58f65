"""Change a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import RECORD, Need, RecordReference


@dataclass(frozen=True, slots=True)
class UpdateContact(RecordReference):
    """Change a contact."""

    stem: ClassVar[str] = "update_contact"
    required: ClassVar[tuple[Need, ...]] = (
        RECORD,
        Need(
            "change",
            ("set_phone", "set_email", "set_name", "set_company", "set_responsible"),
        ),
    )

    set_phone: str | None = None
    set_email: str | None = None
    set_name: str | None = None
    set_company: str | None = None
    set_responsible: str | None = None
