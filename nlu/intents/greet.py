"""Say hello."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class Greet:
    """Say hello."""

    stem: ClassVar[str] = "greet"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("greet.only", only("greet"), plain=True),)
