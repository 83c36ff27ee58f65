"""What is asked for in words that a task could be set with: a list, a note, a briefing."""

from __future__ import annotations

from nlu.parts.asked import prepared_for
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.words import after_mark
from nlu.reading import Reading


def makes_list(reading: Reading) -> bool:
    """«Сформируйте список сделок Юлии»: what is made is a list, no task."""
    return any(i and reading.is_order(i - 1) for i in reading.where("list"))


def lists_tasks(reading: Reading) -> bool:
    """«Список дел на сегодня дай»."""
    return any(index - 1 in reading.where("list") for index in reading.where("task"))


def attaches_that(reading: Reading) -> bool:
    """«Отметь, что …» — not «сказала, что подумает, поставь …»."""
    that = [i for i in range(len(reading.tokens)) if reading.norm(i) == "что"]
    attached = (i for i in reading.where("attach") if reading.is_order(i))
    return bool(that) and any(i < that[-1] for i in attached)


def only_prepares(reading: Reading) -> bool:
    """«(Через час созвон с Кимом,) подготовь к звонку»: to be told of, when is said apart."""
    for index in prepared_for(reading):
        clause = reading.clause_of(index)
        return not any(one.first in clause for one in reading.all("date"))
    return False


def sets_up(reading: Reading) -> bool:
    """Say whether something is to be put into the system itself: «добавить в систему менеджера»."""
    into = any(reading.norm(i - 1) == "в" for i in reading.where("base"))
    made = any(is_infinitive(reading, i) for i in reading.where("create"))
    return into and made and not reading.all("date")


def forbids(reading: Reading) -> bool:
    """«Не обещай скидку», «Каримовой не звони»: it is not to be done."""
    if reading.has("forget") or "не" not in reading.norms:
        return False
    if reading.norm(0) == "не" and not reading.all("date"):
        return True
    cut = reading.clauses
    denied = (i for i in reading.where("call", "mail") if reading.norm(i - 1) == "не")
    return len(cut) == 1 and any("impr" in traits(reading, i) for i in denied)


def opens_words(reading: Reading) -> bool:
    """«Задача на 2 недели вперёд: обновить лицензию»: what is to be done stands behind a colon."""
    colon = after_mark(reading)
    if colon is None or reading.norm(0) != "задача" or colon >= len(reading.tokens):
        return False
    return reading.tokens[colon].pos == "INFN"


def moves_term(reading: Reading) -> bool:
    """«Третью задачу лучше перенести», «новый срок задачи», «задачу … на день позже»."""
    if reading.orders & {"put"} and not reading.has("reschedule"):
        return False
    term = reading.has("date") and reading.has("now", "new") and not reading.orders & {"put"}
    return term or any(
        "reschedule" in reading.cues[i]
        for i in range(len(reading.tokens))
        if reading.is_command(i) and not _is_own_words(reading, i)
    )


def _is_own_words(reading: Reading, index: int) -> bool:
    """«Задача: перенести встречу»: the verb stands behind a colon, it is the task."""
    return any(reading.tokens[i].text == ":" for i in range(index))
