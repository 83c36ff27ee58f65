"""Anything the assistant does not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Other:
    """Anything the assistant does not do."""

    stem: ClassVar[str] = "other"
    required: ClassVar[tuple[Need, ...]] = ()
