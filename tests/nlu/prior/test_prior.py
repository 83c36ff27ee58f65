"""The prior: what it sees, what an unknown intent gets, and how it settles between rules."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from nlu import Account, Engine, Parse, Request
from nlu.corpus import Phrase, phrase_from_json, read_phrases
from nlu.draft import Draft, Refusal, Rule
from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.match import best
from nlu.prior import Prior
from nlu.prior.features import features
from nlu.prior.train import learned
from nlu.reading import Reading
from nlu.request import Context
from tests.nlu.conftest import NOW

Read = Callable[[str], Reading]


@pytest.fixture
def read(engine: Engine, account: Account) -> Read:
    return lambda text: engine.reader.read(Request(text, NOW, 101), account)


def _explaining(name: str, share: float, *, plain: bool = False) -> Rule:
    def rule(reading: Reading) -> Draft | Refusal:
        return Draft(reading, strength=share, explained=set(reading.content))

    return Rule(name, rule, plain=plain)


def test_names_and_figures_stand_for_their_kind(read: Read) -> None:
    seen = features(read("завтра в 15:00 позвонить Гульнаре Сафиной на +7 916 123-45-67"))
    assert {"word=<date>", "word=<person>", "word=<phone>", "word=позвонить"} <= seen
    assert not any("сафин" in one or "гульнар" in one or "916" in one for one in seen)


def test_two_texts_that_differ_in_the_name_alone_look_alike(read: Read) -> None:
    one, other = read("найди сделки Марии Ивановой"), read("найди сделки Екатерины Волковой")
    assert features(one) == features(other)


def test_the_open_card_is_seen(engine: Engine, account: Account) -> None:
    opened = Request("кто отвечает", NOW, 101, Context(entity=("leads", 5001)))
    assert "card" in features(engine.reader.read(opened, account))


def test_what_it_says_is_a_distribution(engine: Engine, read: Read) -> None:
    shares = [math.exp(one) for one in engine.prior.of(read("сколько сделок у Тимура")).values()]
    assert sum(shares) == pytest.approx(1)
    assert max(shares) > 0.5


def test_without_weights_nothing_is_said(read: Read) -> None:
    assert Prior({}, {}).of(read("найди сделку")) == {}


def test_between_two_full_explanations_the_likelier_wins(read: Read) -> None:
    rules = (_explaining("find_leads.one", 1.0), _explaining("report.one", 1.0))
    match = best(rules, read("сделки"), {"find_leads": -3.0, "report": -0.1, "other": -4.0})
    assert match.rule is not None
    assert match.rule.name == "report.one"


def test_an_intent_the_model_has_never_seen_is_judged_by_its_rule(read: Read) -> None:
    rules = (_explaining("show_weather.one", 0.9), _explaining("find_leads.one", 0.9))
    match = best(rules, read("сделки"), {"find_leads": -0.2, "other": -1.0})
    assert match.rule is not None
    assert match.rule.name == "show_weather.one"


def test_a_weak_explanation_of_an_unlikely_intent_is_declined(read: Read) -> None:
    match = best(
        (_explaining("search.one", 0.9),), read("сделки"), {"search": -5.0, "other": -0.05}
    )
    assert match.rule is None


def test_a_prohibition_stands_whatever_is_likely(parse: Callable[[str], Parse]) -> None:
    assert parse("не ставь задачу позвонить завтра в 15:00").intent.stem == "other"


@pytest.mark.parametrize("reasons", [True, False])
@pytest.mark.parametrize(
    ("stem", "likely", "wins"), [("help", -5.9, True), ("help", -6.1, False), ("other", -9.0, True)]
)
def test_plain_words_count_for_themselves_while_conceivable(
    read: Read, stem: str, likely: float, wins: bool, reasons: bool
) -> None:
    rules = (_explaining(f"{stem}.one", 1.1, plain=True), _explaining("find_leads.one", 1.0))
    prior = {"find_leads": -0.1, "other": -8.0, stem: likely}
    match = best(rules, read("сделки"), prior, reasons=reasons)
    assert match.rule is rules[0 if wins else 1]


def test_without_reasons_the_same_is_read(engine: Engine, account: Account) -> None:
    for phrase in islice(read_phrases(DATA / "phrases" / "first-taste.jsonl"), 0, None, 1):
        full = engine.parse(phrase.request, account)
        quick = engine.parse(phrase.request, account, reasons=False)
        assert (quick.intent, quick.rule, quick.spans) == (full.intent, full.rule, full.spans)
        assert len(quick.rejected) <= len(full.rejected)


def _phrase(number: int, text: str, intent: str) -> Phrase:
    line = {"id": str(number), "text": text, "now": NOW.isoformat(), "user_id": 101}
    return phrase_from_json({**line, "intent": intent, "slots": {}})


def test_it_learns_from_labelled_phrases_and_the_same_way_each_time(
    tmp_path: Path, read: Read
) -> None:
    searches = ("найди сделки", "найди контакты", "найди сделки Тимура", "найди все сделки")
    thanks = ("спасибо", "спасибо большое", "вот спасибо", "спасибо, помог")
    greetings = ("привет", "привет всем", "ну привет", "привет, бот")
    said = {"find_leads": searches, "thanks": thanks, "greet": greetings}
    phrases = [_phrase(i, t, intent) for intent, texts in said.items() for i, t in enumerate(texts)]
    written = learned(phrases)
    assert learned(phrases) == written
    path = tmp_path / "prior.json"
    path.write_text(written, encoding="utf-8")
    prior = Prior.load(path)
    assert prior.of(read("найди компании"))["find_leads"] > math.log(0.5)
    assert prior.of(read("ну спасибо"))["thanks"] > math.log(0.5)


BIG = '{"bias": {"greet": 0}, "weights": {"a": {"greet": 99999999999}}}'


@pytest.mark.parametrize("text", [BIG, "", "{}", '{"bias": [], "weights": {}}', "[1]"])
def test_a_bad_file_is_named_with_its_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "prior.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"prior\.json: .*make train"):
        Prior.load(path)
