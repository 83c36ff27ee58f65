"""Ask what the assistant can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Help:
    """Ask what the assistant can do."""

    stem: ClassVar[str] = "help"
    required: ClassVar[tuple[Need, ...]] = ()


_YOU = frozenset({"ты", "вы"})
_SHORT = 9


def _asked(reading: Reading) -> Draft | Refusal:
    """«Что ты умеешь», «как найти сделку?», «как с тобой работать»: about the assistant itself."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    if (
        not words
        or len(words) > _SHORT
        or any(map(reading.all, ("date", "person", "phone", "id", "money")))
    ):
        return Refusal("спрашивают не об ассистенте")
    you = any(reading.lemmas(i) & _YOU for i in words)
    able = reading.has("talk_help", "able")
    ours = reading.has("deal", "contact", "company", "task", "note")
    how = ours and reading.norm(words[0]) == "как" and any(map(reading.is_command, words))
    if not (you and able and reading.has("what", "which", "tell", "how")) and not how:
        return Refusal("спрашивают не об ассистенте")
    draft = Draft(reading)
    draft.explain(words)
    return draft


RULES: Rules = (Rule("help.only", only("help")), Rule("help.asked", _asked))
