"""The words of a task that is moved: «перенеси выезд к Магомедову на завтра»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.words import give_text, rest
from nlu.reading import Reading

_THERE = frozenset({"туда", "тогда", "и", "тоже", "соответственно"})


def take_moved_text(draft: Draft) -> None:
    """The task's own words stand in quotes or right behind «задачу»; other words are talk."""
    reading = draft.reading
    for found in reading.all("quote"):
        if draft.is_free(found):
            draft.take("text", found, found.value)
            return
    for head in reading.where("task"):
        words = rest(draft, head + 1)
        marked = not reading.is_word(min(head + 1, len(reading.tokens) - 1))
        words = [] if all(reading.norm(i) in _THERE for i in words) else words
        if words and words[0] <= head + 2 and not (marked and reading.has("talk_no")):
            give_text(draft, "text", words)
            return
    if not reading.has("task") and "type" not in draft.slots and "ordinal" not in draft.slots:
        verb = reading.first("reschedule") or reading.first("put") or 0
        words = rest(draft, verb + 1) or _thing_before(draft, verb)
        if not all(_tells_which(reading, i) for i in words):
            give_text(draft, "text", [*words, *_goal_behind(draft, words)])


def _goal_behind(draft: Draft, words: list[int]) -> list[int]:
    """«Выезд к Магомедову»: to whom one goes is of the thing's own words."""
    said = sorted(draft.places.get("contact", ()))
    led = bool(words and said) and said[0] - 2 == words[-1]
    goal = led and draft.reading.norm(said[0] - 1) in {"к", "у", "с"}
    return [said[0] - 1, *said] if goal else []


def _tells_which(reading: Reading, index: int) -> bool:
    """«Все мои просроченные»: how it stands with tasks, and whose they are, is no text of one."""
    state = any(cue.startswith("state_") for cue in reading.cues[index])
    return state or "whole" in reading.cues[index] or "мой" in reading.lemmas(index)


def _thing_before(draft: Draft, verb: int) -> list[int]:
    """«Выезд переносим на два часа»: the thing opens the clause of the verb."""
    reading = draft.reading
    clause = next((one for one in reading.clauses if verb in one), range(0))
    words = rest(draft, clause.start, verb)
    nouns = reading.tokens[words[0]].parses[:1] if words else ()
    thing = any(p.pos == "NOUN" and p.grammemes & {"nomn", "accs"} for p in nouns)
    return words if thing else []
