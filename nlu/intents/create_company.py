"""Create a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class CreateCompany:
    """Create a company."""

    stem: ClassVar[str] = "create_company"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    phone: str | None = None
    email: str | None = None
