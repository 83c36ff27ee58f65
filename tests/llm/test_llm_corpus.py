"""Over all labelled phrases: what the rules cover never reaches the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlu import Account, Engine, Source
from nlu.corpus import Phrase, read_phrases
from nlu.fallback import is_wanted
from nlu.intents import Other
from nlu.lexicon import DATA
from nlu.llm.cost import NEEDED_AT_MOST, shares


@pytest.fixture(scope="module")
def phrases() -> list[Phrase]:
    return list(_phrases())


def _phrases() -> Iterator[Phrase]:
    for path in sorted((DATA / "phrases").glob("*.jsonl")):
        yield from read_phrases(path)


def test_prohibitions_are_never_put_to_the_model(
    engine: Engine, account: Account, phrases: list[Phrase]
) -> None:
    forbidden = [
        parse
        for phrase in phrases
        if isinstance((parse := engine.parse(phrase.request, account)).intent, Other)
        and parse.source is Source.RULES
    ]
    assert forbidden
    assert not any(is_wanted(parse) for parse in forbidden)


def test_few_phrases_about_the_crm_need_the_model(
    engine: Engine, account: Account, phrases: list[Phrase]
) -> None:
    counted = shares(engine, account, phrases)
    assert counted.phrases > 1000
    assert counted.needed <= NEEDED_AT_MOST
