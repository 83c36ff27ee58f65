"""Ask for the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class More:
    """Ask for the next page."""

    stem: ClassVar[str] = "more"
    required: ClassVar[tuple[Need, ...]] = ()
