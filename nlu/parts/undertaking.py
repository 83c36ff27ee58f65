"""Deals called by what is to be done: «Внедрение CRM», «Монтаж СКУД», «поставка труб»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import traits
from nlu.parts.title import title_at
from nlu.reading import Reading
from nlu.types import Kind

_ENDS = ("ение", "ание", "овка", "ация", "ройство", "изводство")
_DEEDS = frozenset(
    {"монтаж", "демонтаж", "ремонт", "капремонт", "переезд", "аудит", "поставка", "доставка"}
    | {"замена", "аренда", "закупка", "отделка", "сборка", "укладка", "уборка", "разработка"}
    | {"настройка", "покраска", "пошив", "печать", "продажа", "перевозка", "постройка", "наладка"}
    | {"экспорт", "импорт", "тендер", "проект", "дизайн", "обмер", "чистка", "вывоз", "партия"}
    | {"реконструкция", "шеф-монтаж", "лизинг", "пусконаладка", "стройка", "отгрузка", "защита"}
    | {"дизайн-проект", "сайт", "вентиляция", "пилот", "подписка", "лицензия", "апгрейд", "модуль"}
)
_LEADING = frozenset({"по", "о", "про", "у", "за", "с", "насчет"})
_INSIDE = frozenset({"NOUN", "ADJF", "PREP", "NUMR"})
_ASKING = ("which", "who", "whose", "how_many", "where")
_SEVERAL = 2


def is_undertaking(reading: Reading, index: int) -> bool:
    """Say whether a word names a piece of work, as deals are called, and means nothing else."""
    if reading.cues[index] or "NOUN" not in traits(reading, index):
        return False
    lemma = reading.tokens[index].parses[0].lemma
    return lemma in _DEEDS or lemma.endswith(_ENDS)


def take_undertaking(draft: Draft, *, small: bool = True) -> bool:
    """Fill `lead` from «по Внедрению CRM», «(кто ведёт) Переезд сервера»: as typed.

    Args:
        small: it may be written in small letters behind a preposition.
    """
    reading = draft.reading
    for index in range(len(reading.tokens)):
        if index in draft.explained or not _may_head(reading, index):
            continue
        if not (_is_shown(reading, index) or (small and reading.norm(index - 1) in _LEADING)):
            continue
        title = _title(draft, index)
        if len(title) >= _SEVERAL:
            draft.put("lead", reading.text_of(title.start, title.stop), title)
            return True
    return False


def _may_head(reading: Reading, index: int) -> bool:
    """A piece of work; behind the question any thing with a capital that a small word goes on."""
    if is_undertaking(reading, index):
        return True
    naming, behind = reading.naming, index + 1
    thing = {"NOUN", "inan"} <= traits(reading, index) and not reading.cues[index]
    led = reading.norm(index - 1) in _LEADING
    thing = thing and (led or "nomn" in traits(reading, index))
    called = naming.is_firm_noun(index) or naming.heads_company(index) or naming.is_coined(index)
    if not thing or called or not index or behind == len(reading.tokens):
        return False
    small = reading.tokens[behind].text.islower() and not reading.cues[behind]
    goes_on = "PREP" in traits(reading, behind) or {"NOUN", "gent"} <= traits(reading, behind)
    return reading.tokens[index].text.istitle() and small and goes_on and naming.is_known(index)


def _is_shown(reading: Reading, index: int) -> bool:
    """A capital tells a name; so does the place before the question: «поставка труб чья»."""
    opens = index == 0 and "nomn" in traits(reading, 0) and reading.has(*_ASKING)
    return opens or reading.tokens[index].text[:1].isupper()


def _title(draft: Draft, index: int) -> range:
    """The word and what goes on with it: a noun, an adjective, a made-up word, a number."""
    reading = draft.reading
    stop = title_at(draft, index).stop
    last = index + 1
    while last < stop and _goes_on(reading, last):
        last += 1
    while last > index + 1 and "PREP" in traits(reading, last - 1):
        last -= 1
    return range(index, last)


def _goes_on(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.kind is not Kind.WORD:
        return True
    asks = reading.cues[index] & {"which", "who", "what", "where", "how_many", "exists", "hang"}
    parses = token.parses
    return not asks and (not parses or parses[0].pos in _INSIDE or token.text[:1].isupper())
