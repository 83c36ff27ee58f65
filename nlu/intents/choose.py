"""Pick one of the listed records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick one of the listed records."""

    stem: ClassVar[str] = "choose"
    required: ClassVar[tuple[Need, ...]] = ()

    ordinal: int | None = None
    name: str | None = None
