"""/debug/parse: off by default, explains everything, executes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from nlu.lexicon import DATA
from service.debug.authority import Onlooker
from service.debug.explain import account_of
from service.errors import Refusal
from tests.service.assistant_stage import Stage

TOKEN = "a-debug-token-of-the-tests-long-enough"
PHRASE = "поставь Марии Ивановой задачу позвонить клиенту завтра в 15:00"
AT = {"now": "2026-03-05T10:00:00+03:00", "user_id": 101}
CARD = {"entity": {"type": "leads", "id": 5001}, "section": "leads_card", "selected_text": None}


@pytest.fixture
def open_stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage(debug_token=TOKEN)


def explain(stage: Stage, token: str = TOKEN, **body: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(f"{stage.url}/debug/parse", headers=headers, json=body, timeout=20)


def explained(stage: Stage, **body: Any) -> dict[str, Any]:
    answer = explain(stage, **{**AT, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _admin() -> int:
    users = json.loads((DATA / "account.json").read_text(encoding="utf-8"))["users"]
    return next(int(one["id"]) for one in users if one["rights"]["is_admin"])


def _is_manager(rights: dict[str, Any]) -> bool:
    return bool(rights["is_active"] and not rights["is_admin"] and not rights["is_free"])


def seen(stage: Stage) -> list[str]:
    log = requests.get(f"{stage.sandbox.url}/_sandbox/log", timeout=10).json()
    entries = log if isinstance(log, list) else log["log"]
    return [f"{one['method']} {one['path']}" for one in entries]


def test_it_is_off_by_default(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    assert requests.get(f"{stage.url}/debug/parse", timeout=10).status_code == 404
    assert explain(stage, text=PHRASE).status_code == 404
    assert requests.post(f"{stage.url}/debug/parse", json={}, timeout=10).status_code == 404


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ю"])
def test_a_wrong_token_is_refused(open_stage: Stage, token: str) -> None:
    header = f"Bearer {token}".encode()
    answer = requests.post(
        f"{open_stage.url}/debug/parse",
        headers={"Authorization": header},
        json={"text": PHRASE},
        timeout=10,
    )
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_administrator_of_the_account_may_look_and_a_manager_may_not(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage()
    users = json.loads((DATA / "account.json").read_text(encoding="utf-8"))["users"]
    admin = _admin()
    manager = next(one["id"] for one in users if _is_manager(one["rights"]))
    codes = {
        user: requests.post(
            f"{stage.url}/debug/parse",
            headers={"X-Auth-Token": stage.token(user)},
            json={"text": PHRASE},
            timeout=10,
        ).status_code
        for user in (admin, manager)
    }
    assert codes == {admin: 200, manager: 403}


def test_it_gives_the_contracts_parse_with_the_trace(open_stage: Stage) -> None:
    found = explained(open_stage, text=PHRASE, context=CARD)
    assert found["intent"] == "create_task"
    assert found["slots"]["due"] == {"at": "2026-03-06T15:00:00+03:00", "all_day": False}
    assert {"slot": "due", "start": 48, "end": 62, "text": "завтра в 15:00"} in found["spans"]
    assert found["trace"]["examples"]
    assert found["trace"]["likely"][0]["intent"] == "create_task"
    assert [one["text"] for one in found["trace"]["words"]][:2] == ["поставь", "Марии"]
    assert any(one["rule"].startswith("find_tasks.") and one["why"] for one in found["rejected"])


def test_it_says_what_would_be_answered_and_asked_without_asking(open_stage: Stage) -> None:
    explained(open_stage, text="привет")
    open_stage.sandbox.world.journal.clear()
    found = explained(open_stage, text=PHRASE, context=CARD)
    assert found["reply"]["status"] == "confirm"
    assert "Мария Иванова" in found["reply"]["text"]
    assert [f"{one['method']} {one['path']}" for one in found["requests"]] == [
        "GET /api/v4/leads/5001"
    ]
    search = explained(open_stage, text="найди сделки на этапе переговоры")
    assert search["requests"][0]["path"] == "/api/v4/leads"
    assert search["reply"]["status"] == "done"
    assert seen(open_stage) == []


def test_it_leans_on_the_turn_before(open_stage: Stage) -> None:
    previous = {
        "intent": "find_leads",
        "slots": {"stage": "Переговоры"},
        "asked": None,
        "records": [{"type": "leads", "id": 5001, "title": "Внедрение CRM"}],
    }
    found = explained(open_stage, text="а за прошлый месяц?", previous=previous)
    assert found["intent"] == "find_leads"
    assert found["slots"]["stage"] == "Переговоры"


def test_a_write_that_needs_no_yes_is_named_and_not_done(make_stage: Callable[..., Stage]) -> None:
    from service.settings import ConfirmWrites

    stage = make_stage(debug_token=TOKEN, confirm=ConfirmWrites.INFERRED)
    found = explained(
        stage, text="добавь примечание к сделке 5001: просили перезвонить", context=CARD
    )
    assert (found["reply"], found["replay"]) == (None, None)
    assert [one["method"] for one in found["requests"]] == ["GET", "POST"]
    assert "просили перезвонить" in json.dumps(found["requests"][1]["body"], ensure_ascii=False)
    assert [one for one in seen(stage) if not one.startswith("GET")] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": 5},
        {"text": "а", "now": "вчера"},
        {"text": "а", "context": 5},
        {"text": "а" * 3000},
    ],
)
def test_a_wrong_body_is_refused(open_stage: Stage, body: dict[str, Any]) -> None:
    assert explain(open_stage, **body).status_code == 422


def test_the_copied_phrase_is_measured_as_right(open_stage: Stage) -> None:
    from nlu.corpus import phrase_from_json

    found = explained(open_stage, text=PHRASE, context=CARD)
    phrase = phrase_from_json(found["labelled"])
    assert phrase.request.text == PHRASE
    assert phrase.accept[0].slots == found["slots"]
    assert {one.slot for one in phrase.spans} >= {"due", "text", "responsible"}


def test_the_page_shows_nothing_by_itself_and_allows_only_its_own_script(open_stage: Stage) -> None:
    answer = requests.get(f"{open_stage.url}/debug/parse", timeout=10)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "script-src 'nonce-" in policy
    assert "unsafe" not in policy
    assert "Иванова" not in answer.text
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}">' in answer.text


def test_an_administrator_sees_no_other_account(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    answer = requests.post(
        f"{stage.url}/debug/parse",
        headers={"X-Auth-Token": stage.token(_admin())},
        json={"text": "сделки Марии Ивановой", "account_id": 1},
        timeout=10,
    )
    assert answer.status_code == 200
    assert answer.json()["slots"]["responsible"] == "Мария Иванова"


def test_only_the_operator_of_many_accounts_names_one(make_stage: Callable[..., Stage]) -> None:
    onlooker = Onlooker(None, None)
    assert account_of({"account_id": 5}, onlooker) == 5
    assert account_of({"account_id": 5}, Onlooker(7, 101)) == 7
    with pytest.raises(Refusal):
        account_of({}, onlooker)
    stage = make_stage(debug_token=TOKEN)
    assert explain(stage, text="привет", account_id=5).status_code == 200
