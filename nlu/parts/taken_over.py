"""Who keeps a record from now on, told and not ordered: «забирает Орлов», «контакт … — на Кима»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.record import is_this, take_bare_id
from nlu.reading import Reading
from nlu.smallwords import HELD_BY, ON_SPEAKER

_ME = frozenset({"я", "себе"})
_BUSY = frozenset({"заняться", "заниматься"})
_STILL = frozenset({"дальше", "теперь", "уже", "пока", "сейчас", "отныне"})


def is_on_me(reading: Reading, index: int) -> bool:
    """«5066 запиши на меня», «эту на меня»."""
    return reading.norm(index) in ON_SPEAKER and reading.norm(index - 1) == "на"


def is_object(reading: Reading) -> bool:
    """«Сделку», «этот лид»: the deal is what something is done to."""
    deals = reading.where("deal")
    said = any(reading.norm(i) in {"сделку", "сделочку"} for i in deals)
    return said or (bool(deals) and is_this(reading))


def is_handed(reading: Reading) -> bool:
    """«Эту сделку на Машу», «сделку 5003 — Волковой»: a user and nothing else to do."""
    given = (
        reading.norm(one.first - 1) == "на" or one.value.case == "datv" for one in reading.users
    )
    mine = (is_on_me(reading, i) for i in range(1, len(reading.tokens)))
    return not reading.commands and not reading.all("date") and (any(given) or any(mine))


def is_handed_over(reading: Reading) -> bool:
    """Say whether one deal is ordered to be given to somebody: «сделку Дзюбы отдай Маше»."""
    given = any(one.value.case == "datv" for one in reading.users) and "assign" in reading.orders
    return (is_object(reading) and (given or is_taken_over(reading))) or goes_to_user(reading)


@once
def ends_at_user(reading: Reading) -> bool:
    """Say whether something that nobody is ordered to do ends at a user: «… на Кузнецова»."""
    if not reading.users or reading.commands or reading.all("date"):
        return False
    last = reading.users[-1]
    aimed = reading.norm(last.first - 1) == "на" and last.value.case == "accs"
    aimed = aimed or (reading.norm(last.first - 1) == "-" and last.value.case == "datv")
    return aimed and reading.fillers.issuperset(range(last.stop, len(reading.tokens)))


def goes_to_user(reading: Reading) -> bool:
    """Say whether a record and its new user are all: «контакт Таисия Пух — на Кузнецова»."""
    card = reading.request.context.entity
    firm = card is not None and card[0] == "companies"  # «компанию на Тимура»
    heads = reading.where("deal", "contact", *(["company"] if firm else []))
    named = reading.has("contact") or bool(reading.all("id")) or firm
    opens = bool(heads) and (heads[0] <= 1 or reading.fillers.issuperset(range(heads[0])))
    opens = opens and all(map(reading.is_one, heads))
    return opens and named and ends_at_user(reading)


def is_taken_over(reading: Reading) -> bool:
    """Say whether somebody is told to be in charge: «забирает Орлов», «веду я», «возьмёт Ким»."""
    keeping = reading.where("own", "assign")
    if not keeping or reading.has_question_mark or reading.has("who", "which", "how_many"):
        return False
    beside = {i for one in reading.users for i in (one.first - 1, one.stop)}
    for index in range(len(reading.tokens)):
        if reading.norm(index) in _ME:
            beside |= {index - 1, index + 1}
    return _shall_keep(reading, beside) or any(
        bool(traits(reading, i) & {"3per", "1per"}) and not busies(reading, i)
        for i in keeping
        if i in _with_fillers(reading, beside)
    )


@once
def keeps_numbered(reading: Reading) -> bool:
    """«Пусть 47760 пока ведёт Орлов»: a deal's number and its keeper in one clause."""
    keeping = reading.where("own", "assign") if is_taken_over(reading) else []
    numbered = Draft(reading)
    if not keeping or not take_bare_id(numbered):
        return False
    return any(not numbered.explained.isdisjoint(reading.clause_of(i)) for i in keeping)


def busies(reading: Reading, verb: int) -> bool:
    """«Пусть Тимур займётся документами»: what he is to do is no keeping of the record."""
    return bool(reading.lemmas(verb) & _BUSY) and any(
        {"NOUN", "ablt"} <= traits(reading, i)
        for i in reading.clause_of(verb)
        if not reading.cues[i] & {"deal", "contact", "company"}
    )


def names_keeper(reading: Reading) -> bool:
    """Say whether a contact gets somebody responsible: «теперь ведёт Орлов», «теперь за Машей»."""
    words = range(len(reading.tokens))
    mine = any("мой" in reading.lemmas(i) or reading.norm(i) == "мне" for i in words)
    held = mine or any(reading.norm(one.first - 1) in HELD_BY for one in reading.users)
    told = reading.has("contact") and (
        (reading.has("now", "let") and held) or goes_to_user(reading)
    )
    return reading.has("assign") or told or is_taken_over(reading)


def _shall_keep(reading: Reading, beside: set[int]) -> bool:
    """«Отвечать за неё будет Смирнова», «вести будет Тимур», «дальше буду вести я»."""
    shall = any(reading.norm(i) == "будет" for i in beside) or "буду" in reading.norms
    return shall and any(is_infinitive(reading, i) for i in reading.where("own"))


def _with_fillers(reading: Reading, beside: set[int]) -> set[int]:
    """«Ведёт дальше Орлов»: a small word between the verb and the name."""
    still = {i - 1 for i in beside if reading.norm(i) in _STILL}
    return beside | still | {i - 2 for i in beside if reading.norm(i) == "себя"}
