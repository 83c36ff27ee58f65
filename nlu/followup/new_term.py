"""Another deadline for the task just proposed: «на 15:00», «нет, через 3»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from nlu.dates import DateWords
from nlu.dates.days import Weekday
from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.period import take_deadline
from nlu.values import Moment

_MOST_COUNTED = 60
_WEEK = 7


def take_new_deadline(draft: Draft, intent: Intent) -> None:
    """A new time alone keeps the day that was said before, and a new day alone the time."""
    if not take_deadline(draft):
        _count_anew(draft, intent)
        return
    old, new = getattr(intent, "due", None), draft.slots["due"]
    dates = draft.reading.all("date")
    if old is None:
        return
    new = draft.slots["due"] = _in_its_week(draft, old, new)
    if not new.all_day and all(found.value.only_time for found in dates):
        at = old.at.replace(hour=new.at.hour, minute=new.at.minute)
        draft.slots["due"] = type(new)(at, all_day=False)
    elif new.all_day and not old.all_day and all(found.value.only_day for found in dates):
        at = new.at.replace(hour=old.at.hour, minute=old.at.minute, second=0)
        draft.slots["due"] = type(new)(at, all_day=False)


def _in_its_week(draft: Draft, old: Moment, new: Moment) -> Moment:
    """«Нет, во вторник» of what was set for a day a week off: the Tuesday of that week."""
    today = draft.reading.request.now.date()
    days = [one.value.day for one in draft.reading.all("date") if isinstance(one.value, DateWords)]
    if len(days) != 1 or not isinstance(days[0], Weekday) or days[0].week is not None:
        return new
    later = new.at + timedelta(days=_WEEK)
    off = (old.at.date() - today).days >= _WEEK
    return replace(new, at=later) if off and _week(later) == _week(old.at) else new


def _week(day: datetime) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _count_anew(draft: Draft, intent: Intent) -> None:
    """«Нет, через 3»: the number alone, of the days or hours that were said before."""
    reading, old = draft.reading, getattr(intent, "due", None)
    for found in reading.all("number"):
        if old is None or reading.norm(found.first - 1) != "через":
            continue
        if reading.after(found.stop - 1) is None and 0 < found.value <= _MOST_COUNTED:
            now = reading.request.now
            step = timedelta(days=found.value) if old.all_day else timedelta(hours=found.value)
            at = (now + step).replace(second=0, microsecond=0)
            at = at.replace(hour=23, minute=59) if old.all_day else at
            draft.take("due", found, replace(old, at=at))
