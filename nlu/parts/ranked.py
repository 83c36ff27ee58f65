"""Who, or what, has most of something: «топ-3 менеджера», «кто больше всех», «в какой воронке»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlu.choices import GroupBy
from nlu.once import once
from nlu.reading import Reading, Who
from nlu.smallwords import WHO
from nlu.types import Found

GROUPS: tuple[GroupBy, ...] = ("stage", "pipeline", "responsible", "month", "source")
_MOST = ("largest", "smallest", "top")
_MEASURED = (
    *("deal", "task", "contact", "money_word", "sum", "sell", "earn", "closing"),
    *(
        "conversion",
        "average",
        "state_won",
        "state_lost",
        "state_overdue",
        "state_done",
        "call",
        "meeting",
    ),
)
_COUNTED = ("how_many", "sum", "count", "average", "conversion", "money_word", "budget")
_OF_PEOPLE = 2  # words between «кто» and «из менеджеров»
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """What is ranked and the tokens that say so.

    Args:
        users: full names of those who are set side by side; all there are when none is named.
        least: who has least is asked, not most; None where neither is.
        sold: «кто лучший»: by what was sold, as nothing else is said.
    """

    by: GroupBy
    place: tuple[int, ...]
    users: tuple[str, ...] = ()
    least: bool | None = None
    sold: bool = False


@once
def ranked(reading: Reading) -> Ranked | None:
    """Return what is ranked by what it has or did, or None."""
    people = _compared(reading)
    if people:
        return Ranked("responsible", people, users=_named(reading))
    if not superlatives(reading):
        return None
    finders = (_listed, _who, _which, _where, _best)
    return next((one for find in finders for one in find(reading)), None)


def _compared(reading: Reading) -> tuple[int, ...]:
    """«Сравни Волкову и Сидорова по выручке»: two of the account's users."""
    order = next((i for i in reading.where("compare")), None)
    users = [one for one in reading.all("person") if one.value.users]
    if len(users) < _PAIR or (order is None and not _are_coupled(reading, users)):
        return ()
    order = users[0].first if order is None else order
    return (order, *(i for one in users for i in range(one.first, one.stop)))


def _named(reading: Reading) -> tuple[str, ...]:
    """The users that are compared; «Маша» is every one of that name."""
    users = (name for one in reading.all("person") for name in one.value.users or ())
    return tuple(dict.fromkeys(users))


def _are_coupled(reading: Reading, users: list[Found[Who]]) -> bool:
    """«Сколько сделок у Сидорова и у Орлова», «… Кима, Орлова и Волковой»: each one's number."""
    gaps = [range(one.stop, other.first) for one, other in pairwise(users)]
    between = {reading.norm(i) for gap in gaps for i in gap}
    return "и" in between and between <= {"и", "у", ","} and reading.has(*_COUNTED)


def _listed(reading: Reading) -> Iterator[Ranked]:
    """«Топ-3 менеджера», «рейтинг продавцов», «лучший менеджер», «самые доходные источники»."""
    counted = {i for found in reading.all("number") for i in range(found.first, found.stop)}
    for by in GROUPS:
        for index in reading.where(by):
            best = reading.before(index)
            while best is not None and (best in counted or "earn" in reading.cues[best]):
                best = reading.before(best)
            people = by == "responsible" and best is not None and "top" in reading.cues[best]
            if best is not None and (people or _is_best(reading, best, index)):
                yield Ranked(by, (best, index))


def _is_best(reading: Reading, best: int, index: int) -> bool:
    plural = any("plur" in parse.grammemes for parse in reading.tokens[index].parses)
    top = "top" in reading.cues[best] and plural
    return top or "best" in reading.cues[best] or _is_better(reading, best)


def superlatives(reading: Reading) -> list[int]:
    """Return the words for the most, the least and the best: «больше всех», «лучше», «хуже»."""
    better = (i for i in range(len(reading.tokens)) if _is_better(reading, i))
    return sorted({*reading.where(*_MOST, "best"), *better})


def is_least(reading: Reading, index: int) -> bool:
    """«Меньше всех», «хуже»."""
    return "smallest" in reading.cues[index] or reading.norm(index).startswith(("худш", "хуже"))


def _is_better(reading: Reading, index: int) -> bool:
    """«Лучше», «лучший», «хуже», not «хорошо»."""
    return reading.norm(index).startswith(("лучш", "худш", "хуже"))


def _who(reading: Reading) -> Iterator[Ranked]:
    """«У кого больше всего просрочек», «кто из ребят лучше всех продаёт»."""
    for index in range(len(reading.tokens)):
        if reading.norm(index) not in WHO or not reading.has(*_MEASURED):
            continue
        most = next((i for i in superlatives(reading) if i > index), None)
        if most is not None:
            best = range(most, most + 1 + (reading.norm(most).startswith("сам")))
            place = (index, *_of_people(reading, index), *best)
            yield Ranked("responsible", place, least=is_least(reading, most))


def _where(reading: Reading) -> Iterator[Ranked]:
    """«Где больше всего сделок»: at which stage."""
    most = next(iter(superlatives(reading)), 0)
    if most and reading.norm(most - 1) == "где" and reading.has("deal"):
        yield Ranked("stage", (most - 1, most), least=is_least(reading, most))


def _best(reading: Reading) -> Iterator[Ranked]:
    """«Кто лучший в этом месяце», «кто у нас лучший продавец»: who has sold most."""
    who = next((i for i in range(len(reading.tokens)) if reading.norm(i) in WHO), None)
    best = next((i for i in superlatives(reading) if _is_better(reading, i)), None)
    if who is None or best is None or best < who:
        return
    people = set(reading.where("responsible", "people_word"))
    if reading.content - reading.figures <= {who, best, *people, *reading.where("own")}:
        yield Ranked("responsible", (who, best, *people), least=is_least(reading, best), sold=True)


def _of_people(reading: Reading, index: int) -> tuple[int, ...]:
    near = range(index + 1, min(index + 1 + _OF_PEOPLE, len(reading.tokens)))
    people = (i for i in near if reading.cues[i] & {"responsible", "people_word", "contact"})
    return tuple(i for i in people if reading.norm(i - 1) == "из")


def _which(reading: Reading) -> Iterator[Ranked]:
    """«Какая воронка приносит больше денег», «на каком этапе больше всего сделок»."""
    for by in GROUPS:
        for index in reading.where(by):
            asked = index > 0 and "which" in reading.cues[index - 1]
            asked = asked or reading.norm(index) == "откуда"
            most = next((i for i in superlatives(reading) if i > index), None)
            if asked and most is not None and reading.has(*_MEASURED):
                place = (*range(max(index - 1, 0), index + 1), most)
                yield Ranked(by, place, least=is_least(reading, most))
