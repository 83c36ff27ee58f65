"""Naming dates in good Russian: «завтра, пт 6 марта, 15:00», «за прошлую неделю (…)».

What is said here is understood: reading a wording back gives the same date, a day to come when read
as a deadline or forwards, a past one when read as a filter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from nlu.dates.arithmetic import ONE_DAY
from nlu.dates.days import Period, Unit
from nlu.dates.stretch import Stretch, stretch_of
from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.values import DateRange, Moment

_MIDNIGHT = time()
_PERIODS = (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)
_OFFSETS = (0, -1, 1)
_LISTS = {"weekdays": 7, "months_of": 12, "months": 12, "quarters": 4}


@dataclass(frozen=True, slots=True)
class DateWording:
    """Names of days and periods, read from data/wording/dates.toml."""

    lists: Mapping[str, Sequence[str]]
    tables: Mapping[str, Mapping[str, str]]

    def moment(self, moment: Moment, now: datetime) -> str:
        """Name a deadline: «завтра, пт 6 марта, 15:00», «пт 13 марта, весь день»."""
        at = moment.at.astimezone(now.tzinfo)
        day = self.day(at.date(), now.date(), dated=at.date() < now.date())
        if moment.all_day:
            return self._say("all_day", day=day)
        return self._say("at_time", day=day, time=f"{at:%H:%M}")

    def day(self, day: date, today: date, *, dated: bool = False) -> str:
        """Name a day: «завтра, пт 6 марта», «пт 13 марта», «пт 5 марта 2027».

        Args:
            dated: give the year, the current one too, unless the day is as near as «вчера».
        """
        near = self.tables["near"].get(str((day - today).days))
        weekday = self.lists["weekdays"][day.weekday()]
        plain = f"{weekday} {self._date(day, today, year=dated and near is None)}"
        return self._say("near", near=near, day=plain) if near else plain

    def period(self, period: DateRange, now: datetime) -> str:
        """Name a filter: «за прошлую неделю (23 февраля – 1 марта)», «с 1 марта», «до 10 марта»."""
        start = period.start and period.start.astimezone(now.tzinfo)
        stop = period.stop and period.stop.astimezone(now.tzinfo)
        if start is None and stop is None:
            return self._say("always")
        if start is None or stop is None:
            return self._open(start, stop, now.date())
        if start.time() == stop.time() == _MIDNIGHT:
            return self._days(Stretch(start.date(), stop.date()), now.date())
        return self._hours(start, stop, now.date())

    def _days(self, days: Stretch, today: date) -> str:
        if days.first + ONE_DAY == days.after:
            return self.day(days.first, today)
        return (
            self._named(days, today)
            or self._last_days(days, today)
            or self._month_or_year(days)
            or self._from_to("from_to", days, today)
        )

    def _named(self, days: Stretch, today: date) -> str | None:
        for unit in _PERIODS:
            for offset in _OFFSETS:
                if stretch_of(Period(unit, offset), today, ahead=True) == days:
                    name = self.tables[unit][str(offset)]
                    return self._say("gloss", name=name, days=self._gloss(unit, days, today))
        return None

    def _gloss(self, unit: Unit, days: Stretch, today: date) -> str:
        """Say which days a named period has."""
        last = days.after - ONE_DAY
        months = self.lists["months"]
        match unit:
            case Unit.YEAR:
                return str(days.first.year)
            case Unit.MONTH:
                return f"{months[days.first.month - 1]} {days.first.year}"
            case Unit.QUARTER:
                name = f"{months[last.month - 1]} {last.year}"
                return self._say("days", first=months[days.first.month - 1], last=name)
            case _:
                return self._from_to("days", days, today)

    def _last_days(self, days: Stretch, today: date) -> str | None:
        if days.after != today + ONE_DAY:
            return None
        count = (days.after - days.first).days
        name = self._say(f"last_{_number(count)}", count=str(count))
        return self._say("gloss", name=name, days=self._from_to("days", days, today))

    def _month_or_year(self, days: Stretch) -> str | None:
        """Name a calendar month, quarter or year farther away."""
        first, after = days.first, days.after
        months = (after.year - first.year) * 12 + after.month - first.month
        if (first.day, after.day) != (1, 1):
            return None
        if months == 1:
            name = self.lists["months"][first.month - 1]
            return self._say("month", month=name, year=str(first.year))
        if months == 3 and first.month % 3 == 1:
            name = self.lists["quarters"][first.month // 3]
            return self._say("quarter", quarter=name, year=str(first.year))
        if months == 12 and first.month == 1:
            return self._say("year", year=str(first.year))
        return None

    def _from_to(self, name: str, days: Stretch, today: date) -> str:
        last = days.after - ONE_DAY
        years = {days.first.year, last.year} != {today.year}
        first = self._date(days.first, today, year=years)
        if not years and days.first.month == last.month:
            first = str(days.first.day)
        return self._say(name, first=first, last=self._date(last, today, year=years))

    def _open(self, start: datetime | None, stop: datetime | None, today: date) -> str:
        if start is not None:
            return self._say("since", first=self._at(start, today))
        assert stop is not None
        return self._say("before", after=self._at(stop, today))

    def _hours(self, start: datetime, stop: datetime, today: date) -> str:
        day = self.day(start.date(), today)
        from_, to = f"{start:%H:%M}", f"{stop:%H:%M}"
        if stop.time() == _MIDNIGHT and stop.date() == start.date() + ONE_DAY:
            return self._say("from_hour", day=day, start=from_)
        if stop.date() != start.date():
            return self._say("moments", start=self._at(start, today), stop=self._at(stop, today))
        if start.time() == _MIDNIGHT:
            return self._say("until_hour", day=day, stop=to)
        return self._say("hours", day=day, start=from_, stop=to)

    def _at(self, at: datetime, today: date) -> str:
        day = self._date(at.date(), today)
        return day if at.time() == _MIDNIGHT else f"{day}, {at:%H:%M}"

    def _date(self, day: date, today: date, *, year: bool = False) -> str:
        """Name a date, with its year where the year is not the current one."""
        plain = f"{day.day} {self.lists['months_of'][day.month - 1]}"
        return f"{plain} {day.year}" if year or day.year != today.year else plain

    def _say(self, phrase: str, /, **values: str) -> str:
        return self.tables["phrase"][phrase].format(**values)


def load_wording(path: Path = DATA / "wording" / "dates.toml") -> DateWording:
    """Read the names of dates.

    Raises:
        DataError: the file is not TOML, or a list or phrase is missing.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(map(str, raw[name])) for name in _LISTS}
        tables = {name: dict(raw[name]) for name in ("near", "phrase", *map(str, _PERIODS))}
        for period in _PERIODS:
            missing = {str(offset) for offset in _OFFSETS} - tables[period].keys()
            if missing:
                raise KeyError(f"[{period}] {sorted(missing)}")
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path.name}: {error}; add or mend it") from None
    short = [name for name, count in _LISTS.items() if len(lists[name]) != count]
    if short:
        raise DataError(f"{path.name}: {short[0]} must have {_LISTS[short[0]]} names")
    return DateWording(lists, tables)


def _number(count: int) -> str:
    """Say which form of a noun a number takes: «1 день», «2 дня», «5 дней»."""
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"
