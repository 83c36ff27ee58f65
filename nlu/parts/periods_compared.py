"""Two stretches of time in one question: «октября и ноября», «в этом месяце и в прошлом»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import pairwise

from nlu.dates import DateWords, Impossible, as_filter
from nlu.dates.days import Period, Unit
from nlu.draft import Draft
from nlu.reading import Reading
from nlu.values import DateRange

_PERIODS = ("created", "closed", "due")
_STEPS = frozenset({"этот", "текущий", "прошлый", "позапрошлый", "предыдущий"})
_BACK = {"прошлый": -1, "предыдущий": -1, "позапрошлый": -2}
_LEADING = frozenset({"в", "во", "за", "на"})
_NEVER = DateRange(None, None)
_BETWEEN = frozenset({"и", "с", "со", "в", "во", "за", "на", "а", "к", "против", "или"})


def set_further_aside(draft: Draft) -> None:
    """Account for the periods that are not counted, so that it can be said of them."""
    reading = draft.reading
    taken = set().union(*(draft.places.get(slot, set()) for slot in _PERIODS))
    if not taken:
        return
    for found in reading.all("date"):
        if not isinstance(found.value, Impossible) and draft.is_free(found):
            draft.beside |= set(range(found.first, found.stop))
    draft.beside |= {
        i for i in range(len(reading.tokens)) if _is_step(reading, i) and i not in taken
    }
    draft.explain(draft.beside)


def _is_step(reading: Reading, index: int) -> bool:
    """«… и в прошлом», «этой и прошлой недели»: a neighbour in time with no noun of its own."""
    if not reading.lemmas(index) & _STEPS or index in reading.figures:
        return False
    behind = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
    alone = all(parse.pos in {"PREP", "CONJ"} for parse in behind)
    return alone and (reading.norm(index - 1) in _BETWEEN or reading.norm(index + 1) == "и")


def part_months(draft: Draft) -> None:
    """«Сравни продажи октября и ноября», «в октябре и в ноябре»: the months stand apart."""
    slot = next((one for one in _PERIODS if isinstance(draft.slots.get(one), DateRange)), None)
    if slot is None:
        return
    months = sorted((draft.slots[slot], *_further(draft)), key=_start)
    if not all(map(_is_of_months, months)) or any(a.stop != b.start for a, b in pairwise(months)):
        return
    whole = DateRange(months[0].start, months[-1].stop)
    if len(months) > 1:
        draft.put(slot, whole, draft.beside)
        draft.beside = set()
    elif not (draft.reading.has("compare") or _is_led_twice(draft.reading, draft.places[slot])):
        return
    if whole.start and whole.stop and not _is_one_month(whole.start, whole.stop):
        draft.slots.setdefault("group_by", "month")


def _further(draft: Draft) -> Iterator[DateRange]:
    """The further periods, as far as they can be told; an odd one where one cannot."""
    reading, now = draft.reading, draft.reading.request.now
    dates = [one for one in reading.all("date") if one.first in draft.beside]
    inside = {i for one in dates for i in range(one.first, one.stop)}
    words = [one.value for one in dates]
    words += [DateWords(Period(Unit.MONTH, _back(reading, i))) for i in draft.beside - inside]
    for said in words:
        yield as_filter(said, now) or _NEVER


def _back(reading: Reading, index: int) -> int:
    """How many months back «прошлый» is, said beside another month."""
    return next((back for word, back in _BACK.items() if word in reading.lemmas(index)), 0)


def _is_of_months(period: DateRange) -> bool:
    both = (period.start, period.stop)
    return all(one is not None and one.day == 1 for one in both)


def _is_one_month(start: datetime, stop: datetime) -> bool:
    return (start.year * 12 + start.month + 1) == (stop.year * 12 + stop.month)


def _start(period: DateRange) -> float:
    return period.start.timestamp() if period.start else 0.0


def _is_led_twice(reading: Reading, place: Collection[int]) -> bool:
    """«В октябре и в ноябре», not «за октябрь и ноябрь»."""
    joint = next((i for i in place if reading.norm(i) == "и"), None)
    return joint is not None and reading.norm(joint + 1) in _LEADING
