"""The golden table: what Russian date words mean on given days."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from nlu.dates import as_deadline, as_filter, as_shift
from tests.nlu.dates.reading import only, plain_moment, plain_range

TABLE = tomllib.loads((Path(__file__).parent / "golden.toml").read_text(encoding="utf-8"))


def rows(kind: str) -> list[tuple[datetime, str, str]]:
    return [
        (datetime.fromisoformat(day["now"][0]), text, meant)
        for day in TABLE.values()
        for text, meant in day.get(kind, [])
    ]


def named(kind: str) -> list[object]:
    return [pytest.param(*row, id=f"{row[0]:%d%b%Y} {row[1]}") for row in rows(kind)]


@pytest.mark.parametrize(("now", "text", "meant"), named("deadline"))
def test_reads_a_deadline(now: datetime, text: str, meant: str) -> None:
    moment = as_deadline(only(text), now)
    assert plain_moment(moment) == meant
    assert moment is None or moment.at.utcoffset() == now.utcoffset()


@pytest.mark.parametrize(("now", "text", "meant"), named("filter"))
def test_reads_a_filter_backwards(now: datetime, text: str, meant: str) -> None:
    assert plain_range(as_filter(only(text), now)) == meant


@pytest.mark.parametrize(("now", "text", "meant"), named("forward"))
def test_reads_a_filter_of_tasks_forwards(now: datetime, text: str, meant: str) -> None:
    assert plain_range(as_filter(only(text), now, forward=True)) == meant


@pytest.mark.parametrize(("text", "meant"), [row[1:] for row in rows("shift")])
def test_reads_a_shift(text: str, meant: str) -> None:
    assert (as_shift(only(text)) or "-") == meant


def test_the_table_is_large_and_has_no_row_twice() -> None:
    every = [
        (kind, *row) for kind in ("deadline", "filter", "forward", "shift") for row in rows(kind)
    ]
    assert len(every) >= 300
    assert len(every) == len(set(every))
