"""Whom a question is about, said before it: «nordcomfort — покажи их сделки»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.things import is_firm, is_thing
from nlu.reading import Reading, Who
from nlu.types import Found, Kind

_MARKS = frozenset({"-", ":", ",", "."})
_POINTING = frozenset(
    {"их", "его", "ее", "них", "ними", "ним", "ней", "нему", "него", "нее", "ему", "ей", "им"}
)
_AT_PERSON = frozenset({"его", "него", "ему", "ним", "нему"})
_LONGEST = 4


def take_topic(draft: Draft) -> bool:
    """Fill `company` or `contact` from a name before a mark that a pronoun behind points at."""
    reading = draft.reading
    stop = _topic_end(reading)
    if stop is None:
        return False
    slot, value = _named(reading, stop)
    if not value or slot in draft.slots:
        return False
    draft.put(slot, value, range(stop))
    draft.explain(i for i in range(stop, len(reading.tokens)) if reading.norm(i) in _POINTING)
    return True


def _topic_end(reading: Reading) -> int | None:
    """Return where the words before the mark end; none without a pronoun behind."""
    stop = next((i for i in range(len(reading.tokens)) if _is_mark(reading, i)), 0)
    behind = range(stop, len(reading.tokens))
    pointed = any(reading.norm(index) in _POINTING for index in behind)
    return stop if 0 < stop <= _LONGEST and pointed else None


def _is_mark(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    follower = reading.tokens[index + 1 : index + 2]
    return token.text in _MARKS and not (follower and follower[0].glued)


def _named(reading: Reading, stop: int) -> tuple[str, str]:
    """Name the one record the words are, a company or a person; empty where they are no name."""
    for found in (*reading.all("company"), *reading.all("quote")):
        if found.first == 0 and found.stop == stop:
            return "company", found.value
    for found in reading.all("person"):
        if _covers(found, stop) and not is_thing(reading, found):
            return "contact", found.value.name
    if reading.norms & _AT_PERSON and any(_covers(one, stop) for one in reading.all("person_hint")):
        return "contact", reading.naming.person(0, stop, subject=True)
    if stop == 1 and (is_firm(reading, 0) or reading.naming.is_coined(0)):
        return ("company", reading.naming.company(0, 1)) if not reading.cues[0] else ("", "")
    latin = all(reading.tokens[i].kind is Kind.LATIN and not reading.cues[i] for i in range(stop))
    return ("company", reading.text_of(0, stop)) if latin else ("", "")


def _covers(found: Found[Who], stop: int) -> bool:
    return found.first == 0 and found.stop == stop and found.value.users is None
