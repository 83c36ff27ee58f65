"""Every labelled phrase of data/phrases; a known failure must leave the list when it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu import Account, Engine
from nlu.corpus import Phrase, read_phrases
from nlu.lexicon import DATA
from nlu.scoring import differences, is_right
from nlu.slots import slot_types

FOLDER = DATA / "phrases"
PHRASES = [phrase for path in sorted(FOLDER.glob("*.jsonl")) for phrase in read_phrases(path)]
KNOWN = frozenset((FOLDER / "known-failures.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_it_reads_the_phrase_as_labelled(phrase: Phrase, engine: Engine, account: Account) -> None:
    parse = engine.parse(phrase.request, account)
    right = is_right(phrase, parse)
    if phrase.id in KNOWN:
        assert not right, f"{phrase.id} is read right now: take it off known-failures.txt"
    else:
        assert right, (phrase.request.text, differences(phrase.accept[0], parse))


def test_ids_and_texts_are_unique() -> None:
    assert len({phrase.id for phrase in PHRASES}) == len(PHRASES)
    asked = [(p.request.text, p.request.previous, p.request.context.entity) for p in PHRASES]
    assert len({repr(one) for one in asked}) == len(PHRASES)


def test_known_failures_are_phrases() -> None:
    assert {phrase.id for phrase in PHRASES} >= KNOWN


def test_labels_name_slots_the_intent_has() -> None:
    wrong = [
        (phrase.id, slot)
        for phrase in PHRASES
        for expected in phrase.accept
        for slot in (*expected.slots, *expected.ambiguous)
        if slot not in slot_types(expected.intent)
    ]
    assert wrong == []


def test_labels_name_users_stages_and_pipelines_of_the_account(account: Account) -> None:
    users = {user.name for user in account.users} | {"me"}
    stages = {stage.name for pipeline in account.pipelines for stage in pipeline.stages}
    pipelines = {pipeline.name for pipeline in account.pipelines}
    known = {"responsible": users, "set_responsible": users, "stage": stages}
    known |= {"set_stage": stages, "pipeline": pipelines, "set_pipeline": pipelines}
    wrong = [
        (phrase.id, slot, expected.slots[slot])
        for phrase in PHRASES
        for expected in phrase.accept
        for slot in known.keys() & expected.slots.keys()
        if expected.slots[slot] not in known[slot]
    ]
    assert wrong == []


def test_the_corpus_is_of_the_promised_size() -> None:
    assert len(PHRASES) >= 1200
    assert Path(FOLDER / "README.md").exists()
