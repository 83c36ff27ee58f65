"""Ask what the assistant can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.asked import points_back
from nlu.parts.likeliest import is_infinitive
from nlu.parts.own_values import PLAIN
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Help:
    """Ask what the assistant can do."""

    stem: ClassVar[str] = "help"
    required: ClassVar[tuple[Need, ...]] = ()


_YOU = frozenset({"ты", "вы"})
_SHORT = 9
_MAY = frozenset({"можно", "возможно"})


_ONLY = only("help")


def _only(reading: Reading) -> Draft | Refusal:
    """«Помощь», «команды», not «а у команды?»."""
    if any(reading.norm(i - 1) == "у" for i in reading.where("team")):
        return Refusal("спрашивают о сотрудниках")
    return _ONLY(reading)


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
    possible = _asks_what_is_possible(reading, words)
    if not (you and able and reading.has("what", "which", "tell", "how")) and not (how or possible):
        return Refusal("спрашивают не об ассистенте")
    draft = Draft(reading, strength=PLAIN if possible else 1.0)
    draft.explain(words)
    return draft


def _asks_what_is_possible(reading: Reading, words: list[int]) -> bool:
    """«Подскажи, что тут можно делать»: nothing is said but what, may and do."""
    asked = reading.has("what") and not reading.norms.isdisjoint(_MAY) and not points_back(reading)
    known = {*reading.where("what", "tell", "able", "planned", "beside_help")} | reading.fillers
    deeds = [i for i in words if "able" in reading.cues[i] or "planned" in reading.cues[i]]
    return asked and any(is_infinitive(reading, i) for i in deeds) and known.issuperset(words)


RULES: Rules = (Rule("help.only", _only, plain=True), Rule("help.asked", _asked, plain=True))
