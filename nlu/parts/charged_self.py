"""Whom a task is set: the speaker, «себе ставлю …», or a client, «поставь Ермолаеву задачу …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import is_infinitive, is_preposition, traits
from nlu.reading import Reading, Who
from nlu.smallwords import TO_SPEAKER
from nlu.types import Found

_SETTING = frozenset({"put", "remind", "attach", "want", "create"})
_ONESELF = frozenset({"самому", "самой", "сама", "сам"})


def is_own_writing(reading: Reading, index: int) -> bool:
    """«Себе записываю на четверг: …», «ставлю себе …»: the speaker says what is being done."""
    beside = {reading.norm(index - 1), reading.norm(index + 1)}
    return "себе" in beside and any(
        {"1per", "sing"} <= parse.grammemes for parse in reading.tokens[index].parses[:1]
    )


def take_self(draft: Draft) -> bool:
    """«Себе ставлю на пятницу …», «кинь мне таску …»: the speaker, said outright."""
    reading = draft.reading
    sets = bool(reading.orders & {"put", "attach"}) and reading.has("task")
    for index in range(len(reading.tokens)):
        norm = reading.norm(index)
        own = norm == "себе" and any(
            is_own_writing(reading, i)
            for i in (index - 1, index + 1)
            if 0 <= i < len(reading.tokens)
        )
        if (
            own
            or _is_self_set(reading, index)
            or (norm == "мне" and sets and index and reading.is_order(index - 1))
        ):
            draft.put("responsible", "me", [index])
            return True
    return False


def take_stranger(draft: Draft, act: int | None) -> bool:
    """«Поставь Ермолаеву задачу …»: whoever is no user is whom it is about.

    Args:
        act: where what is to be done begins.
    """
    reading, nouns = draft.reading, draft.reading.where("task")
    for found in reading.all("person") if nouns and "contact" not in draft.slots else ():
        led = found.first - 1
        ordered = led >= 0 and reading.is_order(led) and "put" in reading.cues[led]
        given = found.value.users is None and found.value.case == "datv" and ordered
        ahead = found.first < min(nouns) < (len(reading.tokens) if act is None else act)
        if given and ahead and draft.is_free(found):
            draft.take("contact", found, found.value.name)
            return True
    return False


def is_to_me(reading: Reading, index: int) -> bool:
    """«Напомни мне», not «купить себе стул», «напомнить о себе»."""
    if reading.norm(index) not in TO_SPEAKER:
        return False
    led = is_preposition(reading, index - 1)
    own = is_infinitive(reading, index - 1) and not reading.cues[index - 1] & _SETTING
    theirs = index > 0 and {"VERB", "3per"} <= traits(reading, index - 1)
    return not (led or own or theirs)


def _is_self_set(reading: Reading, index: int) -> bool:
    """«Задачу себе», «поставь самой себе»: before what is to be done."""
    if reading.norm(index) != "себе" or not (
        reading.has("task") or reading.norm(index - 1) in _ONESELF
    ):
        return False
    heads = (
        parse.pos == "INFN" and "put" not in reading.cues[i]
        for i in range(index)
        for parse in reading.tokens[i].parses[:1]
    )
    return not any(heads)


def is_met_for(reading: Reading, found: Found[Who]) -> bool:
    """«Назначь встречу Кузнецову», «звонок Орлову с директором»: whose it is, then with whom."""
    head = found.first - 1
    noun = bool(reading.cues[head] & {"call", "meeting"}) and "NOUN" in traits(reading, head)
    given = any("datv" in parse.grammemes for parse in reading.tokens[found.first].parses)
    own = "meeting" in reading.cues[head] or reading.norm(found.stop) == "с"
    return "put" in reading.orders and noun and given and own
