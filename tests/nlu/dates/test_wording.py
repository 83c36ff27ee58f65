"""Dates named in Russian, and read back as what they were."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nlu.dates import as_deadline, as_filter, load_wording
from nlu.errors import DataError
from nlu.values import DateRange, Moment
from tests.nlu.dates.reading import THURSDAY, find, only

WORDING = load_wording()
NOWS = [
    THURSDAY,
    datetime.fromisoformat("2026-02-27T23:40:00+03:00"),
    datetime.fromisoformat("2028-02-29T09:15:00+03:00"),
    datetime.fromisoformat("2026-12-31T11:10:00+03:00"),
    datetime(2026, 10, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin")),
]


def midnight(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)


def span(first: str | None, after: str | None) -> DateRange:
    return DateRange(*(at and datetime.fromisoformat(f"{at}+03:00") for at in (first, after)))


@pytest.mark.parametrize(
    ("at", "all_day", "words"),
    [
        ("2026-03-06T15:00", False, "завтра, пт 6 марта, 15:00"),
        ("2026-03-06T23:59", True, "завтра, пт 6 марта, весь день"),
        ("2026-03-13T23:59", True, "пт 13 марта, весь день"),
        ("2026-03-05T09:05", False, "сегодня, чт 5 марта, 09:05"),
        ("2027-03-05T23:59", True, "пт 5 марта 2027, весь день"),
        ("2026-03-04T23:59", True, "вчера, ср 4 марта, весь день"),
        ("2026-03-02T23:59", True, "пн 2 марта 2026, весь день"),
    ],
)
def test_names_a_deadline(at: str, all_day: bool, words: str) -> None:
    moment = Moment(datetime.fromisoformat(f"{at}:00+03:00"), all_day)
    assert WORDING.moment(moment, THURSDAY) == words


@pytest.mark.parametrize(
    ("first", "after", "words"),
    [
        ("2026-02-23T00:00", "2026-03-02T00:00", "за прошлую неделю (23 февраля – 1 марта)"),
        ("2026-03-02T00:00", "2026-03-09T00:00", "за эту неделю (2 – 8 марта)"),
        ("2026-03-09T00:00", "2026-03-16T00:00", "на следующую неделю (9 – 15 марта)"),
        ("2026-02-01T00:00", "2026-03-01T00:00", "за прошлый месяц (февраль 2026)"),
        ("2025-10-01T00:00", "2026-01-01T00:00", "за прошлый квартал (октябрь – декабрь 2025)"),
        ("2025-01-01T00:00", "2026-01-01T00:00", "за прошлый год (2025)"),
        ("2024-01-01T00:00", "2025-01-01T00:00", "за 2024 год"),
        ("2025-02-01T00:00", "2025-03-01T00:00", "за февраль 2025"),
        ("2025-04-01T00:00", "2025-07-01T00:00", "за II квартал 2025 года"),
        ("2026-02-27T00:00", "2026-03-06T00:00", "за последние 7 дней (27 февраля – 5 марта)"),
        ("2026-03-03T00:00", "2026-03-06T00:00", "за последние 3 дня (3 – 5 марта)"),
        ("2026-03-05T00:00", "2026-03-06T00:00", "сегодня, чт 5 марта"),
        ("2026-03-01T00:00", "2026-03-16T00:00", "с 1 по 15 марта"),
        ("2025-12-25T00:00", "2026-01-11T00:00", "с 25 декабря 2025 по 10 января 2026"),
        ("2026-03-01T00:00", None, "с 1 марта"),
        (None, "2026-03-10T00:00", "до 10 марта"),
        (None, None, "за всё время"),
        ("2026-03-05T10:00", "2026-03-05T12:00", "сегодня, чт 5 марта, с 10:00 до 12:00"),
        ("2026-03-05T15:00", "2026-03-06T00:00", "сегодня, чт 5 марта, с 15:00"),
        ("2026-03-06T00:00", "2026-03-06T12:00", "завтра, пт 6 марта, до 12:00"),
        ("2026-03-04T20:00", "2026-03-05T08:00", "с 4 марта, 20:00 до 5 марта, 08:00"),
    ],
)
def test_names_a_period(first: str | None, after: str | None, words: str) -> None:
    assert WORDING.period(span(first, after), THURSDAY) == words


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_a_deadline_of_any_day_of_a_year_is_read_back_as_itself(now: datetime) -> None:
    for days in range(-3, 366):
        day = midnight(now.date() + timedelta(days=days), now)
        moments = [
            Moment(day.replace(hour=23, minute=59), all_day=True),
            Moment(day.replace(hour=days % 24, minute=days % 60), all_day=False),
        ]
        for moment in moments:
            words = find(WORDING.moment(moment, now))[0].value
            assert as_deadline(words, now) == moment, WORDING.moment(moment, now)


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_a_filter_of_any_days_of_two_years_is_read_back_as_itself(now: datetime) -> None:
    for days in range(-366, 366):
        first = now.date() + timedelta(days=days)
        for length in (1, 2, 7, 30, 45, 90):
            after = first + timedelta(days=length)
            period = DateRange(midnight(first, now), midnight(after, now))
            said = WORDING.period(period, now)
            assert as_filter(only(said), now, forward=days >= 0) == period, said


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_an_open_filter_is_read_back_as_itself(now: datetime) -> None:
    for days in range(-365, 365):
        edge = midnight(now.date() + timedelta(days=days), now)
        for period in (DateRange(edge, None), DateRange(None, edge)):
            said = WORDING.period(period, now)
            assert as_filter(only(said), now, forward=days >= 0) == period, said


def test_a_broken_wording_is_named_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text('weekdays = ["пн"]', encoding="utf-8")
    with pytest.raises(DataError, match=r"dates\.toml: .*add or mend it"):
        load_wording(path)
