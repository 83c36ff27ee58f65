"""What a client came with, told beside the order to make a deal of it, who asks, and for whom."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import is_verb, news, orders
from nlu.parts.likeliest import is_preposition
from nlu.parts.own_values import PLAIN
from nlu.parts.party import REQUESTS, is_somebody
from nlu.parts.things import is_thing
from nlu.reading import Reading
from nlu.smallwords import FROM

_GAPS = frozenset({":", "-"})


def take_request(draft: Draft, slot: str) -> bool:
    """Fill a slot with what a request is for: «прилетела заявка на бурение скважины, заведи …»."""
    reading = draft.reading
    asked = (i for i in range(len(reading.tokens)) if reading.lemmas(i) & REQUESTS)
    for index in asked:
        clause = reading.clause_of(index)
        there = any("exists" in reading.cues[i] for i in clause)
        if len(reading.clauses) == 1 or (orders(reading, clause) and not there):
            continue
        words = _subject_of(reading, range(index + 1, clause.stop))
        if words:
            draft.explain(range(clause.start, words.start))
            draft.put(slot, reading.text_of(words.start, words.stop), words)
            draft.strength = PLAIN
            return True
    return False


def take_asker(draft: Draft) -> bool:
    """Fill `contact` with who asks: «Орлов просит создать сделку …», «Дзюба попросил завести …»."""
    reading = draft.reading
    for verb in reading.where("wishing"):
        asked = verb + 1 < len(reading.tokens) and "create" in reading.cues[verb + 1]
        if not asked or not verb or not is_verb(reading, verb):
            continue
        for found in reading.all("person"):
            if found.stop == verb:
                draft.take("contact", found, found.value.name)
        if "contact" not in draft.slots and is_somebody(reading, verb - 1):
            name = reading.naming.person(verb - 1, verb, case="nomn")
            draft.put("contact", name, [verb - 1])
        draft.explain([verb])
        return "contact" in draft.slots
    return False


def take_client(draft: Draft) -> bool:
    """Fill `company` from «клиент Балтика», «заказчик «Уют»», or `contact` from a likely name."""
    reading = draft.reading
    for head in reading.where("contact"):
        first = head + 1 + (reading.norm(head + 1) in _GAPS)
        quote = next((one for one in reading.all("quote") if one.first == first), None)
        if quote is not None and draft.is_free(quote):
            draft.take("company", quote, quote.value)
            return True
        likely = (one for one in reading.all("person_hint") if one.first == first)
        person = next((one for one in likely if not is_thing(reading, one)), None)
        if person is not None and draft.is_free(person):
            draft.take("contact", person, person.value.name)
            return True
        if _is_firm(reading, first) and head not in draft.places.get("this", ()):
            stop = _capitals_end(reading, first, len(reading.tokens))
            draft.put("company", reading.naming.company(first, stop), range(first, stop))
            return True
    return False


def _is_firm(reading: Reading, index: int) -> bool:
    if index >= len(reading.tokens) or reading.cues[index]:
        return False
    named = any(one.first == index and not is_thing(reading, one) for one in reading.all("person"))
    coined = reading.naming.is_coined(index) or reading.naming.ends_like_company(index)
    return (coined or reading.tokens[index].text[:1].isupper()) and not named


def _capitals_end(reading: Reading, first: int, stop: int) -> int:
    end = first + 1
    while end < stop and reading.is_word(end) and reading.tokens[end].text[:1].isupper():
        end += 1
    return end


def _subject_of(reading: Reading, behind: range) -> range:
    """The words behind «на», up to a price, a day or whom it is from."""
    if not behind or reading.norm(behind.start) != "на":
        return range(0)
    first = stop = behind.start + 1
    while stop < behind.stop and not _ends(reading, stop, first):
        stop += 1
    if stop > first and is_preposition(reading, stop - 1):
        stop -= 1
    return range(first, stop)


def _ends(reading: Reading, index: int, first: int) -> bool:
    money = {i for one in reading.all("amount") for i in range(one.first, one.stop)}
    dated = {one.first for one in reading.all("date")}
    named = reading.tokens[min(index + 1, len(reading.tokens) - 1)].text[:1].isupper()
    if index in dated or (index in money and index > first):
        return True
    return reading.norm(index) in FROM and named


def is_only_opened(draft: Draft) -> bool:
    """«Открой сделку «Кафе Лето»»: nothing but a name is said; what is new has more to it."""
    reading = draft.reading
    made = [i for i in reading.where("create") if reading.is_command(i)]
    opened = bool(made) and all("открыть" in reading.lemmas(i) for i in made)
    named = draft.slots.keys() == {"name"} and not news(reading)
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    marked = any(i not in quoted and reading.norm(i) == ":" for i in range(len(reading.tokens)))
    return opened and named and not marked and not reading.has("new", "want")
