"""Names in quotation marks: a firm's, declined in them or not, and people's inside longer ones."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.company import give_quoted
from nlu.parts.deal_name import PAPERS
from nlu.parts.likeliest import traits
from nlu.reading import Reading, Who
from nlu.smallwords import OF_PARTY
from nlu.types import Found

_DEALS = frozenset({"объект", "проект", "заказ"})
_OF = frozenset({"из", "у", "от", "для", "до"})
WITH_PARTY = frozenset({"из", "с", "у", "от"})
_STRAIGHT = frozenset({"nomn", "accs"})
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF"})


def is_quoted_firm(reading: Reading, found: Found[str]) -> bool:
    """Say whether the one word in quotes is a noun firms are called by: «Рубину», «Заря»."""
    index = found.first + 1
    naming = reading.naming
    called = naming.is_firm(index) or naming.is_ware(index) or naming.is_firm_alive(index)
    return found.stop - found.first == 3 and called and reading.tokens[index].text[:1].isupper()


def unquoted(reading: Reading, found: Found[str]) -> str:
    """«С «Балтикой»», «у «Сатурна»» are declined in the quotes; «с «Техпром»» stands as it is."""
    index = found.first + 1
    naming, parses = reading.naming, reading.tokens[index].parses
    declined = "femn" in parses[0].grammemes if parses else False
    if found.stop - found.first == 3:
        oblique = not any(parse.grammemes & _STRAIGHT for parse in parses)
        known = naming.is_known(index) or naming.ends_like_company(index)
        if _is_owned(reading, found):
            return reading.tokens[index].text[:-1]
        declined = declined or (known and oblique) or is_quoted_firm(reading, found)
    elif parses and naming.is_known(index):  # «с «Тёплым домом»», «у «Мира окон»»
        own = [parse for parse in parses if parse.lemma == parses[0].lemma]
        nominal = all(parse.pos in _NOMINAL for parse in own)
        declined = declined or (nominal and not any("nomn" in p.grammemes for p in own))
    return naming.company(index, found.stop - 1) if declined else found.value


def take_quoted_party(draft: Draft) -> bool:
    """Fill `company` or `lead` from «с прачечной «Пена»», «по объекту «Лесная сказка»»."""
    reading = draft.reading
    for found in reading.all("quote"):
        noun = found.first - 1
        led = noun > 0 and reading.norm(noun - 1) in OF_PARTY
        thing = led and "NOUN" in traits(reading, noun) and not reading.cues[noun]
        if thing and draft.is_free(found) and not reading.lemmas(noun) & PAPERS:
            deal = bool(reading.lemmas(noun) & _DEALS)
            draft.take("lead" if deal else "company", found, found.value)
            draft.explain([noun])
            return True
    return False


def _is_owned(reading: Reading, found: Found[str]) -> bool:
    """«Из «Автолайна»»: a genitive that the dictionary, which lacks the word, cannot see."""
    index = found.first + 1
    made_up = reading.naming.ends_like_company(index) and not reading.naming.is_known(index)
    ends = reading.norm(index).endswith("а") and not reading.norm(index).endswith(("ка", "иа"))
    return made_up and ends and reading.norm(found.first - 1) in _OF


def is_inside_quote(reading: Reading, found: Found[Who]) -> bool:
    """«Ремонт офиса на Пушкина» in quotes is a name of its own; «Иван Петров» alone is a person."""
    return any(
        one.first < found.first and found.stop < one.stop and one.stop - one.first > 2 + length
        for one in reading.all("quote")
        for length in (found.stop - found.first,)
    )


def quoted_people(reading: Reading) -> set[int]:
    """Return the people inside a longer name in quotes: «Насосы Гермес», «Юбилей Иванова»."""
    return {
        index
        for one in reading.all("person")
        if is_inside_quote(reading, one) or _ends_quote(reading, one)
        for index in range(one.first, one.stop)
    }


def _ends_quote(reading: Reading, found: Found[Who]) -> bool:
    return any(
        one.first + 1 < found.first and found.stop == one.stop - 1 for one in reading.all("quote")
    )


def take_quoted_firm(draft: Draft, found: Found[str]) -> bool:
    """Fill `company` from «сделки Ирины из «Мебель плюс»», «с пивоварней «Хмель»»."""
    reading, before = draft.reading, found.first - 1
    if "company" in draft.slots or before < 0:
        return False
    kind = "NOUN" in traits(reading, before) and not reading.cues[before]
    if kind and before and reading.norm(before - 1) in WITH_PARTY:
        draft.explain([before])
    elif reading.norm(before) not in WITH_PARTY:
        return False
    give_quoted(draft, "company", found)
    return True
