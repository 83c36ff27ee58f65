"""Names as asked are compared with names of records."""

from __future__ import annotations

import pytest

from nlu.people.likeness import SUGGEST, TAKE, PersonLikeness
from nlu.people.reader import PeopleReader


@pytest.fixture(scope="module")
def likeness(people: PeopleReader) -> PersonLikeness:
    return PersonLikeness(people.parts)


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ("Саша Белов", "Александр Белов"),
        ("Белов Саша", "Александр Белов"),
        ("Петр Сидоров", "Сидоров Пётр Алексеевич"),
        ("Анна Сергеевна Белая", "Анна Белая"),
        ("Ivanov Petr", "Иванов Пётр"),
        ("Джон Смит", "John Smith"),
        ("Ли Мин Хо", "Ли Мин-хо"),
        ("Сидорова", "Сидорова Ольга Викторовна"),
        ("Сидоров П. А.", "Сидоров Пётр Алексеевич"),
    ],
)
def test_one_person_differently_written_is_taken(
    likeness: PersonLikeness, asked: str, record: str
) -> None:
    assert likeness.same_person(asked, record) >= TAKE


@pytest.mark.parametrize(
    ("asked", "record"),
    [("Белов", "Белова"), ("Гарипв", "Ильдар Гарипов"), ("Алекасндр Белов", "Александр Белов")],
)
def test_a_near_spelling_is_offered(likeness: PersonLikeness, asked: str, record: str) -> None:
    assert SUGGEST <= likeness.same_person(asked, record) < 1.0


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ("Петров", "Иванов Пётр"),
        ("Иван Петров", "Иван Сидоров"),
        ("Мария", "Марина"),
        ("", "Иван"),
        ("Иван", ""),
    ],
)
def test_another_person_is_not_taken(likeness: PersonLikeness, asked: str, record: str) -> None:
    assert likeness.same_person(asked, record) < TAKE


def test_the_exact_name_scores_above_every_other(likeness: PersonLikeness) -> None:
    records = ["Александр Белов", "Белов Саша", "Александр Беляев", "Саша Белова"]
    ranked = sorted(records, key=lambda record: -likeness.same_person("Саша Белов", record))
    assert ranked[:2] == ["Белов Саша", "Александр Белов"]
