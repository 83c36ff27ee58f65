"""Questions about the world in the CRM's words: «что такое воронка», «сколько рабочих часов»."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.clauses import is_beside
from nlu.parts.likeliest import is_infinitive, is_preposition, traits
from nlu.reading import Reading

_MEANING = frozenset({"такое", "такой", "такая", "значит", "означает"})
_SOUGHT = frozenset({"find", "show"})
_MEASURED = frozenset({"conversion", "sell", "average", "sum", "earn", "budget", "money_word"})
_BESIDE = frozenset({"ADJF", "PRTF", "ADVB", "PRCL", "NUMR"})
_TIME = frozenset({"час", "день", "неделя", "месяц", "сутки", "минута"})
_LASTING = ("deal", "task", "call", "meeting", "spoke", "hang", "contacted", "since", "company")
_OURS = frozenset({"complete", "closing", "move", "call", "put", "change", "assign"})
_TOWARDS = frozenset({"gent", "gen2"})


@once
def is_worldly(reading: Reading) -> bool:
    """Say whether no record could answer, whatever words of the CRM are in it."""
    asked = asks_meaning(reading) or seeks_flaw(reading) or counts_stranger(reading)
    return asked or (asks_how_to(reading) and reading.has(*_MEASURED))


@once
def is_told_aside(reading: Reading) -> bool:
    """«Звонок Петрову закрой, ответила жена»: ours is ordered, the world is told of beside."""
    worldly = reading.where("foreign")
    beside = [one for one in reading.clauses if any(i in one for i in worldly)]
    ours = [one for one in reading.clauses if one not in beside]
    told = all(is_beside(reading, one) for one in beside)
    said = [i for one in ours for i in one]
    priced = any("budget" in reading.cues[i] for i in said) and bool(reading.all("amount"))
    ordered = (i for i in said if reading.is_order(i))
    return told and (priced or any(reading.cues[i] & _OURS for i in ordered))


@once
def asks_meaning(reading: Reading) -> bool:
    """«Что такое воронка продаж», «что значит лид»; a capital or quotes may be a record's name."""
    for index in reading.where("what"):
        named = index + 2
        if reading.norm(index) != "что" or reading.norm(index + 1) not in _MEANING:
            continue
        if named < len(reading.tokens) and traits(reading, named) >= {"NOUN"}:
            return bool(reading.cues[named]) and reading.tokens[named].text.islower()
    return False


@once
def seeks_flaw(reading: Reading) -> bool:
    """«Найди ошибку в тексте», «подбери синоним к слову сделка»: right behind the order."""
    for index in reading.where("flaw", "foreign"):
        before = index - 1
        while before >= 0 and (before in reading.fillers or "ADJF" in traits(reading, before)):
            if is_preposition(reading, before):
                break
            before -= 1
        if before >= 0 and reading.is_order(before) and reading.cues[before] & _SOUGHT:
            return True
    return False


@once
def counts_stranger(reading: Reading) -> bool:
    """«Сколько рабочих часов в декабре», «сколько лет компании»: of that no record is made."""
    for asked in reading.where("how_many"):
        index = asked + 1
        while index < len(reading.tokens) and _is_before_noun(reading, index):
            index += 1
        if index < len(reading.tokens) and _is_stranger(reading, index):
            return True
    return False


def _is_before_noun(reading: Reading, index: int) -> bool:
    """«Рабочих», «всего»; «сколько у Вектора на отгрузке» has no noun of its own."""
    if is_preposition(reading, index):
        return False
    return index in reading.fillers or bool(traits(reading, index) & _BESIDE)


def _is_stranger(reading: Reading, index: int) -> bool:
    noun = traits(reading, index)
    if reading.lemmas(index) & _TIME:
        own = reading.has(*_LASTING) or reading.all("person") or reading.all("number")
        return not own and "без" not in reading.norms
    if "NOUN" not in noun or not noun & _TOWARDS or noun & {"Surn", "Name", "Patr"}:
        return False
    if reading.cues[index] or index in reading.figures or not reading.naming.is_known(index):
        return False
    named = (one for kind, all_ in reading.found.items() if kind != "number" for one in all_)
    return not any(one.first <= index < one.stop for one in named)


@once
def asks_how_to(reading: Reading) -> bool:
    """«Как вообще поднять конверсию», «как нам увеличить продажи»: a way, not a number."""
    if reading.norm(0) != "как":
        return False
    index = 1
    while index < len(reading.tokens) and (
        index in reading.fillers or traits(reading, index) & {"ADVB", "PRCL", "NPRO"}
    ):
        index += 1
    return index < len(reading.tokens) and is_infinitive(reading, index)
