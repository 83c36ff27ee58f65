"""Disagree with what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class No:
    """Disagree with what was proposed."""

    stem: ClassVar[str] = "no"
    required: ClassVar[tuple[Need, ...]] = ()
