"""Which deal a terse edit is of: the words that stand first or last and are no value."""

from __future__ import annotations

from nlu.parts.deal_name import named_as
from nlu.parts.deal_words import PARTIES
from nlu.parts.likeliest import is_preposition
from nlu.parts.party import is_surname
from nlu.parts.terse_values import bare_ids
from nlu.parts.title import is_owner
from nlu.reading import Reading
from nlu.smallwords import OF_PARTY

_PRONOUNS = frozenset({"ее", "его", "эту", "ей", "ему"})


def record_of(reading: Reading, words: range) -> tuple[str, object, range] | None:
    """Return the slot that the words of a record fill, its value, and where that is said.

    Args:
        words: what is left of a stretch; a noun for a deal may stand before it.
    """
    number = _number(reading, words)
    if number is not None:
        return number
    headed, led = _head(reading, words.start)
    if len(words) > 1 and reading.cues[words.start] & PARTIES:
        of_person = "contact" in reading.cues[words.start]
        words = words[1:]
        if of_person and all(reading.tokens[i].text[:1].isupper() for i in words):
            return "contact", _person(reading, words), words
    quote = next((one for one in reading.all("quote") if one.first == words.start), None)
    if quote is not None and quote.stop == words.stop:
        return _quoted(reading, words, party=led in OF_PARTY and (headed or led != "по"))
    if headed and led == "на":
        return None  # «сделку на Гермес, 300 тысяч» is a new one
    if headed:
        return _of_deal(reading, words, led)
    if len(words) == 1 and is_surname(reading, words.start):
        return "contact", _person(reading, words), words
    named = named_as(reading, words, governed=False, moved=False)
    return None if named is None else (*named, words)


def _number(reading: Reading, words: range) -> tuple[str, object, range] | None:
    """«5044», «складу 5110»: what stands before the number says what it is about."""
    for one in (*reading.all("id"), *bare_ids(reading)):
        if one.first in words and one.stop == words.stop:
            return "lead_id", one.value, range(one.first, one.stop)
    return None


def _head(reading: Reading, first: int) -> tuple[bool, str]:
    """Say whether a noun for a deal stands before some words, and what leads from it to them."""
    led = reading.norm(first - 1) if first and is_preposition(reading, first - 1) else ""
    noun = first - 1 - bool(led)
    return noun >= 0 and "deal" in reading.cues[noun], led


def _quoted(reading: Reading, words: range, *, party: bool) -> tuple[str, object, range]:
    if party:
        return "company", reading.naming.company(words.start + 1, words.stop - 1), words
    return "lead", reading.text_of(words.start + 1, words.stop - 1), words


def _person(reading: Reading, words: range) -> str:
    """«Клиентку Саркисян», «контакт Рената Ли»: whatever else is called so, a person."""
    for kind in ("person", "person_hint"):
        for one in reading.all(kind):
            if (one.first, one.stop) == (words.start, words.stop):
                return str(one.value.name)
    return reading.naming.person(words.start, words.stop, case="nomn")


def _of_deal(reading: Reading, words: range, led: str) -> tuple[str, object, range] | None:
    """«Сделку Пак Чжи Ёна», «сделку с агрохолдингом степь», «сделка ООО Тритон»."""
    for kind in ("person", "person_hint"):
        for person in reading.all(kind):
            if (person.first, person.stop) == (words.start, words.stop):
                named = reading.naming
                firm = named.is_firm(words.start) or named.ends_like_company(words.start)
                if len(words) == 1 and firm and person.value.users is None:
                    break
                owned = not led and len(words) == 1 and "gent" in _cases(reading, words.start)
                name = reading.naming.person(words.start, words.stop, case="gent")
                return "contact", name if owned else person.value.name, words
    for company in reading.all("company"):
        if (company.first, company.stop) == (words.start, words.stop):
            return "company", company.value, words
    if led in OF_PARTY:
        return "company", reading.naming.company(words.start, words.stop), words
    own = named_as(reading, words, governed=False, moved=False)
    if own is not None and not is_owner(reading, words):  # «сделка Обучение менеджеров»
        return "lead", reading.text_of(words.start, words.stop), words
    return None if own is None else (*own, words)


def _cases(reading: Reading, index: int) -> frozenset[str]:
    return frozenset(g for parse in reading.tokens[index].parses for g in parse.grammemes)


def points(reading: Reading, index: int) -> bool:
    """Say whether a word stands for the deal at hand: «её», «эту»."""
    return reading.norm(index) in _PRONOUNS
