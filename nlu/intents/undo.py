"""Take back the last write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.own_values import PLAIN
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last write."""

    stem: ClassVar[str] = "undo"
    required: ClassVar[tuple[Need, ...]] = ()


_LONGEST = 6
_BEFORE = frozenset({"было", "раньше", "прежде", "был", "была", "изначально"})


def _cancelled(reading: Reading) -> Draft | Refusal:
    """«Отмени последнее действие», «отмени создание задачи»: what was done, not what is planned."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    if not words or "talk_cancel" not in reading.cues[words[0]] | reading.cues[words[-1]]:
        return Refusal("ничего не отменяют")
    if not reading.has("undone") or reading.has("when", "who", "which") or len(words) > _LONGEST:
        return Refusal("не сказано отменить сделанное")
    draft = Draft(reading)
    draft.explain(words)
    return draft


def _restored(reading: Reading) -> Draft | Refusal:
    """«Сделай как было», «поставь обратно как раньше»: the last change is meant."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    as_was = [i for i in words if reading.norm(i) == "как" and reading.norm(i + 1) in _BEFORE]
    known = {*as_was, *(i + 1 for i in as_was), *reading.where("talk_undo", "change", "move")}
    if not as_was or not reading.orders or not known.union(reading.fillers).issuperset(words):
        return Refusal("не просят вернуть, как было")
    draft = Draft(reading, strength=PLAIN)
    draft.explain(words)
    return draft


RULES: Rules = (
    Rule("undo.only", only("undo"), plain=True),
    Rule("undo.cancelled", _cancelled),
    Rule("undo.restored", _restored, plain=True),
)
