"""A talk to come is told, and what there is to know is asked: «через час звонок, кто это»."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.asked import is_briefing
from nlu.parts.likeliest import traits
from nlu.reading import Reading

_ORDERED = frozenset({"tell", "show", "tell_about", "remind"})
_QUESTIONS = frozenset({"what", "who", "how_many", "which"})
_FIELDS = frozenset({"phone", "email", "budget", "stage", "responsible"})
_ASKING = (
    _ORDERED
    | _QUESTIONS
    | _FIELDS
    | {"find", "about", "summary", "note", "told", "newest", "exists", "hang", "card"}
    | {"call", "meeting", "spoke", "word", "planned"}
)
_MARKS = frozenset(",.;-—–")
_TALKS = frozenset({"call", "meeting"})
_GOING = frozenset({"ехать", "поехать", "еду", "идти", "выезжать"})
_SMALL = frozenset({"мне", "меня", "ними", "ним", "них", "нему", "нем", "ней", "него", "справка"})
_BRIEF = frozenset({"справка", "инфа", "информация", "курс", "дело", "вводная", "ввести"})


@once
def asked_of_talk(reading: Reading) -> range:
    """Return the clause that asks, behind one that tells of a talk to come; else an empty range.

    «Завтра встреча с Ромашкой, расскажи про них», «через час звонок Киму, что по нему было».
    """
    first = _last_mark(reading) + 1
    asking = range(first, len(reading.tokens))
    talks = any(_is_talk(reading, i) for i in range(first))
    return asking if talks and _asks(reading, asking) else range(0)


def _last_mark(reading: Reading) -> int:
    """A clause of small words alone («…, что по нему») is cut off by its mark all the same."""
    tokens, figures = reading.tokens, reading.figures
    marks = (i for i in range(len(tokens) - 1) if tokens[i].text in _MARKS and i not in figures)
    said = max((i for i in range(len(tokens)) if i not in reading.courtesy), default=0)
    return max((i for i in marks if i < said and not tokens[i + 1].glued), default=-1)


def told_of_talk(reading: Reading) -> frozenset[int]:
    """Return the words of a talk to come and of its day, which are no part of the question."""
    asking = asked_of_talk(reading)
    if not asking:
        return frozenset()
    talks = {i for i in range(asking.start) if _is_talk(reading, i)}
    days = (one for one in reading.all("date") if one.first < asking.start)
    return frozenset(talks.union(*(range(one.first, one.stop) for one in days)))


def _is_talk(reading: Reading, index: int) -> bool:
    """«Встреча с …», «звонок», «звоню», «еду к …»; an order to call is a deed, «звонил» is over."""
    if traits(reading, index) & {"impr", "INFN", "past"}:
        return False
    return bool(reading.cues[index] & _TALKS or reading.lemmas(index) & _GOING)


def _asks(reading: Reading, clause: range) -> bool:
    """Every word of it asks, or points back at who is to be spoken to."""
    said = [i for i in clause if i in reading.content or reading.cues[i] & _QUESTIONS]
    known = all(
        reading.cues[i] & _ASKING or reading.norm(i) in _SMALL or reading.lemmas(i) & _BRIEF
        for i in said
    )
    ordered = any(reading.is_order(i) and reading.cues[i] & _ORDERED for i in clause)
    ordered = ordered or is_briefing(reading)
    asked = bool(said) and bool(reading.cues[said[0]] & _QUESTIONS)
    return known and (ordered or asked) and not _is_deed(reading, said)


def _is_deed(reading: Reading, said: list[int]) -> bool:
    """«…, напомни позвонить», «…, напомни»: that is to be reminded of."""
    if not any("remind" in reading.cues[i] for i in said):
        return False
    return not any(reading.cues[i] & _QUESTIONS for i in said)
