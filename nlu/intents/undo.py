"""Take back the last write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last write."""

    stem: ClassVar[str] = "undo"
    required: ClassVar[tuple[Need, ...]] = ()
