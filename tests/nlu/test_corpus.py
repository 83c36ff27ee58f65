"""Every labelled phrase of data/phrases; a known failure must leave the list when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nlu import Account, Parse
from nlu.corpus import Phrase, read_phrases
from nlu.lexicon import DATA
from nlu.scoring import differences, is_right
from nlu.slots import slot_types

FOLDER = DATA / "phrases"
FILES = {path.stem: [*read_phrases(path)] for path in sorted(FOLDER.glob("*.jsonl"))}
PHRASES = [phrase for phrases in FILES.values() for phrase in phrases]
KNOWN = frozenset((FOLDER / "known-failures.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("file", FILES)
def test_it_reads_the_phrases_as_labelled(file: str, parsed: Callable[[Phrase], Parse]) -> None:
    wrong = {
        phrase.id: (phrase.request.text, differences(phrase.accept[0], parsed(phrase)))
        for phrase in FILES[file]
        if phrase.id not in KNOWN and not is_right(phrase, parsed(phrase))
    }
    assert wrong == {}


def test_a_known_failure_leaves_the_list_when_it_is_mended(
    parsed: Callable[[Phrase], Parse],
) -> None:
    known = [phrase for phrase in PHRASES if phrase.id in KNOWN]
    mended = [phrase.id for phrase in known if is_right(phrase, parsed(phrase))]
    assert mended == [], "they are read right now: take them off known-failures.txt"


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
