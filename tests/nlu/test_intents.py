"""Adding an intent touches three places with one stem; this is red until all three are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from nlu import INTENTS, Account, Engine, Parse
from nlu.catalog import Entry, load_catalog
from nlu.corpus import Phrase, read_phrases
from nlu.draft import Draft
from nlu.errors import DataError
from nlu.intents import RULES
from nlu.lexicon import DATA, Lexicon, load_lexicon, not_lemmas
from nlu.morphology import Morphology

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = sorted(set(INTENTS) - {"other"})
WITHOUT_HANDLER = {"yes", "no", "cancel", "choose", "other"}
TALK = {"help", "greet", "thanks"}


@pytest.fixture(scope="module")
def catalog() -> Mapping[str, Entry]:
    return load_catalog()


@pytest.mark.parametrize("stem", INTENTS)
def test_the_intent_has_words_rules_and_a_handler(stem: str, catalog: Mapping[str, Entry]) -> None:
    assert catalog[stem].description
    assert len(catalog[stem].examples) >= 2
    assert import_module(f"nlu.intents.{stem}").RULES
    if stem not in WITHOUT_HANDLER | TALK:
        assert (ROOT / "service" / "handlers" / f"{stem}.py").exists()


@pytest.mark.parametrize("stem", INTENTS)
def test_the_examples_are_read_as_the_intent(
    stem: str, catalog: Mapping[str, Entry], parse: Callable[[str], Parse]
) -> None:
    assert {
        example: parse(example).intent.stem for example in catalog[stem].examples
    } == dict.fromkeys(catalog[stem].examples, stem)


@pytest.mark.parametrize("stem", INTENTS)
def test_the_neighbours_are_read_as_another(
    stem: str, catalog: Mapping[str, Entry], parse: Callable[[str], Parse]
) -> None:
    assert [text for text in catalog[stem].neighbours if parse(text).intent.stem == stem] == []


def test_every_rule_fires_on_some_labelled_phrase(parsed: Callable[[Phrase], Parse]) -> None:
    parses = [
        parsed(phrase)
        for path in (DATA / "phrases").glob("*.jsonl")
        for phrase in read_phrases(path)
    ]
    fired = {parse.rule for parse in parses}
    fired |= {parse.rejected[0].rule for parse in parses if parse.rejected and not parse.rule}
    assert {rule.name for rule in RULES} - fired == set()


def test_only_a_plain_rule_outweighs_what_is_likely(engine: Engine, account: Account) -> None:
    readings = [
        engine.reader.read(phrase.request, account)
        for path in (DATA / "phrases").glob("*.jsonl")
        for phrase in list(read_phrases(path))[::4]
    ]
    drafts = ((rule, rule.read(reading)) for reading in readings for rule in RULES)
    over = {rule for rule, made in drafts if isinstance(made, Draft) and made.score > 1}
    assert {rule.name for rule in over if not rule.plain} == set()
    assert any(rule.plain for rule in over)


def test_a_rule_is_named_after_its_intent() -> None:
    assert [rule.name for rule in RULES if rule.stem not in INTENTS] == []


def test_the_vocabularies_hold_lemmas() -> None:
    assert not_lemmas(load_lexicon(), Morphology()) == []


def test_a_wrong_vocabulary_word_is_named_with_its_remedy() -> None:
    lexicon = Lexicon({"planted": {"words": {"deal": ("сделки",)}}})
    (fault,) = not_lemmas(lexicon, Morphology())
    assert "data/lexicon/planted.toml [words] deal: 'сделки'" in fault
    assert "сделка" in fault


def test_a_broken_file_is_named_with_place_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("[verbs]\nfind = 5\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"words\.toml \[verbs\]: expected name"):
        load_lexicon(tmp_path)


def test_an_intent_without_its_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"data/intents/\w+\.toml: the file is missing"):
        load_catalog(tmp_path)
