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


def _says_done(reading: Reading, clause: range) -> bool:
    """«…, что вторую задачу закончил», «… поставь галочку»: which one, and that it is done."""
    ordinals = {i for one in reading.all("ordinal") for i in range(one.first, one.stop)}
    which = ordinals.union(reading.where("task", "tick"))
    said = [i for i in clause if i in reading.content or i in ordinals]
    own = {"complete", "state_done", "put"}
    return not which.isdisjoint(said) and all(i in which or reading.cues[i] & own for i in said)


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
    written = _written_from(draft)
    if written is not None:
        return written
    said = [i for i, cues in enumerate(reading.cues) if cues & verbs]
    ordered = [i for i in said if reading.is_order(i)] or [i for i in said if reading.is_command(i)]
    verb = max(ordered or said, default=None)
    edges = sorted(edge for one in reading.clauses for edge in (one.start, one.stop + 1))
    behind = (edge for edge in edges if verb is not None and verb < edge <= len(reading.tokens))
    marked = (edge for edge in behind if not reading.is_word(edge - 1))
    return next((edge for edge in marked if not _goes_on(draft, edge)), None)


def _written_from(draft: Draft) -> int | None:
    """«Закрой задачу и допиши, что …», «…, напиши: …»: what is written to it is what came of it."""
    reading = draft.reading
    for index in range(1, len(reading.tokens) - 1):
        joined = reading.norm(index - 1) in {"и", ",", "."}
        behind = index + 1 + (reading.norm(index + 1) == ",")
        if joined and _writes(reading, index) and reading.norm(behind) in {"что", ":"}:
            draft.explain(range(index - 1, behind + 1))
            return behind + 1
    return None


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
    """«Закрой, будь добра, вторую задачу: …»: politeness, or the order's own object.

    «Отметь, третью задачу сделал», «… закончен. галочку поставь» say no more than the order.
    """
    reading = draft.reading
    marks = (i for i in range(first, len(reading.tokens)) if not reading.is_word(i))
    stop = next(marks, len(reading.tokens))
    clause = range(first, stop)
    if _is_courteous(reading, clause) or _says_done(reading, clause):
        draft.explain(clause)
        return True
    likeliest = [parse for index in clause for parse in reading.tokens[index].parses[:1]]
    object_ = any("task" in reading.cues[index] for index in clause)
    numbered = (one for one in reading.all("ordinal") if not numbers_other(reading, one))
    object_ = object_ or any(one.first in clause for one in numbered)
    return object_ and not any(parse.pos in {"VERB", "PRTS"} for parse in likeliest)
