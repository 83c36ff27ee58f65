"""What the files of a new intent begin as."""

from __future__ import annotations

WORDS = """\
description = "Что делает «{stem}», одним предложением"

# Said so, it is this intent; shown in help and to the second reader. At least two.
examples = [
]

# Said so, it is a neighbour's.
not = [
]
"""

RULES = '''\
"""What the user wants with «{stem}», in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class {name}:
    """What the user wants with «{stem}».

    Give it a field for each slot: its type, None by default.
    """

    stem: ClassVar[str] = "{stem}"
    required: ClassVar[tuple[Need, ...]] = ()


def _said(reading: Reading) -> Draft | Refusal:
    """Two phrases it reads, in quotes."""
    draft = Draft(reading)
    # Account for the words that say it: draft.explain_cues("find"), draft.take(slot, found, value).
    if not draft.explained:
        return Refusal("правило ещё не написано")
    return draft


RULES: Rules = (Rule("{stem}.said", _said),)
'''

HANDLER = '''\
"""Answers «{stem}»."""

from __future__ import annotations

from nlu.intents import {name}
from service.dialogue.declines import not_understood
from service.turn import Outcome, Turn


def {stem}(intent: {name}, turn: Turn) -> Outcome:
    """Answer it."""
    del intent
    return not_understood(turn)
'''
