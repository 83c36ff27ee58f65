"""Things that take place at a time: «дегустация у клиента завтра в полдень»."""

from __future__ import annotations

from nlu.dates import DateWords, as_deadline
from nlu.reading import Reading

_NAMES = frozenset({"Name", "Surn", "Geox", "Orgn"})
_PARTIES = frozenset({"contact", "company"})
_ASKED = ("find", "show", "tell", "which", "how_many", "who", "what", "list", "new", "arrive")
_RECORDS = ("deal", "task", "note", "phone", "email", "summary", "count")


def takes_place(reading: Reading) -> bool:
    """Say whether a thing is named with a moment to come, and for whom: nothing is asked."""
    if reading.orders or reading.has(*_ASKED, *_RECORDS):
        return False
    parties = [i for i in range(len(reading.tokens)) if reading.cues[i] & _PARTIES]
    first = next((i for i in sorted(reading.content) if i not in reading.figures), None)
    if first is None or first in parties or not _is_thing_done(reading, first):
        return False
    return _is_to_come(reading)


def _is_thing_done(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    thing = any(p.pos == "NOUN" and {"inan", "nomn"} <= p.grammemes for p in parses)
    noun = any(p.pos == "NOUN" and not p.grammemes & _NAMES for p in parses[:1])
    known = noun and reading.naming.is_known(index)
    return (thing and known) or reading.naming.is_loanword(index)


def _is_to_come(reading: Reading) -> bool:
    now = reading.request.now
    said = [one.value for one in reading.all("date") if isinstance(one.value, DateWords)]
    due = (as_deadline(words, now) for words in said if not words.back)
    return any(moment is not None and moment.at > now for moment in due)


def tells_birthday(reading: Reading) -> bool:
    """«Скинь в карточку: день рождения 3 июня», not «поздравить с днём рождения завтра»."""
    straight = {"nomn", "accs"}
    return any(
        "рождение" in reading.lemmas(i)
        and any(p.grammemes & straight for p in reading.tokens[i - 1].parses[:1])
        for i in range(1, len(reading.tokens))
    )
