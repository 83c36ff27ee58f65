"""The opt-in log of gaps: what was not understood, corrected or voted down, nobody named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from nlu import Request
from nlu.__main__ import read_account
from nlu.lexicon import DATA
from service.gaps.__main__ import main
from service.gaps.log import Gap, GapKind, GapLog
from service.gaps.masks import Masks
from service.mind import Mind
from tests.service.assistant_stage import Stage


@pytest.fixture
def logged(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage(log_gaps=True)


def log_of(stage: Stage) -> Path:
    return stage.settings.store_path.with_suffix(".gaps.sqlite3")


def gaps(stage: Stage) -> list[Gap]:
    return list(GapLog(log_of(stage)).gaps())


def vote(stage: Stage, request_id: object, verdict: object, user: int = 101) -> int:
    answer = requests.post(
        f"{stage.url}/api/v1/feedback",
        headers={"X-Auth-Token": stage.token(user)},
        json={"request_id": request_id, "verdict": verdict},
        timeout=10,
    )
    return answer.status_code


def test_a_phrase_nobody_understood_is_kept(logged: Stage) -> None:
    logged.talk().say("абракадабра шмяк")
    assert [(gap.kind, gap.text) for gap in gaps(logged)] == [
        (GapKind.NOT_UNDERSTOOD, "абракадабра шмяк")
    ]


def test_personal_data_is_masked(mind: Mind) -> None:
    account = read_account(DATA / "account.json")
    said = "чпокни Ивана Петрова ivan@mail.example +7 916 123-45-67 из Ромашки 12345 John"
    request = Request(said, datetime(2026, 3, 5, tzinfo=UTC), 101)
    text = Masks(mind.engine.reader).of(request, account).text
    hidden = ("Иван", "Петров", "ivan", "916", "45", "12345", "John")
    assert [word for word in hidden if word in text] == []
    assert {"<person>", "<phone>", "<email>"} <= set(text.split())


def test_a_fault_of_the_log_hides_no_answer(logged: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Masks, "of", break_down)
    talk = logged.talk(entity={"type": "leads", "id": 5001})
    talk.say("подними бюджет на 50 тысяч")
    assert talk.say("да").body["status"] == "done"


def test_what_was_understood_is_no_gap(logged: Stage) -> None:
    logged.talk().say("найди сделки на этапе переговоры")
    assert gaps(logged) == []


def test_a_proposal_that_was_changed_or_refused_is_a_gap(logged: Stage) -> None:
    talk = logged.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу позвонить клиенту завтра в 15:00")
    talk.say("нет")
    (gap,) = gaps(logged)
    assert (gap.kind, gap.intent) == (GapKind.CORRECTED, "create_task")
    assert gap.pattern == "поставить задача позвонить клиент <date>"


def test_a_write_that_was_undone_is_a_gap(logged: Stage) -> None:
    talk = logged.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу позвонить клиенту завтра в 15:00")
    talk.say("да")
    assert gaps(logged) == []
    talk.say("отмени последнее действие")
    assert [gap.intent for gap in gaps(logged)] == ["create_task"]


def test_a_thumb_down_marks_the_users_own_phrase(logged: Stage) -> None:
    said = logged.talk().say("найди сделки на этапе переговоры")
    assert vote(logged, said.body["request_id"], "down", user=102) == 204
    assert vote(logged, said.body["request_id"], "up") == 204
    assert gaps(logged) == []
    assert vote(logged, said.body["request_id"], "down") == 204
    assert [gap.kind for gap in gaps(logged)] == [GapKind.VOTED_DOWN]


@pytest.mark.parametrize(
    ("request_id", "verdict"),
    [(None, "down"), ("x" * 101, "down"), ("abc", "sideways"), ("", "up")],
)
def test_a_wrong_vote_is_refused(logged: Stage, request_id: object, verdict: object) -> None:
    assert vote(logged, request_id, verdict) == 422


def test_a_vote_needs_a_token(logged: Stage) -> None:
    body = {"request_id": "abc", "verdict": "down"}
    assert requests.post(f"{logged.url}/api/v1/feedback", json=body, timeout=10).status_code == 401


def test_nothing_is_kept_unless_switched_on(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    said = stage.talk().say("абракадабра шмяк")
    assert vote(stage, said.body["request_id"], "down") == 204
    assert not log_of(stage).exists()


def test_the_file_is_its_owners_alone(logged: Stage) -> None:
    logged.talk().say("абракадабра шмяк")
    assert log_of(logged).stat().st_mode & 0o077 == 0


def test_the_report_groups_by_pattern(logged: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    talk = logged.talk()
    for text in ("абракадабра шмяк", "абракадабру шмяк", "шмяк"):
        talk.say(text)
    assert main(["--log", str(log_of(logged)), "--json"]) == 0
    groups = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert groups[0]["count"] == 2
    assert groups[0]["texts"] == ["абракадабра шмяк", "абракадабру шмяк"]
    assert main(["--log", str(log_of(logged))]) == 0
    assert "    2  not understood" in capsys.readouterr().out


def test_a_missing_log_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--log", str(tmp_path / "none.sqlite3")]) == 2
    assert "LOG_GAPS=1" in capsys.readouterr().err
