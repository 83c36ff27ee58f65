"""Agree with what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Yes:
    """Agree with what was proposed."""

    stem: ClassVar[str] = "yes"
    required: ClassVar[tuple[Need, ...]] = ()
