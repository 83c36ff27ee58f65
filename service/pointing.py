"""Whether a phrase points back at what was just spoken of: «по ней», «её телефон», «ему»."""

from __future__ import annotations

import re
from itertools import pairwise

from service.lookup.matching import words
from service.replies import Replies

_WORD = re.compile(r"[^\W\d_]++")


def points_back(text: str, texts: Replies) -> bool:
    """Whether one of the pointing words of data/replies stands in the phrase."""
    return _has(text, texts, "pointing.words")


def points_at_him(text: str, texts: Replies) -> bool:
    """Whether a pronoun is of the masculine: «позвони ему», «у него новый номер»."""
    return _has(text, texts, "pointing.him")


def points_at_owner(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of whose something is: «сколько у него сделок», «что за ней»."""
    words = [one.casefold() for one in _WORD.findall(text)]
    leads, owners = texts.several("pointing.leads"), texts.several("pointing.owners")
    return any(a in leads and b in owners for a, b in pairwise(words))


def points_at_this_party(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of whoever is before the eyes: «сделки этой компании»."""
    words = [one.casefold() for one in _WORD.findall(text)]
    this, party = texts.several("pointing.this"), texts.several("pointing.party")
    return any(a in this and b in party for a, b in pairwise(words))


def points_at_theirs(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of what somebody has: «их сделки», «кто там работает»."""
    return _has(text, texts, "pointing.theirs")


def leans(text: str, texts: Replies) -> bool:
    """Whether the phrase goes on from the last one: «а задачи?»."""
    first = _WORD.search(text)
    return first is not None and first.group().casefold() in texts.several("pointing.and")


def points_at_all(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of everything that was listed: «переведи их», «закрой все»."""
    return _has(text, texts, "pointing.all") or points_at_rest(text, texts)


def points_at_rest(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of what was listed and not yet dealt with: «остальные закрой»."""
    return _has(text, texts, "pointing.rest")


def points_at_deal(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of a deal: «в сделке с Вектором»."""
    return _has(text, texts, "pointing.deal")


def points_at_contact(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of a contact, named or not: «переименуй контакт в …»."""
    return _has(text, texts, "pointing.contact")


def points_at_company(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of a company: «переименуй эту компанию в …»."""
    return _has(text, texts, "pointing.company")


def points_at_stage(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of a stage without naming one: «поменяй этап», «двигай дальше»."""
    return _has(text, texts, "pointing.stage")


def is_typed(text: str, said: str, name: str, texts: Replies) -> bool:
    """Whether a name has the very word that was typed and read as a man's: «нет, Ёлкина»."""
    before = ""
    for word in words(text):
        hers = word in words(name) and word not in words(said) and word[:-1] in words(said)
        if hers and before not in texts.several("pointing.governing"):
            return True
        before = word
    return False


def points_at_selection(text: str, texts: Replies) -> bool:
    """Whether the phrase speaks of what is marked on the page."""
    return _has(text, texts, "pointing.selection")


def asks_what(text: str, texts: Replies) -> bool:
    """Whether the phrase asks what there is: «что по Ромашке»."""
    return _has(text, texts, "pointing.asking")


def closes(text: str, texts: Replies) -> bool:
    """Whether the phrase asks to close something."""
    return _has(text, texts, "pointing.closing")


def _has(text: str, texts: Replies, key: str) -> bool:
    words = {one.casefold() for one in _WORD.findall(text)}
    return not words.isdisjoint(texts.several(key))
