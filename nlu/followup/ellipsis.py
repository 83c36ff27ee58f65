"""A period said without its noun, read against the last turn's: «а за прошлый?»."""

from __future__ import annotations

from nlu.dates.neighbours import counterpart, moved, neighbour
from nlu.draft import Draft
from nlu.intents import Intent
from nlu.reading import Reading
from nlu.values import DateRange

_PERIODS = ("created", "closed", "due")
_LEADING = frozenset({"за", "в", "на", "и", "с"})
_STEPS = {"этот": 0, "текущий": 0, "прошлый": -1, "позапрошлый": -2, "следующий": 1}
_BEFORE = "предыдущий"
_ASKING = frozenset({"show", "find", "tell", "how_many", "exists"})


def take_bare_period(draft: Draft, intent: Intent) -> bool:
    """Fill the period the last turn had with its neighbour in time."""
    slot = next((name for name in _PERIODS if getattr(intent, name, None) is not None), None)
    index = _said(draft)
    if slot is None or index is None:
        return False
    last = getattr(intent, slot)
    if not isinstance(last, DateRange) or last.start is None or last.stop is None:
        return False
    before = _BEFORE in draft.reading.lemmas(index)
    around = last.start if before else draft.reading.request.now
    steps = -1 if before else next(_STEPS[w] for w in draft.reading.lemmas(index) if w in _STEPS)
    found = neighbour(last.start, last.stop, around, steps)
    if found is not None:
        draft.put(slot, found, [index])
    return found is not None


def close_compared(draft: Draft) -> None:
    """«Сравни с сентябрём» means the month, not all since it began."""
    reading = draft.reading
    for slot in _PERIODS:
        said = draft.slots.get(slot)
        if not reading.has("compare") or said is None or said.start is None or said.stop:
            continue
        yearly = any("год" in token.lemmas for token in reading.tokens)
        draft.slots[slot] = DateRange(said.start, moved(said.start, 12 if yearly else 1))


def take_counterpart(draft: Draft, intent: Intent) -> None:
    """«Сравни», and «сравни с октябрём» after October: with the stretch of time that lasts now."""
    reading = draft.reading
    slot = next((name for name in _PERIODS if getattr(intent, name, None) is not None), None)
    if slot is None or not reading.has("compare"):
        return
    last, said = getattr(intent, slot), draft.slots.get(slot)
    bare = said is None and not draft.slots and reading.content <= {*reading.where("compare")}
    if isinstance(last, DateRange) and (bare or said == last):
        other = counterpart(last, reading.request.now)
        if other is not None:
            draft.put(slot, other, draft.places.get(slot, reading.where("compare")))


def period_as_before(draft: Draft, intent: Intent) -> None:
    """A new period is of the kind the last one was: when closed, or when created."""
    state = draft.slots.get("status", getattr(intent, "status", None))
    closed = state in ("won", "lost") or getattr(intent, "closed", None) is not None
    if "created" in draft.slots and closed and not draft.reading.has("created_at", "arrive", "new"):
        draft.slots["closed"] = draft.slots.pop("created")
        draft.places["closed"] = draft.places.pop("created")


def _said(draft: Draft) -> int | None:
    """Return where «прошлый» stands with no noun behind it, and is not denied."""
    reading, denied = draft.reading, draft.places.get("denied", set())
    for index in range(1, len(reading.tokens)):
        pointing = not reading.lemmas(index).isdisjoint({*_STEPS, _BEFORE})
        if pointing and index not in denied and reading.norm(index - 1) in _LEADING:
            return index if _is_last_said(reading, index) and index not in reading.figures else None
    return None


def _is_last_said(reading: Reading, index: int) -> bool:
    """«За прошлый тоже покажи», «за прошлый сколько было»: nothing but the asking is behind."""
    behind = range(index + 1, len(reading.tokens))
    return all(i in reading.fillers or reading.cues[i] & _ASKING for i in behind)
