"""Two stretches of time in one question: «октября и ноября», «в этом месяце и в прошлом»."""

from __future__ import annotations

from nlu.dates import Impossible
from nlu.draft import Draft
from nlu.reading import Reading
from nlu.values import DateRange

_PERIODS = ("created", "closed", "due")
_STEPS = frozenset({"этот", "текущий", "прошлый", "позапрошлый", "предыдущий"})
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
    behind = reading.after(index)
    alone = behind is None or reading.norm(index + 1) == "и"
    return alone and (reading.norm(index - 1) in _BETWEEN or reading.norm(index + 1) == "и")


def part_months(draft: Draft) -> None:
    """«Сравни продажи октября и ноября»: the months stand apart."""
    periods = (draft.slots.get(slot) for slot in _PERIODS)
    said = next((one for one in periods if isinstance(one, DateRange)), None)
    if not draft.reading.has("compare") or said is None or said.start is None or said.stop is None:
        return
    several = (said.start.year, said.start.month) != (said.stop.year, said.stop.month - 1)
    if said.start.day == said.stop.day == 1 and several:
        draft.slots.setdefault("group_by", "month")
