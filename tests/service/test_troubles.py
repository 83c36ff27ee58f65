"""Trouble with amoCRM is an answer a manager understands, and the dialogue goes on after it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from amo.errors import StoreUnavailable
from service import assistant
from service.amo_settings import ManyAccounts
from service.answer import Code, Trouble
from service.probes import Probes
from service.replies import Replies
from service.statuses import Statuses
from service.troubles import answer_of
from tests.service.assistant_stage import ORIGIN, Stage
from tests.service.test_http_body import refused

LEADS = {"match": "/api/v4/leads", "method": "GET", "count": 9}
FAULTS: dict[str, tuple[dict[str, Any], str, bool]] = {
    "500": ({"kind": "status", "status": 500}, "amo_unavailable", True),
    "502": ({"kind": "status", "status": 502}, "amo_unavailable", True),
    "402": ({"kind": "status", "status": 402}, "amo_unavailable", False),
    "an HTML 403": ({"kind": "html403"}, "amo_unavailable", False),
    "401": ({"kind": "status", "status": 401}, "amo_unauthorized", False),
    "400": ({"kind": "status", "status": 400}, "amo_rejected", False),
    "422": ({"kind": "status", "status": 422}, "amo_rejected", False),
    "429": ({"kind": "status", "status": 429, "retry_after": 60}, "amo_rate_limited", True),
    "reset": ({"kind": "reset"}, "amo_unavailable", True),
    "truncated": ({"kind": "truncate"}, "amo_unavailable", True),
    "malformed": ({"kind": "malformed"}, "amo_unavailable", True),
    "empty": ({"kind": "empty"}, "amo_unavailable", True),
}


def break_(stage: Stage, **fault: Any) -> None:
    answer = requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    assert answer.status_code < 300, answer.text


@pytest.mark.parametrize(("fault", "code", "retry"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_has_its_code_and_a_sentence(
    make_stage: Callable[..., Stage], fault: dict[str, Any], code: str, retry: bool
) -> None:
    stage = make_stage()
    stage.talk().say("привет")
    break_(stage, **LEADS, **fault)
    said = stage.talk().say("найди сделки на этапе переговоры")
    assert said.body["status"] == "error"
    assert said.body["error"] == {"code": code, "retry": retry}
    assert said.text.endswith(".")
    assert said.body["records"] == []
    assert said.body["intent"] == "find_leads"


@pytest.mark.parametrize("kind", ["hang", "drip", "slow"])
def test_amocrm_that_dawdles_costs_the_answer_its_time_and_no_more(
    make_stage: Callable[..., Stage], kind: str
) -> None:
    stage = make_stage(answer_seconds=1.5)
    stage.talk().say("привет")
    break_(stage, **LEADS, kind=kind, seconds=9)
    begun = time.monotonic()
    said = stage.talk().say("найди сделки на этапе переговоры")
    assert time.monotonic() - begun < 4
    assert said.body["error"] == {"code": "timeout", "retry": True}


def test_a_dead_amocrm_at_the_first_message_is_said_too(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    break_(stage, match="/api/v4", method="GET", count=20, kind="status", status=503)
    said = stage.talk().say("привет")
    assert said.body["error"] == {"code": "amo_unavailable", "retry": True}


def test_what_waited_still_waits_after_trouble(stage: Stage) -> None:
    talk = stage.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу проверить договор завтра")
    break_(stage, **LEADS, kind="status", status=500)
    assert talk.say("найди сделки на этапе переговоры").body["status"] == "error"
    requests.delete(f"{stage.sandbox.url}/_sandbox/faults", timeout=10)
    assert talk.say("да").body["status"] == "done"


def test_users_kept_from_us_are_numbers_and_searches_still_work(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage()
    flags = {"users_forbidden": True}
    requests.post(f"{stage.sandbox.url}/_sandbox/flags", json=flags, timeout=10)
    said = stage.talk().say("найди сделки на этапе переговоры")
    assert said.body["status"] == "done"
    assert any("сотрудник №102" in line for row in said.body["records"] for line in row["lines"])


def test_a_fault_of_ours_shows_no_trace(
    make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("secret +79161234567")

    monkeypatch.setattr(assistant, "decide", break_down)
    said = make_stage().talk().say("привет")
    assert said.body["error"] == {"code": "internal", "retry": True}
    assert "secret" not in str(said.body)
    assert said.body["request_id"] in said.text


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/status"])
def test_a_fault_of_ours_is_no_success_to_machines(
    make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A balancer must not take a process for ready that cannot even say so."""

    def break_down(*_: object) -> None:
        raise RuntimeError("secret +79161234567")

    monkeypatch.setattr(Probes, "_amiss", break_down)
    monkeypatch.setattr(Statuses, "status", break_down)
    body = refused(requests.get(make_stage().url + path, timeout=5), 500)
    assert body["request_id"] in body["detail"]
    assert "secret" not in str(body)


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/chat", "/api/v1/hints", "/oauth/start"])
def test_grants_that_cannot_be_kept_are_said_by_every_address(
    make_stage: Callable[..., Stage], tmp_path: Path, path: str
) -> None:
    (tmp_path / "store.grants.sqlite3").mkdir()
    stage = make_stage(serves=ManyAccounts(keys=("k" * 40,)), origins=(ORIGIN,))
    method = "POST" if path.endswith("chat") else "GET"
    headers = {"Origin": ORIGIN}
    answer = requests.request(method, stage.url + path, json={}, headers=headers, timeout=5)
    assert "временно недоступен" in refused(answer, 503)["detail"]
    read = answer.headers.get("Access-Control-Allow-Origin")
    assert read == (ORIGIN if path.startswith("/api/") else None)


def test_grants_that_went_away_meanwhile_are_no_fault_of_amocrm(texts: Replies) -> None:
    answer = answer_of(StoreUnavailable(), texts)
    assert answer.trouble == Trouble(Code.INTERNAL, retry=True)
    assert "amoCRM" not in answer.text


def test_a_fault_of_ours_loses_no_waiting_write(
    make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError

    talk = make_stage().talk(entity={"type": "leads", "id": 5001})
    talk.say("подними бюджет на 50 тысяч")
    with monkeypatch.context() as broken:
        broken.setattr(assistant, "decide", break_down)
        assert talk.say("да").body["status"] == "error"
    assert talk.say("да").body["intent"] == "update_lead"


def test_the_journal_names_nobody(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "assistant")
    stage.talk().say("найди Ивана Петрова 89161234567")
    written = " ".join(record.getMessage() for record in caplog.records)
    assert "find_contacts" in written
    assert "Петров" not in written
    assert "1234567" not in written
