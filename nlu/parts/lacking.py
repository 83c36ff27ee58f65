"""What is not there yet and is to be, said with no verb of making: «сделка нужна, окна, 85к»."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.likeliest import all_traits, is_preposition
from nlu.reading import Reading

_NOUNS = frozenset({"deal", "contact", "company", "face"})
_VERDICTS = frozenset({"ADJS", "VERB"})


@once
def is_lacking(reading: Reading) -> bool:
    """Say whether what is needed is not there yet, and told whole.

    «Нужна организация в базе: АО …», «нужна карточка компании …», «сделка нужна, окна, 85к».
    """
    for index in reading.where("want"):
        follower = next_word(reading, index)
        if follower is None:
            continue
        noun = next_word(reading, follower) if "card" in reading.cues[follower] else None
        if noun is not None and reading.cues[noun] & _NOUNS and _is_told_whole(reading):
            return True
        based = reading.norm(follower + 1) == "в" and "base" in reading.cues_at(follower + 2)
        if based and reading.cues[follower] & _NOUNS:
            return True
    return _is_described(reading) or _is_for_base(reading)


def _is_for_base(reading: Reading) -> bool:
    """«В базу человека: Эмма Гольц, 916…»: who is to be there, with no verb."""
    ways = any(map(reading.all, ("phone", "email")))
    opens = reading.norm(0) == "в" and "base" in reading.cues_at(1)
    return ways and opens and bool(reading.cues_at(2) & _NOUNS) and _is_told_whole(reading)


def _is_told_whole(reading: Reading) -> bool:
    """A phone or an address beside the name: it is to be entered, not to be looked up."""
    asked = reading.orders & {"find", "show", "tell"} or reading.has("which", "who")
    return not asked and (any(map(reading.all, ("phone", "email"))) or reading.has("new"))


def _is_described(reading: Reading) -> bool:
    """«Сделка нужна, замена окон, 85к»: what it is for stands in a clause apart."""
    if _is_asked(reading) or len(reading.clauses) == 1:
        return False
    return is_needed(reading, "deal", "company") or any(
        {"deal", "company"} & reading.cues_at(near) and reading.is_one(near)
        for index in reading.where("want")
        for near in (reading.before(index), next_word(reading, index))
        if near is not None
    )


def is_needed(reading: Reading, *nouns: str) -> bool:
    """Say whether one is lacking: «сделка на эту клиентку нужна», not «нужно сделку закрыть»."""
    wanted = set(nouns)
    verdicts = [i for i in reading.where("want") if reading.tokens[i].parses[0].pos in _VERDICTS]
    return not _is_asked(reading) and any(
        reading.cues[index] & wanted
        and reading.is_one(index)
        and any({"nomn", "sing"} <= parse.grammemes for parse in reading.tokens[index].parses)
        for clause in reading.clauses
        if any(i in clause for i in verdicts)
        for index in clause
    )


def _is_asked(reading: Reading) -> bool:
    return reading.has("find", "show", "which", "who") or bool(reading.all("id"))


@once
def lacks_person(reading: Reading) -> bool:
    """«Контакта Оксаны Пилипенко у нас нет, добавь»: somebody is not there yet, and is to be."""
    ordered = "create" in reading.orders and "больше" not in reading.norms
    return ordered and any(
        reading.norm(i) == "нет"
        and "gent" in all_traits(reading, one.first)
        and one.value.users is None
        for clause in reading.clauses
        for i in clause
        for one in (*reading.all("person"), *reading.all("person_hint"))
        if one.first in clause
    )


def is_more(reading: Reading) -> bool:
    """«Ещё одну сделку для Ромашки — …», «по Ромашке ещё одна сделка, доставка, 50 тысяч»."""
    asked = reading.has("find", "show", "which", "how_many", "exists") or reading.all("id")
    told = len(reading.clauses) > 1 and bool(reading.all("amount"))
    return not asked and any(
        reading.is_one(index)
        and ("accs" in all_traits(reading, index) or told)
        and "еще" in {reading.norm(index - 1), reading.norm(index - 2), reading.norm(index + 1)}
        for index in reading.where("deal")
    )


def is_plus(reading: Reading) -> bool:
    """«+ сделка «Озеленение», …», «+контакт Мамедов …»."""
    opens = reading.norm(0) == "+" and len(reading.tokens) > 1
    return opens and bool(reading.cues[1] & _NOUNS) and reading.is_one(1)


def is_given_new(reading: Reading) -> bool:
    """«Орлову сделку на Гермес, 300 тысяч»: for whom a user gets a deal, which is none yet."""
    for index in reading.where("deal"):
        given = any(
            one.stop == index and _may_be_given(reading, one.first) for one in reading.users
        )
        aimed = reading.norm(index + 1) == "на" and "accs" in all_traits(reading, index)
        known = (*reading.users, *reading.all("stage"), *reading.all("pipeline"))
        if given and aimed and not any(one.first == index + 2 for one in known):
            return not reading.all("id")
    return False


def _may_be_given(reading: Reading, user: int) -> bool:
    """«Орлову», «Волковой»: a dative that no preposition leads."""
    led = user > 0 and is_preposition(reading, user - 1)
    return "datv" in all_traits(reading, user) and not led


def next_word(reading: Reading, index: int) -> int | None:
    """Return the next word that is more than a small one or «новый»."""
    follower = reading.after(index)
    while follower is not None and (
        (follower in reading.fillers and not is_preposition(reading, follower))
        or "new" in reading.cues[follower]
    ):
        follower = reading.after(follower)
    return follower
