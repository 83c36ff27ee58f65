"""Over all labelled phrases: what the rules cover never reaches the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlu import Account, Engine, Parse, Source
from nlu.corpus import Phrase, read_phrases
from nlu.fallback import is_wanted
from nlu.intents import Other
from nlu.lexicon import DATA
from nlu.llm.cost import NEEDED_AT_MOST, shares
from nlu.llm.masking import mask
from tests.llm.llm_stage import Desk


@pytest.fixture(scope="module")
def phrases() -> list[Phrase]:
    return list(_phrases())


@pytest.fixture(scope="module")
def parsed(engine: Engine, account: Account, phrases: list[Phrase]) -> list[tuple[Phrase, Parse]]:
    return [(phrase, engine.parse(phrase.request, account)) for phrase in phrases]


@pytest.fixture(scope="module")
def wanted(parsed: list[tuple[Phrase, Parse]]) -> list[tuple[Phrase, Parse]]:
    """The phrases the second reader is asked about."""
    return [(phrase, parse) for phrase, parse in parsed if is_wanted(parse)]


def _phrases() -> Iterator[Phrase]:
    for path in sorted((DATA / "phrases").glob("*.jsonl")):
        yield from read_phrases(path)


def test_prohibitions_are_never_put_to_the_model(parsed: list[tuple[Phrase, Parse]]) -> None:
    forbidden = [
        parse
        for _, parse in parsed
        if isinstance(parse.intent, Other) and parse.source is Source.RULES
    ]
    assert forbidden
    assert not any(map(is_wanted, forbidden))


def test_few_phrases_about_the_crm_need_the_model(
    engine: Engine, account: Account, phrases: list[Phrase]
) -> None:
    counted = shares(engine, account, phrases)
    assert counted.phrases > 1000
    assert counted.needed <= NEEDED_AT_MOST


def test_a_tie_that_the_model_does_not_settle_stays_the_rules(
    desk: Desk, wanted: list[tuple[Phrase, Parse]]
) -> None:
    tied = [(phrase, parse) for phrase, parse in wanted if parse.near_tie][::3]
    assert tied
    for phrase, parse in tied:
        reading = desk.reader.read(phrase.request, desk.account, parse, 5.0)
        assert reading.parse == parse
        assert parse.source is Source.RULES
        assert reading.reply is None
    assert len(desk.standin.seen) == len(tied)


_WAYS = frozenset({"phone", "set_phone", "email", "set_email"})
_PEOPLE = frozenset({"contact", "responsible", "set_responsible"})


def _leaks(engine: Engine, account: Account, phrases: list[Phrase], slots: frozenset[str]) -> int:
    """Count labelled words of some slots that are still there after masking."""
    leaks = 0
    for phrase in phrases:
        marked = [one for one in phrase.spans if one.slot in slots]
        if marked and phrase.accept[0].slots.get(marked[0].slot) != "me":
            sent = mask(engine.reader.read(phrase.request, account), account).text
            text = phrase.request.text
            leaks += any(text[one.span.start : one.span.stop] in sent for one in marked)
    return leaks


def test_no_labelled_phone_or_address_is_left_in_what_would_be_sent(
    engine: Engine, account: Account, phrases: list[Phrase]
) -> None:
    assert _leaks(engine, account, phrases, _WAYS) == 0


def test_no_labelled_person_is_left_in_what_is_sent(
    engine: Engine, account: Account, wanted: list[tuple[Phrase, Parse]]
) -> None:
    assert _leaks(engine, account, [phrase for phrase, _ in wanted], _PEOPLE) == 0
