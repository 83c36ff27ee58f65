"""Agree with what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class Yes:
    """Agree with what was proposed."""

    stem: ClassVar[str] = "yes"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("yes.only", only("yes")),)
