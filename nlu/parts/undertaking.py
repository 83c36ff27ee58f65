"""Deals called by what is to be done: «Внедрение CRM», «Монтаж СКУД», «поставка труб»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import traits
from nlu.parts.title import title_at
from nlu.reading import Reading
from nlu.types import Kind

_ENDS = ("ение", "ание", "овка", "ация", "изация")
_DEEDS = frozenset(
    {"монтаж", "демонтаж", "ремонт", "капремонт", "переезд", "аудит", "поставка", "доставка"}
    | {"замена", "аренда", "закупка", "отделка", "сборка", "укладка", "уборка", "разработка"}
    | {"настройка", "покраска", "пошив", "печать", "продажа", "перевозка", "постройка", "наладка"}
    | {"экспорт", "импорт", "тендер", "проект", "дизайн", "обмер", "чистка", "вывоз", "партия"}
    | {"реконструкция", "шеф-монтаж", "лизинг", "пусконаладка", "стройка", "отгрузка", "защита"}
    | {"дизайн-проект", "сайт", "вентиляция", "пилот", "подписка", "лицензия", "апгрейд", "модуль"}
)
_LEADING = frozenset({"по", "о", "об", "про", "у", "за", "с", "со", "насчет"})
_INSIDE = frozenset({"NOUN", "ADJF", "PREP", "NUMR"})
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
        if index in draft.explained or not is_undertaking(reading, index):
            continue
        capital = reading.tokens[index].text[:1].isupper()
        if not capital and not (small and reading.norm(index - 1) in _LEADING):
            continue
        title = _title(draft, index)
        if len(title) >= _SEVERAL:
            draft.put("lead", reading.text_of(title.start, title.stop), title)
            return True
    return False


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
