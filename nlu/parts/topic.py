"""Whom a question is about, said before it: «nordcomfort — покажи их сделки»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.things import is_firm, is_thing
from nlu.reading import Reading, Who
from nlu.smallwords import SPOKEN_OF
from nlu.types import Found, Kind

_MARKS = frozenset({"-", ":", ",", "."})
_AT_PERSON = frozenset({"его", "него", "ему", "ним", "нему"})
_LONGEST = 4
_HOW_GOES = frozenset({"что", "чего", "че", "чо", "как"})
_HOW = _HOW_GOES | {"там", "ну", "а", "у", "нас", "с", "по", "про"}


def take_topic(draft: Draft) -> bool:
    """Fill `company` or `contact` from a name before a mark that a pronoun behind points at."""
    reading = draft.reading
    words = _pointed_at(reading) or _asked_of(reading)
    if not words:
        return False
    slot, value = _named(reading, words)
    if not value or slot in draft.slots:
        return False
    draft.put(slot, value, words)
    draft.explain(range(words.start))
    behind = range(words.stop, len(reading.tokens))
    draft.explain(i for i in behind if reading.norm(i) in SPOKEN_OF)
    return True


def _pointed_at(reading: Reading) -> range:
    """Return the words before the mark; none without a pronoun behind."""
    stop = next((i for i in range(len(reading.tokens)) if _is_mark(reading, i)), 0)
    behind = range(stop, len(reading.tokens))
    pointed = any(reading.norm(index) in SPOKEN_OF for index in behind)
    return range(stop if 0 < stop <= _LONGEST and pointed else 0)


def _asked_of(reading: Reading) -> range:
    """«Что там Орбита, есть открытые сделки?»: how somebody is, and then of what."""
    stop = next((i for i in range(len(reading.tokens)) if _is_mark(reading, i)), 0)
    first = next((i for i in range(stop) if reading.norm(i) not in _HOW), stop)
    opened = any(reading.norm(i) in _HOW_GOES for i in range(first))
    behind = range(stop, len(reading.tokens))
    asks = any(reading.cues[i] & {"which", "exists", "how_many", "what"} for i in behind)
    return range(first, stop) if opened and asks and stop - first <= _LONGEST else range(0)


def _is_mark(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    follower = reading.tokens[index + 1 : index + 2]
    return token.text in _MARKS and not (follower and follower[0].glued)


def _named(reading: Reading, words: range) -> tuple[str, str]:
    """Name the one record the words are, a company or a person; empty where they are no name."""
    first, stop = words.start, words.stop
    for found in (*reading.all("company"), *reading.all("quote")):
        if found.first == first and found.stop == stop:
            return "company", found.value
    for found in reading.all("person"):
        if _covers(found, words) and not is_thing(reading, found):
            return "contact", found.value.name
    hinted = any(_covers(one, words) for one in reading.all("person_hint"))
    if reading.norms & _AT_PERSON and hinted:
        return "contact", reading.naming.person(first, stop, case="nomn")
    firm = len(words) == 1 and not reading.cues[first]
    firm = firm and (is_firm(reading, first) or reading.naming.is_coined(first))
    ware = first > 0 and len(words) == 1 and reading.naming.is_firm_noun(first)
    if firm or (ware and reading.tokens[first].text[:1].isupper()):
        return "company", reading.naming.company(first, stop)
    latin = all(reading.tokens[i].kind is Kind.LATIN and not reading.cues[i] for i in words)
    return ("company", reading.text_of(first, stop)) if latin else ("", "")


def _covers(found: Found[Who], words: range) -> bool:
    return range(found.first, found.stop) == words and found.value.users is None
