"""A firm that does something: «Фрегат прислал протокол», «чтобы орион забрал паллеты»."""

from __future__ import annotations

from nlu.parts.likeliest import traits
from nlu.reading import Reading

_LINKS = frozenset(
    {"чтобы", "чтоб", "что", "почему", "когда", "если", "пусть", "клиент", "заказчик", "поставщик"}
)
_BETWEEN = frozenset({"не", "уже", "пока", "опять", "снова", "наконец", "вчера", "сегодня", "все"})
_DOING = frozenset(
    {
        "отвечать", "ответить", "молчать", "ругаться", "жаловаться", "пожаловаться", "забрать",
        "забирать", "тянуть", "пропасть", "перенести", "настаивать", "отгрузить", "задержать",
        "задерживать", "выставить", "выслать", "вернуть", "принять", "мочь", "платить",
        "заплатить", "думать", "передумать", "спрашивать", "спросить", "уточнить", "присылать",
        "отправить", "скинуть", "подтверждать", "должный", "зависнуть", "слиться", "торговаться",
        "рассмотреть", "рассматривать", "получить", "успеть", "открыть", "сообщить", "забыть",
    }
)  # fmt: skip
_FURTHEST = 3


def does_business(reading: Reading, first: int, index: int) -> bool:
    """Say whether a noun or a made-up name, its adjective with it, does what only people do.

    Args:
        first: where the name begins.
        index: its noun.
    """
    if not _may_act(reading, index):
        return False
    asked = reading.norm(first - 1) == "ли" and first > 1 and _is_done(reading, first - 2)
    return asked or (_opens_clause(reading, first) and is_doing(reading, index))


def _may_act(reading: Reading, index: int) -> bool:
    naming = reading.naming
    called = naming.is_firm(index) or naming.is_ware(index) or naming.is_firm_paired(index)
    subject = any({"nomn", "sing"} <= p.grammemes for p in reading.tokens[index].parses)
    return (called and subject) or naming.ends_like_company(index)


def _opens_clause(reading: Reading, first: int) -> bool:
    if reading.norm(first - 1) in _LINKS or not first:
        return True
    return not reading.is_word(first - 1) and reading.tokens[first - 1].text != '"'


def is_doing(reading: Reading, index: int) -> bool:
    """Say whether behind a word stands what people and firms do: «просит», «не отвечает»."""
    verb = index + 1
    while verb < index + _FURTHEST and reading.norm(verb) in _BETWEEN:
        verb += 1
    return verb < len(reading.tokens) and _is_done(reading, verb)


def _is_done(reading: Reading, verb: int) -> bool:
    if not traits(reading, verb) & {"VERB", "ADJS", "PRTS"}:
        return False
    return "acting" in reading.cues[verb] or bool(reading.lemmas(verb) & _DOING)
