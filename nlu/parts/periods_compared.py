"""Several stretches of time in one question: «октября и ноября», «эту неделю с прошлой»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from nlu.dates import DateWords, Impossible, as_filter
from nlu.dates.days import Between
from nlu.dates.neighbours import neighbour
from nlu.dates.words import Bound
from nlu.draft import Draft
from nlu.reading import Reading
from nlu.values import Comparison, DateRange

_PERIODS = ("created", "closed", "due")
_STEPS = {"этот": 0, "текущий": 0, "прошлый": -1, "предыдущий": -1, "позапрошлый": -2}
_BETWEEN = frozenset({"и", "с", "в", "за", "на", "а", "к", "против", "или"})
_LEADING = frozenset({"в", "за", "на"})
_STRETCHED = frozenset({"с", "от", "между"})
_JOINING = frozenset({"и", ","})
_NEVER = DateRange(None, None)


def set_further_aside(draft: Draft) -> None:
    """Account for the periods beside the one taken; until told apart they are not counted."""
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
    if reading.lemmas(index).isdisjoint(_STEPS) or index in reading.figures:
        return False
    behind = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
    alone = all(parse.pos in {"PREP", "CONJ"} for parse in behind)
    return alone and (reading.norm(index - 1) in _BETWEEN or reading.norm(index + 1) == "и")


def compare_periods(draft: Draft) -> None:
    """«Сравни продажи октября и ноября», «вчера и позавчера»: the periods stand apart."""
    slot = next((one for one in _PERIODS if isinstance(draft.slots.get(one), DateRange)), None)
    if slot is None:
        return
    taken = draft.slots[slot]
    further = list(_further(draft, taken))
    joined = _joined(draft, draft.places[slot], taken)
    several = len(joined) > 1 and any(map(_is_long, joined))
    if not several and _are_months(months := sorted((taken, *further), key=_start)):
        if further:
            draft.put(slot, DateRange(months[0].start, months[-1].stop), draft.beside)
            draft.beside = set()
        twice = _is_led_twice(draft.reading, draft.places[slot])
        if (further or twice or draft.reading.has("compare")) and _is_long(draft.slots[slot]):
            draft.slots.setdefault("group_by", "month")
            periods = joined if len(joined) > 1 else tuple(months)
            if draft.slots["group_by"] != "month" and len(periods) > 1:
                draft.slots["compared"] = Comparison(periods=periods)
            return
    periods = (*joined, *further)
    if len(periods) > 1 and _NEVER not in periods and draft.slots.get("group_by") != "month":
        draft.slots["compared"] = Comparison(periods=periods)
        draft.mark(slot, draft.beside)
        draft.beside = set()


def _further(draft: Draft, taken: DateRange) -> Iterator[DateRange]:
    """The further periods; no stretch at all for one that cannot be told."""
    reading, now = draft.reading, draft.reading.request.now
    dates = [one for one in reading.all("date") if one.first in draft.beside]
    inside = {i for one in dates for i in range(one.first, one.stop)}
    for one in dates:
        yield as_filter(replace(one.value, bound=Bound.AT), now) or _NEVER
    for index in sorted(draft.beside - inside):
        steps = next((_STEPS[word] for word in reading.lemmas(index) & _STEPS.keys()), None)
        if steps is not None and taken.start and taken.stop:
            yield neighbour(taken.start, taken.stop, now, steps) or _NEVER


def _joined(draft: Draft, place: Collection[int], taken: DateRange) -> tuple[DateRange, ...]:
    """The two stretches that «и» has made one of: «вчера и позавчера», not «с 1 по 5 марта»."""
    reading, now = draft.reading, draft.reading.request.now
    said = next((one for one in reading.all("date") if one.first in place), None)
    day = None if said is None or isinstance(said.value, Impossible) else said.value.day
    if said is None or not isinstance(day, Between) or reading.norm(said.first) in _STRETCHED:
        return (taken,)
    if _JOINING.isdisjoint(reading.norm(i) for i in range(said.first, said.stop)):
        return (taken,)
    ends = [as_filter(DateWords(one), now) or _NEVER for one in (day.first, day.last)]
    whole = ends[0].stop == ends[1].start and DateRange(ends[0].start, ends[1].stop) == taken
    return tuple(ends) if whole else (taken,)


def _are_months(periods: Collection[DateRange]) -> bool:
    """Whole months that follow each other, and no quarters or years."""
    ends = [one for period in periods for one in (period.start, period.stop)]
    whole = all(one is not None and one.day == 1 for one in ends)
    single = len(periods) == 1 or not any(map(_is_long, periods))
    return whole and single and all(a.stop == b.start for a, b in pairwise(periods))


def _is_long(period: DateRange) -> bool:
    """Longer than a month."""
    start, stop = period.start, period.stop
    return bool(start and stop) and _month(stop) - _month(start) > 1


def _month(day: datetime | None) -> int:
    return day.year * 12 + day.month if day else 0


def _start(period: DateRange) -> float:
    return period.start.timestamp() if period.start else 0.0


def _is_led_twice(reading: Reading, place: Collection[int]) -> bool:
    """«В октябре и в ноябре», not «за октябрь и ноябрь»."""
    joint = next((i for i in place if reading.norm(i) == "и"), None)
    return joint is not None and reading.norm(joint + 1) in _LEADING
