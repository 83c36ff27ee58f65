"""Moments, money and periods as Russians write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from amo.models import Account
from nlu.values import DateRange, MoneyRange
from service.replies import Replies

DAY = timedelta(days=1)
NBSP = "\u00a0"
ROUBLE = "₽"


def sign_of(account: Account) -> str:
    """What an account's sums are written with: amoCRM says «руб.» where people write «₽»."""
    return ROUBLE if account.currency == "RUB" else account.currency_symbol or account.currency


class Wording:
    """Writes values for one moment and one set of texts.

    Args:
        now: aware, in the account's zone.
        sign: stands behind sums.
    """

    def __init__(self, texts: Replies, now: datetime, sign: str = ROUBLE) -> None:
        self._texts = texts
        self._now = now
        self._sign = sign
        self._months = texts.several("dates.months")
        self._weekdays = texts.several("dates.weekdays")

    def money(self, amount: float) -> str:
        """«1 250 000 ₽», in the account's currency."""
        return f"{round(amount):,}".replace(",", NBSP) + f"{NBSP}{self._sign}"

    def day(self, day: date) -> str:
        """«5 марта», with the year when it is another one."""
        plain = f"{day.day}{NBSP}{self._months[day.month - 1]}"
        return plain if day.year == self._now.year else f"{plain} {day.year}"

    def local_day(self, at: datetime) -> str:
        """The day of a moment in the account's zone."""
        return self.day(at.astimezone(self._now.tzinfo).date())

    def yes_or_no(self, *, is_yes: bool) -> str:
        """«Да» or «нет»."""
        return self._texts("own_fields.yes" if is_yes else "own_fields.no")

    def near_day(self, day: date) -> str:
        """«сегодня», «завтра», «вчера», else «пт 6 марта»."""
        distance = (day - self._now.date()).days
        names = {0: "dates.today", 1: "dates.tomorrow", -1: "dates.yesterday"}
        if distance in names:
            return self._texts(names[distance])
        return f"{self._weekdays[day.weekday()]} {self.day(day)}"

    def full_day(self, day: date) -> str:
        """«пт 6 марта», whatever today is."""
        return f"{self._weekdays[day.weekday()]} {self.day(day)}"

    def moment(self, at: datetime, all_day: bool | None = None) -> str:
        """«завтра, пт 6 марта, 15:00»; «весь день» instead of 23:59.

        Args:
            all_day: None when amoCRM's own sign, 23:59, has to tell.
        """
        local = at.astimezone(self._now.tzinfo)
        near, full = self.near_day(local.date()), self.full_day(local.date())
        day = near if near == full else f"{near}, {full}"
        if self.is_all_day(local) if all_day is None else all_day:
            return self._texts("dates.all_day", day=day)
        return f"{day}, {local:%H:%M}"

    def short(self, at: datetime) -> str:
        """«завтра, 15:00» for a row."""
        local = at.astimezone(self._now.tzinfo)
        day = self.near_day(local.date())
        return day if self.is_all_day(local) else f"{day}, {local:%H:%M}"

    def since(self, at: datetime) -> str:
        """The day of a past moment, for «активность …»."""
        return self.near_day(at.astimezone(self._now.tzinfo).date())

    def period(self, period: DateRange) -> str:
        """«с 1 по 15 марта», «5 марта», «с 1 марта», «по 10 марта», the last day said inclusive."""
        start = period.start and period.start.astimezone(self._now.tzinfo)
        stop = period.stop and period.stop.astimezone(self._now.tzinfo)
        if start and stop:
            return self._between(start, stop)
        if start:
            return self._texts("dates.from", day=self.day(start.date()))
        if stop:
            return self._texts("dates.until", day=self.day((stop - timedelta(seconds=1)).date()))
        return self._texts("dates.any")

    def _between(self, start: datetime, stop: datetime) -> str:
        first, last = start.date(), (stop - timedelta(seconds=1)).date()
        if first == last:
            return self.near_day(first)
        if first.day == 1 and (last + DAY).day == 1 and first.month == last.month:
            return self._whole_month(first)
        whole = self._whole_part(first, last + DAY)
        if whole:
            return whole
        return self._texts("dates.between", first=self.day(first), last=self.day(last))

    def _whole_part(self, first: date, stop: date) -> str:
        """«2025 год», «II квартал»; nothing for what is neither."""
        if (first.month, first.day, stop.month, stop.day) == (1, 1, 1, 1):
            return self._texts("dates.year", year=first.year) if stop.year == first.year + 1 else ""
        months = (stop.year - first.year) * 12 + stop.month - first.month
        if months != 3 or first.day != 1 or stop.day != 1 or first.month % 3 != 1:
            return ""
        name = self._texts.several("dates.quarters")[first.month // 3]
        return name if first.year == self._now.year else f"{name} {first.year}"

    def _whole_month(self, first: date) -> str:
        name = self._texts.several("dates.months_nominative")[first.month - 1]
        return name if first.year == self._now.year else f"{name} {first.year}"

    def amount(self, amount: MoneyRange) -> str:
        """«от 500 000 ₽», «до 1 000 000 ₽», «350 000 ₽»."""
        if amount.min is not None and amount.max is not None:
            if amount.min == amount.max:
                return self._texts("money.exactly", sum=self.money(amount.min))
            return self._texts(
                "money.between", least=self.money(amount.min), most=self.money(amount.max)
            )
        if amount.min is not None:
            return self._texts("money.from", sum=self.money(amount.min))
        return self._texts("money.until", sum=self.money(amount.max or 0))

    @staticmethod
    def is_all_day(local: datetime) -> bool:
        """Whether amoCRM shows the moment as a whole day."""
        return (local.hour, local.minute) == (23, 59)
