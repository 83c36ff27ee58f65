"""A recorded turn is answered again byte for byte; tests/replays holds turns that must stay so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from nlu.people.gold import read_gold
from service.mind import Mind
from service.replay import masking
from service.replay.__main__ import main
from service.replay.apis import NotRecorded
from service.replay.playing import BadReplay, play, read_replay
from service.replies import Replies
from tests.service.assistant_stage import Stage

FILES = sorted((Path(__file__).resolve().parents[1] / "replays").glob("*.json"))
TOKEN = "a-debug-token-of-the-tests-long-enough"


@pytest.fixture
def recorded(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage(debug_token=TOKEN, recording=True)


def export(stage: Stage, request_id: str, query: str = "") -> requests.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    address = f"{stage.url}/debug/recordings/{request_id}{query}"
    return requests.get(address, headers=headers, timeout=10)


def replayed(stage: Stage, request_id: str, query: str = "") -> dict[str, Any]:
    answer = export(stage, request_id, query)
    assert answer.status_code == 200, answer.text
    file: dict[str, Any] = answer.json()
    return file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_turn_is_answered_as_recorded(path: Path, mind: Mind, texts: Replies) -> None:
    played = play(read_replay(path), mind, texts)
    assert played.given.decode() == played.expected.decode()


def test_a_page_with_half_a_character_in_its_address_is_recorded(
    recorded: Stage, mind: Mind, texts: Replies
) -> None:
    said = recorded.talk(url="/leads/\ud800", section="leads\udfff").say("привет")
    assert said.body["status"] == "done"
    assert play(replayed(recorded, said.body["request_id"]), mind, texts).same


def test_there_are_replays() -> None:
    assert len(FILES) >= 3


def test_a_whole_dialogue_is_replayed_turn_by_turn(
    recorded: Stage, mind: Mind, texts: Replies
) -> None:
    talk = recorded.talk(entity={"type": "leads", "id": 5001})
    said = [
        talk.say("найди сделки на этапе переговоры"),
        talk.say("поставь задачу позвонить клиенту завтра в 15:00"),
        talk.say("да"),
        talk.say("отмени"),
    ]
    for answer in said:
        file = replayed(recorded, answer.body["request_id"])
        played = play(file, mind, texts)
        assert played.same, (played.expected.decode(), played.given.decode())
        assert file["answer"]["text"] == answer.text


def test_a_failure_of_amocrm_is_replayed(recorded: Stage, mind: Mind, texts: Replies) -> None:
    talk = recorded.talk()
    talk.say("привет")
    fault = {"kind": "status", "status": 500, "match": "/api/v4/leads", "count": 20}
    requests.post(f"{recorded.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    said = talk.say("найди сделки на этапе переговоры")
    assert said.body["status"] == "error"
    assert play(replayed(recorded, said.body["request_id"]), mind, texts).same


def test_nothing_is_recorded_unless_switched_on(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(debug_token=TOKEN)
    said = stage.talk().say("привет")
    assert export(stage, said.body["request_id"]).status_code == 404


def test_an_export_needs_the_token(recorded: Stage) -> None:
    said = recorded.talk().say("привет")
    address = f"{recorded.url}/debug/recordings/{said.body['request_id']}"
    assert requests.get(address, timeout=10).status_code == 401


def test_a_masked_replay_holds_no_client_and_still_replays(
    recorded: Stage, mind: Mind, texts: Replies
) -> None:
    found = recorded.talk().say("какой телефон у Сергея Гуся")
    plain = replayed(recorded, found.body["request_id"])
    hidden = replayed(recorded, found.body["request_id"], "?mask=1")
    whole = json.dumps(hidden, ensure_ascii=False)
    assert "Гус" in json.dumps(plain["message"], ensure_ascii=False)
    assert "Гус" not in whole
    assert plain["standing"] != hidden["standing"]
    assert "@example.com" not in whole
    numbers = [word for word in plain["answer"]["text"].split() if sum(map(str.isdigit, word)) > 9]
    assert [number for number in numbers if number in whole] == []
    assert play(hidden, mind, texts).same
    assert hidden["answer"]["intent"] == plain["answer"]["intent"]


def test_more_clients_than_there_are_names_for_cannot_be_hidden(
    recorded: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masking, "read_gold", lambda path: read_gold(path)[:1])
    said = recorded.talk().say("контакты")
    assert len(said.rows) > 1
    assert export(recorded, said.body["request_id"], "?mask=1").status_code == 422


def test_the_debug_pages_copy_is_a_replay(recorded: Stage, mind: Mind, texts: Replies) -> None:
    body = {"text": "задачи на завтра", "user_id": 102, "now": "2026-03-05T10:00:00+03:00"}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = requests.post(f"{recorded.url}/debug/parse", json=body, headers=headers, timeout=10)
    assert play(answer.json()["replay"], mind, texts).same


def test_another_question_to_amocrm_is_named(recorded: Stage, mind: Mind, texts: Replies) -> None:
    said = recorded.talk().say("найди сделки на этапе переговоры")
    file = replayed(recorded, said.body["request_id"])
    with pytest.raises(NotRecorded, match="GET /api/v4/leads"):
        play({**file, "exchanges": []}, mind, texts)


def test_the_command_tells_same_from_different_and_accepts(
    recorded: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = recorded.talk().say("привет")
    file = replayed(recorded, said.body["request_id"])
    path = tmp_path / "hello.json"
    path.write_text(json.dumps({**file, "answer": {**file["answer"], "text": "?"}}), "utf-8")
    assert main([str(path)]) == 1
    assert '-  "text": "?"' in capsys.readouterr().err.replace(' "text": "?"', '  "text": "?"')
    assert main([str(path), "--accept"]) == 0
    assert main([str(path)]) == 0


@pytest.mark.parametrize("content", ["", "[]", '{"format": 99}'])
def test_a_file_that_is_no_replay_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadReplay, match=r"broken\.json"):
        read_replay(path)
