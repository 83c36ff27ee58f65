"""Find companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class FindCompanies:
    """Find companies."""

    stem: ClassVar[str] = "find_companies"
    required: ClassVar[tuple[Need, ...]] = ()

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    responsible: str | None = None
    limit: int | None = None
