"""Say thanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class Thanks:
    """Say thanks."""

    stem: ClassVar[str] = "thanks"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("thanks.only", only("thanks"), plain=True),)
