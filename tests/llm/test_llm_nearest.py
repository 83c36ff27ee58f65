"""Examples close to what was said, for when nobody understood it."""

from __future__ import annotations

import pytest

from nlu import Account, Engine, Request, Source
from nlu.catalog import load_catalog
from nlu.morphology import Morphology
from nlu.nearest import Examples
from tests.llm.llm_stage import NOW


@pytest.fixture(scope="module")
def examples(morphology: Morphology) -> Examples:
    return Examples(load_catalog(), morphology)


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("крякозябра просроченных задачах", "просроченные задачи Орлова"),
        ("бла переговоры неделю сделки бла", "сделки на переговорах за прошлую неделю"),
        ("чо по оплате проверить через часик", "напомни через час проверить оплату"),
        ("сума выйграных за квартал", "сумма выигранных за прошлый квартал"),
    ],
)
def test_the_closest_by_words_comes_first(examples: Examples, said: str, near: str) -> None:
    assert examples.nearest(said)[0] == near


@pytest.mark.parametrize("said", ["", "🍕🍕🍕", "asdf", "а" * 2000, "\x00\u202e", "12345"])
def test_there_are_always_three_of_different_intents(examples: Examples, said: str) -> None:
    assert len(set(examples.nearest(said))) == 3


def test_every_example_is_read_by_the_rules_alone(
    examples: Examples, engine: Engine, account: Account
) -> None:
    offered = examples.nearest("сделки задачи контакты компании", 17)
    unread = [
        one
        for one in offered
        if engine.parse(Request(one, NOW, 101), account).source is not Source.RULES
    ]
    assert unread == []
