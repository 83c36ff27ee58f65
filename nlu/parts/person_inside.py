"""A person named in free words without any mark: by a capital, a case and what stands before."""

from __future__ import annotations

from nlu.parts.company_inside import has_place, is_in_company
from nlu.parts.likeliest import is_preposition
from nlu.parts.things import is_thing
from nlu.parts.words import is_acronym
from nlu.reading import Reading, Who
from nlu.types import CASES, Found, Kind

_NAMES = frozenset({"Name", "Surn"})
_OBLIQUE = frozenset({"gent", "datv", "accs", "ablt"})
_GEORGIAN = ("ая", "ия", "уа", "дзе", "швили")
_TO_PERSON = frozenset({"к", "с", "у"})
_REACHING = frozenset({"набрать", "набирать", "вызвонить"})


def may_be_person(reading: Reading, found: Found[Who]) -> bool:
    """Say whether a likely name is no thing, no place and no company's."""
    russian = reading.tokens[found.first].kind is Kind.WORD
    acronym = reading.tokens[found.first].text[:2].isupper()
    other = has_place(reading, found) or is_in_company(reading, found)
    naming, alone = reading.naming, found.stop - found.first == 1
    made_up = alone and (naming.ends_like_company(found.first) or naming.is_prefixed(found.first))
    return russian and not (acronym or other or made_up) and not is_thing(reading, found)


def is_receiver(reading: Reading, index: int) -> bool:
    """«Передать чертежи Грачу»: to whom, a living being in the dative alone."""
    parses = reading.tokens[index].parses
    alone = not is_preposition(reading, index - 1)
    dative = any({"anim", "datv", "sing"} <= parse.grammemes for parse in parses)
    return alone and dative and not any("inan" in parse.grammemes for parse in parses)


def is_met(reading: Reading, found: Found[Who]) -> bool:
    """«Созвон с ильдусом», «отправить кп шкляру»: a capital is not needed where only people are."""
    before = found.first - 1
    if _is_reached(reading, found.first) or _is_got_through(reading, found.first, found.stop):
        return True
    if reading.norm(before) in _TO_PERSON:
        near = {before - 1, min(found.stop, len(reading.tokens) - 1)} - {-1}
        return any(reading.cues[i] & {"call", "meeting"} for i in near)
    return is_given(reading, found)


def _is_reached(reading: Reading, index: int) -> bool:
    """«Набрать завтра кулибабу»: only people and firms are, and it is no word of the dictionary."""
    verb = index - 1
    while verb > 0 and verb in reading.figures:
        verb -= 1
    return bool(reading.lemmas(verb) & _REACHING) and not reading.naming.is_known(index)


def _is_got_through(reading: Reading, first: int, stop: int) -> bool:
    """«Дозвониться до Садовника», «до Журбы дозвонилась»."""
    near = [i for i in (first - 2, stop) if 0 <= i < len(reading.tokens)]
    return reading.norm(first - 1) == "до" and any("call" in reading.cues[i] for i in near)


def is_led_to(reading: Reading, index: int) -> bool:
    """«С Кёнигом», «дозвониться до Садовника»: to whom one goes or gets through is a person."""
    before = reading.norm(index - 1)
    through = _is_got_through(reading, index, index + 1)
    return before in _TO_PERSON or through or _is_reached(reading, index)


def is_given(reading: Reading, found: Found[Who]) -> bool:
    """«Отправить кп шкляру»: to whom, also by a name of which no dictionary knows the case."""
    alone = not is_preposition(reading, found.first - 1)
    unheard = found.value.case == "datv" and not reading.naming.is_known(found.first)
    return is_receiver(reading, found.first) or bool(found.first and alone and unheard)


def is_counted(reading: Reading, found: Found[Who]) -> bool:
    """«Мощность бесперебойников»: many things behind a thing, though surnames end so too."""
    before = found.first - 1
    if found.value.users is not None or found.value.case != "nomn" or found.stop - found.first > 1:
        return False
    if before < 0 or is_capital(reading, found.first) or reading.cues[before] & {"call", "meeting"}:
        return False
    thing = any(
        p.pos == "NOUN" and "inan" in p.grammemes for p in reading.tokens[before].parses[:1]
    )
    return thing and reading.norm(found.first).endswith(("ов", "ев"))


def is_named_person(reading: Reading, index: int) -> bool:
    """«Дожать Бережную», «отдать ключи Весте», «к Азимову»: no entity, but what names people."""
    if not index or not is_capital(reading, index) or reading.tokens[index].kind is not Kind.WORD:
        return False
    if is_acronym(reading, index) or reading.naming.is_measured(index):
        return False
    small = is_preposition(reading, index - 1)
    if reading.cues[index] or (small and reading.norm(index - 1) not in _TO_PERSON):
        return False
    if _is_georgian(reading, index):
        return small
    told = is_receiver(reading, index) and reading.naming.is_known(index)
    return told or _is_name(reading, index) or _is_noun_like(reading, index)


def is_capital(reading: Reading, index: int) -> bool:
    """Say whether a word has a capital of its own."""
    return reading.is_word(index) and reading.tokens[index].text[:1].isupper()


def _is_name(reading: Reading, index: int) -> bool:
    likeliest = reading.tokens[index].parses[:1]
    named = any(p.grammemes & _NAMES and p.grammemes & _OBLIQUE for p in likeliest)
    return named and reading.naming.is_known(index)


def _is_georgian(reading: Reading, index: int) -> bool:
    """«Созвон с Цхакая»: a surname that never changes, though a town was called so too."""
    unheard = not reading.naming.is_known(index)
    return unheard and reading.norm(index).endswith(_GEORGIAN)


def _is_noun_like(reading: Reading, index: int) -> bool:
    """An adjective of one person behind a verb, with no noun of its own: «поздравить Заречную»."""
    parses = reading.tokens[index].parses[:1]
    one = any(
        p.pos == "ADJF" and "sing" in p.grammemes and "neut" not in p.grammemes for p in parses
    )
    if not one or not any(p.grammemes & _OBLIQUE for p in parses):
        return False
    behind = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
    nouns = [parse for parse in behind if parse.pos in {"NOUN", "ADJF", "None"}]
    said = frozenset().union(*(parse.grammemes & CASES for parse in parses))
    theirs = reading.tokens[index + 1].parses if nouns else ()
    return not any(parse.grammemes & said or parse.pos == "None" for parse in theirs)
