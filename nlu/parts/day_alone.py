"""A day that says all beside a task there is: «третью на завтра», «в среду никак, на четверг»."""

from __future__ import annotations

from typing import Any

from nlu.once import once
from nlu.parts.clauses import is_beside
from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.types import Found

_BARE = frozenset({"task", "this_task", "put", "now"})
_DENYING = frozenset({"не", "никак", "нет", "нельзя", "некогда", "вряд"})
_FALLING = frozenset({"отменяться", "отмениться", "сорваться", "срываться", "слететь"})
PROPOSING = frozenset({"давай", "давайте", "лучше", "можно"})


def put_off(reading: Reading) -> range:
    """Return what says that a day will not do: «в среду не получится, задачу на четверг».

    The order names no more than the task and its new day.
    """
    *told, last = reading.clauses or (range(0),)
    excuse = range(told[0].start, told[-1].stop) if told else range(0)
    deed = any(reading.cues[i] & {"call", "meeting"} for i in excuse)
    if not told or not _is_bare(reading, last, named=deed):
        return range(0)
    put = any("put" in reading.cues[i] for i in last)
    ordered = any(reading.is_order(i) and "impr" in traits(reading, i) for i in excuse)
    return excuse if _is_excuse(reading, excuse, denied=put) and not ordered else range(0)


def numbered_beside(reading: Reading) -> frozenset[int]:
    """Return what is told behind a day alone: «третью задачу — на понедельник, там никого»."""
    stop = numbered_alone(reading).stop
    return frozenset(i for one in reading.clauses if one.start >= stop > 0 for i in one)


@once
def numbered_alone(reading: Reading) -> range:
    """«Поставь вторую задачу на пятницу»: a task there is, and no more than its day."""
    days = (one for one in reading.all("date") if _is_led_on(reading, one))
    day = next(days, None)
    if day is None or reading.has("what", "which", "who", "where"):
        return range(0)
    stretch = range(reading.clause_of(day.stop - 1).stop)
    numbered = any(one.first in stretch for one in reading.all("ordinal"))
    behind = [one for one in reading.clauses if one.start >= stretch.stop]
    alone = numbered and all(is_beside(reading, one) for one in behind)
    bare = alone and (_is_bare(reading, stretch) or _is_number_to_day(reading, stretch))
    return stretch if bare else range(0)


def _is_led_on(reading: Reading, found: Found[Any]) -> bool:
    return "на" in {reading.norm(found.first), reading.norm(found.first - 1)}


def _is_number_to_day(reading: Reading, stretch: range) -> bool:
    """«Третью на завтра в 9»: a task by its number, the day behind «на», nothing else."""
    numbers = [one for one in reading.all("ordinal") if one.first in stretch]
    dates = [one for one in reading.all("date") if one.first in stretch]
    if len(numbers) != 1 or len(dates) != 1 or numbers[0].first != 0:
        return False
    said = {i for one in (*numbers, *dates) for i in range(one.first, one.stop)}
    content = reading.content.intersection(stretch)
    placed = _is_led_on(reading, dates[0]) and reading.norm(0).endswith(("ую", "юю", "ью"))
    return placed and content <= said


def _is_bare(reading: Reading, clause: range, *, named: bool = False) -> bool:
    """Say whether nothing is named but a task, its number and the day it is put on.

    Args:
        named: what is put on that day was said before («не успею позвонить Киму, поставь на …»).
    """
    known = {i for one in reading.all("ordinal") for i in range(one.first, one.stop)}
    known |= reading.figures
    said = [i for i in clause if i in reading.content and i not in known]
    proposed = named and reading.norm(clause.start) in PROPOSING
    tasks = proposed or (named and any("put" in reading.cues[i] for i in said))
    tasks = tasks or any(reading.cues[i] & {"task", "this_task"} for i in said)
    if not tasks or not all(reading.cues[i] & _BARE for i in said):
        return False
    dates = [one.first for one in reading.all("date") if one.first in clause]
    return any(reading.norm(first) == "на" for first in dates) or (proposed and bool(dates))


def _is_excuse(reading: Reading, clause: range, *, denied: bool) -> bool:
    """«Сегодня никак», «не успеваю», «в среду выезд»: a day is named, or oneself is not able."""
    dated = any(one.first in clause for one in reading.all("date"))
    nots = [i for i in clause if reading.norm(i) in _DENYING or reading.lemmas(i) & _FALLING]
    able = any("1per" in traits(reading, i) for i in clause)
    return (dated and (bool(nots) or not denied)) or (bool(nots) and able)
