"""Ask for the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class More:
    """Ask for the next page."""

    stem: ClassVar[str] = "more"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("more.only", only("more"), plain=True),)
