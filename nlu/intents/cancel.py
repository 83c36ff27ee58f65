"""Drop what is pending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop what is pending."""

    stem: ClassVar[str] = "cancel"
    required: ClassVar[tuple[Need, ...]] = ()


RULES: Rules = (Rule("cancel.only", only("cancel"), plain=True),)
