"""The other plausible reading of a deadline, offered as a button."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from nlu.dates.days import CalendarDay, Period, Unit, Weekday
from nlu.dates.resolve import as_deadline
from nlu.dates.words import Clock, DateWords, Half
from nlu.values import Moment

_DAYS_IN_WEEK = 7


def rivals(words: DateWords, now: datetime) -> list[Moment]:
    """Return other moments the words may mean, the likeliest first; none of them past.

    «В пятницу»: a week later; «в следующую пятницу»: the coming one; 05.03: 3 May; «в 3»: at night;
    «в 9»: in the evening; «на следующей неделе»: its Friday.
    """
    meant = as_deadline(words, now)
    if meant is None:
        return []
    found = [*_other_days(words, now), *_other_hours(words, now)]
    return [it for it in dict.fromkeys(found) if it != meant and it.at > now]


def _other_days(words: DateWords, now: datetime) -> list[Moment]:
    match words.day:
        case Weekday(number, None) if number == now.weekday():
            return [*_as(words, Weekday(number, 0), now), *_later(words, now)]
        case Weekday(_, None):
            return _later(words, now)
        case Weekday(number, week) if week is not None and week > 0:
            return _as(words, Weekday(number), now)
        case CalendarDay(day, int() as month, numeric=True) if day <= 12 and day != month:
            return _as(words, replace(words.day, day=month, month=day), now)
        case Period(Unit.WEEK, 1):
            return _as(words, Weekday(4, 1), now)
        case _:
            return []


def _as(words: DateWords, day: Weekday | CalendarDay, now: datetime) -> list[Moment]:
    found = as_deadline(replace(words, day=day), now)
    return [found] if found else []


def _later(words: DateWords, now: datetime) -> list[Moment]:
    found = as_deadline(words, now)
    return [Moment(found.at + timedelta(days=_DAYS_IN_WEEK), found.all_day)] if found else []


def _other_hours(words: DateWords, now: datetime) -> list[Moment]:
    said = words.time
    if not isinstance(said, Clock) or said.half is not Half.UNSAID or not 1 <= said.hour <= 11:
        return []
    half = Half.MORNING if said.hour <= 7 else Half.EVENING
    found = as_deadline(replace(words, time=replace(said, half=half)), now)
    return [found] if found else []
