"""Stretches of time and deadlines in an utterance."""

from __future__ import annotations

from datetime import datetime

from nlu.dates import DateWords, Impossible, as_deadline, as_filter, combine
from nlu.draft import Draft
from nlu.types import Found


def take_range(draft: Draft, slot: str, *, forward: bool = False) -> bool:
    """Fill a slot with the stretch of time that was said.

    Args:
        forward: an undecided day is the next one, as in task lists; else the latest one.
    """
    for found in draft.reading.all("date"):
        if not draft.is_free(found):
            continue
        if isinstance(found.value, Impossible):
            draft.explain(range(found.first, found.stop))
            draft.unread |= set(range(found.first, found.stop))
            continue
        period = as_filter(found.value, _now(draft), forward=forward)
        if period is not None:
            draft.take(slot, found, period)
            return True
        draft.explain(range(found.first, found.stop))
    return False


def take_deadline(draft: Draft, slot: str = "due") -> bool:
    """Fill a slot with the deadline; day and hour may stand apart («завтра позвонить в три»)."""
    mentions = [found for found in draft.reading.all("date") if draft.is_free(found)]
    if not mentions:
        return False
    joined, indices = _joined(mentions)
    moment = None if joined is None else as_deadline(joined, _now(draft))
    if moment is None:
        draft.explain(indices)
        draft.unread |= indices
        return False
    draft.put(slot, moment, indices)
    return True


def _joined(mentions: list[Found[DateWords | Impossible]]) -> tuple[DateWords | None, set[int]]:
    """Join the mentions that make one moment; an impossible date spoils it."""
    words: DateWords | None = None
    indices: set[int] = set()
    for found in mentions:
        if isinstance(found.value, Impossible):
            return None, set(range(found.first, found.stop))
        more = found.value if words is None else combine(words, found.value)
        if more is not None:
            words = more
        if more is not None or found.value == words:
            indices |= set(range(found.first, found.stop))
    return words, indices


def _now(draft: Draft) -> datetime:
    return draft.reading.request.now
