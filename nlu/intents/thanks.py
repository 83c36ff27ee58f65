"""Say thanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Thanks:
    """Say thanks."""

    stem: ClassVar[str] = "thanks"
    required: ClassVar[tuple[Need, ...]] = ()
