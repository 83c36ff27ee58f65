"""Say hello."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Greet:
    """Say hello."""

    stem: ClassVar[str] = "greet"
    required: ClassVar[tuple[Need, ...]] = ()
