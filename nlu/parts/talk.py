"""Short turns of a dialogue: nothing in them but words of one act."""

from __future__ import annotations

from collections.abc import Callable

from nlu.draft import Draft, Refusal
from nlu.parts.own_values import PLAIN
from nlu.reading import Reading
from nlu.types import Kind

_LONGEST = 8
_FEW = 2


def only(act: str) -> Callable[[Reading], Draft | Refusal]:
    """Make a rule that reads an utterance of words of one act and those that may stand beside."""

    def read(reading: Reading) -> Draft | Refusal:
        said = reading.where(f"talk_{act}")
        if not said:
            return Refusal("нет слов этого рода")
        known = reading.where(f"talk_{act}", f"beside_{act}")
        words = [i for i in range(len(reading.tokens)) if _is_said(reading, i)]
        counted = {i for i in words if act == "more" and reading.tokens[i].kind is Kind.NUMBER}
        passed = counted | {i for i in reading.fillers if act != "yes" or not _asks_on(reading, i)}
        passed |= reading.figures if act == "thanks" else frozenset()
        strange = [i for i in words if i not in known and i not in passed]
        if strange or not 0 < len(words) <= _LONGEST:
            return Refusal("сказано что-то ещё")
        draft = Draft(reading, strength=_strength(reading, act, words))
        draft.explain(words)
        return draft

    return read


def _strength(reading: Reading, act: str, words: list[int]) -> float:
    """A word or two that say nothing but one act («давай», «next») are plain, however rare."""
    said = f"talk_{act}"
    own = all(
        all(cue == said or cue.startswith("beside_") for cue in reading.cues[i]) for i in words
    )
    alone = all(said in reading.cues[i] or i in reading.fillers for i in words)
    if own and alone and len(words) <= _FEW:
        return PLAIN
    return 1.0 if said in reading.cues[words[0]] else 0.97


def _asks_on(reading: Reading, index: int) -> bool:
    """«Давай ещё» agrees to nothing: the filler «ещё» asks for more."""
    return "talk_more" in reading.cues[index]


def _is_said(reading: Reading, index: int) -> bool:
    """A mark says something only where it is all there is («+», «👍»)."""
    token = reading.tokens[index]
    return token.kind is not Kind.MARK or len(reading.tokens) == 1
