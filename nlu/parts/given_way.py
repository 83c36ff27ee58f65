"""A phone or an e-mail that is entered: for a record there already, or with one that is made."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.clauses import news
from nlu.parts.made import makes, makes_card, names_new
from nlu.reading import Reading

_WAYS = frozenset({"phone", "email"})
_INTO = frozenset({"в"})
_TURNED = frozenset({"now", "new"})


def follows_mark(reading: Reading) -> bool:
    """Say whether a value stands after a colon or a dash: «имейл Ли Мин Хо: leeminho@…»."""
    ways = (*reading.all("phone"), *reading.all("email"))
    return any(reading.tokens[found.first - 1].text in (":", "-") for found in ways if found.first)


def _enters_way(reading: Reading) -> bool:
    """«Впиши фирме Орбита телефон», «новая почта …»: the order's own clause names what is given."""
    said = ({cue for i in clause for cue in reading.cues[i]} for clause in reading.clauses)
    return any(cues & _WAYS and cues & {"create", "new"} for cues in said)


@once
def completes_company(reading: Reading) -> bool:
    """Say whether a phone or an address is for a company that is there: «компании … впиши телефон».

    «Добавь компанию Вектор, телефон …», «такой фирмы нет, впиши её телефон …» make it.
    """
    if not (reading.all("phone") or reading.all("email")):
        return False
    made = makes(reading, "company") or makes_card(reading) or names_new(reading, "company")
    if made or is_absent(reading) or reading.has("base"):
        return False
    return _enters_way(reading) or _has_turned(reading) or _is_into(reading)


def is_absent(reading: Reading) -> bool:
    """Say whether a company is not there yet: «такой фирмы нет, добавь», not «… больше нет»."""
    return "больше" not in reading.norms and any(
        reading.norm(i) == "нет" and any("company" in reading.cues[n] for n in clause)
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
