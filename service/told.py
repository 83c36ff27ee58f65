"""A request that came typed, from a tool, and so needs no parser."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import Intent
from service.dialogue.state import Chosen


@dataclass(frozen=True, slots=True)
class Told:
    """The request, and the record that was named by its number.

    Args:
        tool: which tool was called; takes the place of the rule in the log.
    """

    tool: str
    intent: Intent
    picked: Chosen | None = None
