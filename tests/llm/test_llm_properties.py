"""Whatever is said and whatever the model answers, reading it raises nothing but our own error."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu import Account, Engine, Parse, Request
from nlu.catalog import load_catalog
from nlu.errors import SlotError
from nlu.fallback import Usage
from nlu.llm import MistralReader
from nlu.llm.masking import mask
from nlu.llm.proposal import Proposal, read_proposal
from nlu.llm.schema import STEMS
from nlu.llm.transport import Completion
from nlu.morphology import Morphology
from nlu.slots import slot_types
from tests.llm.llm_stage import NOW, answer

PHRASE = (
    "слушай, Марию Иванову бы напрячь набрать Сидорова из Ромашки к вечеру в пятницу, "
    "8 916 123-45-67, бюджет 500 тысяч по сделке 5001 на час, вторую, 31 февраля, a@b.ru"
)
WORDS = [
    *PHRASE.split(),
    "[ИМЯ1]",
    "[ИМЯ9]",
    "true",
    "me",
    "-5",
    "0",
    "9" * 30,
    "Тендер",
    "🍕",
    "—",
]
VALUES = st.one_of(
    st.text(min_size=1, max_size=40), st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join)
)
PROPOSED = st.sampled_from(STEMS).flatmap(
    lambda stem: st.tuples(
        st.just(stem),
        st.dictionaries(st.sampled_from(sorted(slot_types(stem)) or ["x"]), VALUES, max_size=4),
    )
)


@dataclass
class Told:
    """A model that answers what it was told."""

    content: str = ""

    def complete(self, *_: Any) -> Completion:
        return Completion(self.content, Usage())


@pytest.fixture(scope="module")
def model() -> Told:
    return Told()


@pytest.fixture(scope="module")
def reader(engine: Engine, morphology: Morphology, model: Told) -> MistralReader:
    return MistralReader(engine, morphology, load_catalog(), model)


@settings(max_examples=150, deadline=None)
@given(proposed=PROPOSED)
def test_any_proposal_becomes_an_intent_or_nothing(
    reader: MistralReader, model: Told, account: Account, proposed: tuple[str, dict[str, str]]
) -> None:
    stem, slots = proposed
    model.content = answer("intent", stem, **slots)
    request = Request(PHRASE, NOW, 101)
    parse = reader.read(request, account, Parse(text=PHRASE), 5.0).parse
    assert parse is None or (parse.intent.stem == stem and parse.text == PHRASE)


@settings(max_examples=150, deadline=None)
@given(content=st.one_of(st.text(), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
).map(json.dumps)))  # fmt: skip
def test_any_content_is_a_proposal_or_our_own_error(content: str) -> None:
    with contextlib.suppress(SlotError):
        assert isinstance(read_proposal(content), Proposal)


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_what_is_masked_comes_back_as_it_was(engine: Engine, account: Account, text: str) -> None:
    reading = engine.reader.read(Request(text, NOW, 101), account)
    assert mask(reading, account).restore(mask(reading, account).text) == reading.clean.text
