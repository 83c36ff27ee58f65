"""The values slots hold besides strings and whole numbers (contract, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DateRange:
    """A half-open stretch of time; an absent end is unbounded.

    Args:
        start: first moment inside, aware, or None.
        stop: first moment outside, aware, or None.
    """

    start: datetime | None
    stop: datetime | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A deadline.

    Args:
        at: the moment, aware; 23:59:00 of the day when `all_day`.
        all_day: no time of day was said.
    """

    at: datetime
    all_day: bool


@dataclass(frozen=True, slots=True)
class FieldValues:
    """Values of fields the account has made for itself.

    Args:
        pairs: each field's name as the account has it, and the value said; None is "not filled",
            an empty text is a value that is still to be asked for.
        periods: names of fields that hold days, and the stretch of time these are sought in.
    """

    pairs: tuple[tuple[str, str | None], ...]
    periods: tuple[tuple[str, DateRange], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a report sets side by side; it stays in the dialogue, the contract has no slot for it.

    Args:
        periods: each of them is counted by itself.
        users: full names of those among whom the records are divided; the others are left out.
        least: who or what has least was asked, not most.
    """

    periods: tuple[DateRange, ...] = ()
    users: tuple[str, ...] = ()
    least: bool | None = None


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """An amount between two bounds, both inclusive, in whole roubles; an absent bound is open."""

    min: int | None
    max: int | None
