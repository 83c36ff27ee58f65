"""Dates inside phrases: found where they are, and nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.nlu.dates.reading import said

TABLE = tomllib.loads((Path(__file__).parent / "inside.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("marked", TABLE["phrases"])
def test_finds_exactly_the_date_words(marked: str) -> None:
    assert said(re.sub(r"[\[\]]", "", marked)) == re.findall(r"\[([^]]+)\]", marked)


@pytest.mark.parametrize("text", TABLE["none"])
def test_finds_no_date_where_none_is_said(text: str) -> None:
    assert said(text) == []


def test_there_are_enough_phrases_without_a_date() -> None:
    assert len(TABLE["none"]) >= 60
