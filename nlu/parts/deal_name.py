"""What some words name a deal by: its firm, its person, or its own name, whole."""

from __future__ import annotations

from nlu.parts.company_inside import begins_tailed
from nlu.parts.firm_pair import is_firm_pair
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.things import is_thing
from nlu.reading import Reading, Who
from nlu.types import Found, Kind

_NAMING = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "UNKN", "None", "PREP", "CONJ", "PRCL"})
_NO_NAME = frozenset({"NPRO", "ADVB", "COMP", "PRED", "GRND"})
_NO_HEADS = frozenset(
    {"deal", "contact", "company", "task", "note", "call", "meeting", "mail", "phone", "email"}
    | {"card", "list", "date", "budget", "stage", "pipeline", "responsible", "name", "figure"}
    | {"this_task", "want", "now", "new", "count_word", "losing", "unit", "team", "people_word"}
)
PAPERS = frozenset(
    {"договор", "контракт", "счет", "акт", "смета", "кп", "документ", "предложение", "оферта"}
    | {"спецификация", "макет", "письмо", "отчет", "презентация", "накладная"}
)
_PAPERS = PAPERS | frozenset(
    {"оплата", "деньга", "деньги", "товар", "заказ", "проект", "объект", "тема", "предоплата"}
    | {"аванс", "скидка", "сумма", "все", "груз", "машина", "материал"}
    | {"работа", "ответ", "вопрос", "решение", "результат", "срок"}
)


def named_as(
    reading: Reading, words: range, *, governed: bool, moved: bool
) -> tuple[str, str] | None:
    """Return the slot that some words fill, `company`, `contact` or `lead`, and its value.

    Args:
        governed: an order stands before them, so that a common noun in small letters is one too.
        moved: they stand in the accusative.
    """
    for found in reading.all("quote"):
        if (found.first, found.stop) == (words.start, words.stop):
            return "lead", found.value
    if not _may_name(reading, words):
        return None
    person = _person(reading, words)
    if person is not None:
        name = person.value.name
        if moved and _is_object(reading, person):  # «переведи Иванову» is not «Иванов»
            name = reading.naming.person(person.first, person.stop, case="accs")
        return "contact", name
    first, stop = words.start, words.stop
    for found in reading.all("company"):
        if found.first == first and found.stop == stop:
            return "company", found.value
    if len(words) == 1 and not _may_be_firm(reading, first, surely=governed):
        return None
    if _is_firm(reading, words):
        return "company", reading.naming.company(first, stop)
    return "lead", reading.text_of(first, stop)


def _may_name(reading: Reading, words: range) -> bool:
    """Nouns with their adjectives and prepositions; what the commands speak of heads no name."""
    head = words.start
    if not words or reading.cues[head] & _NO_HEADS or head in reading.figures:
        return False
    if reading.lemmas(head) & _PAPERS and reading.tokens[head].text.islower():
        return False
    if any(one.first == head and one.value.users is None for one in reading.all("person")):
        return True
    if is_preposition(reading, head) or reading.tokens[head].kind is Kind.NUMBER:
        return False
    return all(_is_of_name(reading, i) for i in words)


def _is_of_name(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    if not parses:
        return True
    capital = reading.tokens[index].text[:1].isupper()
    if parses[0].pos in _NO_NAME and not capital:
        return False
    noun = any(parse.pos in _NAMING for parse in parses)
    return noun or not reading.naming.is_known(index)


def _person(reading: Reading, words: range) -> Found[Who] | None:
    """The person the words are, whole; a word firms are called by is none."""
    for found in (*reading.all("person"), *reading.all("person_hint")):
        whole = found.stop == words.stop or reading.norm(found.stop) == "из"
        if found.first != words.start or not whole:
            continue
        hinted = found in reading.all("person_hint")
        living = traits(reading, found.first) >= {"anim", "Surn"}
        firm = found.stop - found.first == 1 and _is_called(reading, found.first)
        if is_thing(reading, found) or firm or (hinted and not living):
            return None
        return found
    return None


def _is_object(reading: Reading, person: Found[Who]) -> bool:
    """«Иванову», «Иванова» in the accusative, which are read as another case as well."""
    alone = person.stop - person.first == 1
    accusative = any({"accs", "Surn"} <= p.grammemes for p in reading.tokens[person.first].parses)
    case = person.value.case
    return case == "datv" or (case == "nomn" and alone and accusative)


def _is_called(reading: Reading, index: int) -> bool:
    naming = reading.naming
    return naming.is_firm(index) or naming.is_coined(index) or naming.ends_like_company(index)


def _may_be_firm(reading: Reading, index: int, *, surely: bool) -> bool:
    """One word: with a capital or made up; a thing in small letters only where a record stands."""
    naming, token = reading.naming, reading.tokens[index]
    if reading.lemmas(index) & _PAPERS:
        return False
    capital = token.text[:1].isupper()
    called = _is_called(reading, index) or naming.is_ware(index) or naming.is_firm_alive(index)
    return surely or capital or called or token.kind is Kind.LATIN


def _is_firm(reading: Reading, words: range) -> bool:
    naming, first = reading.naming, words.start
    capitals = all(reading.tokens[i].text[:1].isupper() for i in words)
    if len(words) == 1:
        return True
    latin = all(reading.tokens[i].kind is Kind.LATIN for i in words)
    if latin or begins_tailed(reading, first) or naming.heads_company(first):
        return True
    if len(words) != 2 or is_firm_pair(reading, first):
        return len(words) == 2
    return "ADJF" in traits(reading, first) and capitals and _is_called(reading, words[-1])
