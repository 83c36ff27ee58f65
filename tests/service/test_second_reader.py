"""The second reader is asked when the rules decline, knows the dialogue, and may not act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from nlu import Account, FallbackError, Parse, Reading, Request, Source
from nlu.intents import CreateTask, FindLeads
from tests.service.assistant_stage import Stage, writes


@dataclass
class Scripted:
    """A second reader that says what it was told to."""

    reading: Reading | None = None
    asked: list[Request] = field(default_factory=list)

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        assert 0 < seconds <= 6
        assert account.users
        assert declined.source is Source.NONE
        self.asked.append(request)
        if self.reading is None:
            raise FallbackError("dead")
        return self.reading


@pytest.fixture
def reader() -> Scripted:
    return Scripted()


@pytest.fixture
def stage(make_stage: Callable[..., Stage], reader: Scripted) -> Stage:
    return make_stage(fallback=reader)


def test_it_is_not_asked_though_a_miss_came_before(stage: Stage, reader: Scripted) -> None:
    talk = stage.talk()
    talk.say("абракадабра")
    assert len(reader.asked) == 1
    for text in (
        "найди сделки на этапе переговоры",
        "вторую",
        "привет",
        "сделки Ивана Петрова",
        "1",
    ):
        assert talk.say(text).body["source"] == "rules"
    assert len(reader.asked) == 1


def test_it_is_told_what_the_rules_did_a_turn_ago(stage: Stage, reader: Scripted) -> None:
    talk = stage.talk()
    talk.say("найди сделки на этапе переговоры")
    talk.say("бла бла крякозябра")
    previous = reader.asked[-1].previous
    assert previous is not None
    assert previous.intent == FindLeads(stage="Переговоры")
    assert len(previous.records) == 4


def test_what_it_reads_passes_the_same_door(stage: Stage, reader: Scripted) -> None:
    intent = FindLeads(stage="Переговоры")
    reader.reading = Reading(Parse(text="х", intent=intent, source=Source.LLM, score=0.8))
    said = stage.talk().say("чё там у нас бла бла крякозябра")
    assert (said.body["intent"], said.body["source"]) == ("find_leads", "llm")
    assert len(said.rows) == 4


def test_a_write_it_reads_waits_for_a_yes(stage: Stage, reader: Scripted) -> None:
    reader.reading = Reading(Parse(text="х", intent=CreateTask(text="всё"), source=Source.LLM))
    said = stage.talk().say("крякозябра бла бла")
    assert said.body["status"] == "question"
    assert writes(stage.sandbox) == 0


def test_its_small_talk_is_the_answer(stage: Stage, reader: Scripted) -> None:
    reader.reading = Reading(None, "Держитесь, скоро выходные!")
    said = stage.talk().say("крякозябра бла бла")
    assert said.text == "Держитесь, скоро выходные!"
    assert said.body["status"] == "done"


def test_its_death_is_an_error_with_examples_and_costs_the_rules_nothing(stage: Stage) -> None:
    said = stage.talk().say("крякозябра бла бла")
    assert said.body["error"] == {"code": "llm_unavailable", "retry": True}
    assert "нейросеть" in said.text
    assert "найди сделки" in said.text
    assert stage.talk().say("найди сделки на этапе переговоры").body["error"] is None
