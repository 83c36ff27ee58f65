"""Create a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class CreateContact:
    """Create a contact."""

    stem: ClassVar[str] = "create_contact"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
