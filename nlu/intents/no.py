"""Disagree with what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class No:
    """Disagree with what was proposed."""

    stem: ClassVar[str] = "no"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("no.only", only("no"), plain=True),)
