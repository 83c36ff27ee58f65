"""What is asked for in words that a task could be set with: a list, a note, a briefing."""

from __future__ import annotations

from nlu.parts.asked import prepared_for
from nlu.parts.likeliest import is_infinitive
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
