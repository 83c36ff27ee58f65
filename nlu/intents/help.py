"""Ask what the assistant can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Help:
    """Ask what the assistant can do."""

    stem: ClassVar[str] = "help"
    required: ClassVar[tuple[Need, ...]] = ()
