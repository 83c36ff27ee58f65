"""A closing remark: «…, договорились на вторник», «итог: …»; politeness is no part of it."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.draft import Draft
from nlu.parts.count import numbers_other
from nlu.parts.likeliest import traits
from nlu.parts.words import EDGE_MARKS, is_edge
from nlu.reading import Reading

_FOLLOWING = frozenset({"такой", "таков", "следующий", "простой", "вот", "был"})
_IF_EASY = frozenset({"если", "не", "сложно", "трудно", "затруднит", "можно", "можешь", "вас"})


def tail(draft: Draft, start: int) -> list[int]:
    """Return all words from a token to the end, marks and courtesy at the edges left out."""
    reading = draft.reading
    kept = list(range(start, len(reading.tokens)))
    while kept and (reading.tokens[kept[0]].text in EDGE_MARKS or reading.norm(kept[0]) == "что"):
        kept = kept[1:]
    last = max((i for i in kept if reading.tokens[i].text == ","), default=None)
    if last is not None and _is_courteous(reading, range(last + 1, len(reading.tokens))):
        kept = [i for i in kept if i < last]
    while kept and is_edge(reading, kept[-1], frozenset({"пожалуйста", "спасибо"})):
        kept = kept[:-1]
    return [] if _is_courteous(reading, kept) else kept


def _is_courteous(reading: Reading, clause: Iterable[int]) -> bool:
    """«…, будь добр», «…, плиз»: nothing is said there."""
    polite = [i for i in clause if reading.is_word(i)]
    if polite and reading.norm(polite[0]) == "если":
        return all(reading.norm(i) in _IF_EASY for i in polite)
    return all(i in reading.courtesy and "past" not in traits(reading, i) for i in polite)


def tail_start(draft: Draft, cue: str, verbs: frozenset[str]) -> int | None:
    """Return where a closing remark begins: after «итог: …», or after a mark behind the verb."""
    reading = draft.reading
    named = reading.first(cue)
    if named is not None:
        return _behind_named(draft, named)
    said = [i for i, cues in enumerate(reading.cues) if cues & verbs]
    ordered = [i for i in said if reading.is_order(i)] or [i for i in said if reading.is_command(i)]
    verb = max(ordered or said, default=None)
    marks = (i for i, token in enumerate(reading.tokens) if token.text in ",:-" and not token.glued)
    commas = (i for i, token in enumerate(reading.tokens) if token.text in ",:")
    candidates = sorted({*marks, *commas})
    behind = (i for i in candidates if verb is not None and i > verb)
    return next((i + 1 for i in behind if not _goes_on(draft, i + 1)), None)


def _behind_named(draft: Draft, named: int) -> int:
    """«Итог: …», «результат такой …», «итог следующий: …»: return where the remark begins."""
    reading, first = draft.reading, named + 1
    behind = range(named, len(reading.tokens))
    colon = next((i for i in behind if reading.tokens[i].text == ":"), 0)
    while reading.norm(first) in _FOLLOWING or _writes(reading, first):
        first += 1
    first = max(first, colon + 1)
    draft.explain(i for i in range(named) if _writes(reading, i))
    draft.explain(range(named, first))
    return first


def _writes(reading: Reading, index: int) -> bool:
    """«… и напиши результат: …», «в итог запиши, что …»: the verb that goes with the remark."""
    if index >= len(reading.tokens) or "note_down" not in reading.cues[index]:
        return False
    return reading.is_order(index) and "complete" not in reading.cues[index]


def _goes_on(draft: Draft, first: int) -> bool:
    """«Закрой, будь добра, вторую задачу: …»: politeness, or the order's own object."""
    reading = draft.reading
    marks = (i for i in range(first, len(reading.tokens)) if not reading.is_word(i))
    stop = next(marks, len(reading.tokens))
    clause = range(first, stop)
    if _is_courteous(reading, clause):
        draft.explain(clause)
        return True
    likeliest = [parse for index in clause for parse in reading.tokens[index].parses[:1]]
    object_ = any("task" in reading.cues[index] for index in clause)
    numbered = (one for one in reading.all("ordinal") if not numbers_other(reading, one))
    object_ = object_ or any(one.first in clause for one in numbered)
    return object_ and not any(parse.pos in {"VERB", "PRTS"} for parse in likeliest)
