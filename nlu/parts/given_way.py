"""A phone or an e-mail that is entered: for a record there already, or with one that is made."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.clauses import news
from nlu.parts.likeliest import traits
from nlu.parts.made import is_lacking, makes, makes_card, names_new
from nlu.reading import Reading

_WAYS = frozenset({"phone", "email"})
_INTO = frozenset({"в", "во"})
_TURNED = frozenset({"now", "new"})


def follows_mark(reading: Reading) -> bool:
    """Say whether a value stands after a colon or a dash: «имейл Ли Мин Хо: leeminho@…»."""
    ways = (*reading.all("phone"), *reading.all("email"))
    return any(reading.tokens[found.first - 1].text in (":", "-") for found in ways if found.first)


def enters_way(reading: Reading) -> bool:
    """Say whether a phone or an address is what is entered: «впиши телефон», «новая почта».

    Whom it is for may stand before it: «впиши фирме Орбита телефон», or between it and the verb:
    «телефон фирмы Вымпел запиши».
    """
    firms = {*reading.where("company"), *(one.first for one in reading.all("company"))}
    opens = reading.where("phone", "email")[:1]
    if any(i + 1 in firms and all(n in reading.fillers for n in range(i)) for i in opens):
        return True
    return any(_has_way_behind(reading, i) for i in reading.where("create", "new"))


def _has_way_behind(reading: Reading, index: int) -> bool:
    passed = reading.fillers | {*reading.where("new", "count_word")}
    follower, given = index + 1, False
    while follower < len(reading.tokens) and (
        reading.is_word(follower) or reading.norm(follower) == '"'
    ):
        if reading.cues[follower] & _WAYS:
            return True
        given = given or _receives(reading, follower)
        if not (given or follower in passed or _qualifies(reading, follower)):
            return False
        follower += 1
    return False


def _receives(reading: Reading, index: int) -> bool:
    """«Компании», «фирме»: the dative, or what looks like it."""
    cases = frozenset().union(*(parse.grammemes for parse in reading.tokens[index].parses))
    return "company" in reading.cues[index] and "datv" in cases


def _qualifies(reading: Reading, index: int) -> bool:
    """«Общий ящик», «прямой номер»; «электронная почта» is said with the adjective alone too."""
    return "ADJF" in traits(reading, index) and not reading.cues[index] & _WAYS


@once
def completes_company(reading: Reading) -> bool:
    """Say whether a phone or an address is for a company that is there: «компании … впиши телефон».

    «Добавь компанию Вектор, телефон …», «такой фирмы нет, впиши её телефон …» make it.
    """
    if not (reading.all("phone") or reading.all("email")):
        return False
    made = makes(reading, "company") or makes_card(reading) or names_new(reading, "company")
    if made or is_lacking(reading) or _is_absent(reading) or reading.has("base"):
        return False
    return enters_way(reading) or _has_turned(reading) or _is_into(reading)


def _is_absent(reading: Reading) -> bool:
    """«Такой фирмы нет, добавь», «компании Лесресурс ещё нет»."""
    return any(
        reading.norm(i) == "нет"
        and any("company" in reading.cues[n] for n in clause)
        and not any(reading.cues[n] & _WAYS for n in clause)
        for clause in reading.clauses
        for i in clause
    )


def _has_turned(reading: Reading) -> bool:
    """«У фирмы сменился городской, запиши …»: what it has is another now."""
    return any(
        any(reading.cues[i] & _TURNED for i in clause)
        and (reading.norm(clause.start) == "у" or any(reading.cues[i] & _WAYS for i in clause))
        for clause in news(reading)
    )


def _is_into(reading: Reading) -> bool:
    """«В карточку Профиля внеси …», «впиши в фирму Орион …»: one that is there takes it."""
    return any(
        reading.norm(i - 1) in _INTO and reading.is_one(i)
        for i in reading.where("card", "company")
        if i
    )
