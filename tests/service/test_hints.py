"""The hints of an open card: what is amiss, for whom, and that each phrase mends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.service.assistant_stage import ORIGIN, Stage
from tests.service.test_openapi import validator

PATH = "/api/v1/hints"


def get(stage: Stage, entity: str, user: int = 101, **given: Any) -> requests.Response:
    headers = given.pop("headers", {"X-Auth-Token": stage.token(user)})
    params = {"entity": entity}
    return requests.get(stage.url + PATH, params=params, headers=headers, timeout=10, **given)


def codes(stage: Stage, entity: str, user: int = 101) -> list[str]:
    answer = get(stage, entity, user)
    assert answer.status_code == 200
    validator("Hints").validate(answer.json())
    return [one["code"] for one in answer.json()["hints"]]


@pytest.mark.parametrize(
    ("entity", "amiss"),
    [
        ("leads/5001", ["stuck"]),
        ("leads/5014", ["no_task", "stuck", "no_phone"]),
        ("leads/5010", ["no_task"]),
        ("leads/5002", ["overdue", "stuck"]),
        ("leads/5003", ["no_task"]),
        ("leads/5009", []),
        ("contacts/7011", ["no_phone"]),
        ("contacts/7009", ["overdue"]),
        ("companies/8001", []),
    ],
)
def test_what_is_amiss_with_a_card(stage: Stage, entity: str, amiss: list[str]) -> None:
    assert codes(stage, entity) == amiss


def test_when_a_deal_is_stuck_is_the_operators_word(make_stage: Callable[..., Stage]) -> None:
    patient, hasty = make_stage(stuck_days=9), make_stage(stuck_days=3)
    assert "stuck" not in codes(patient, "leads/5001")
    assert "stuck" in codes(hasty, "leads/5003")
    said = hasty.talk(102).say("что у меня на сегодня").text.replace("\u00a0", " ")
    assert "Без движения 3 дня и дольше" in said


def test_a_hint_is_a_sentence_and_a_phrase(stage: Stage) -> None:
    first = get(stage, "leads/5014").json()["hints"][1]
    assert first["text"] == "Без движения 18 дней"
    assert first["send"]


@pytest.mark.parametrize("entity", ["leads/5014", "leads/5002", "contacts/7011"])
def test_each_phrase_starts_what_mends_it(stage: Stage, entity: str) -> None:
    kind, own = entity.split("/")
    wanted = {
        "overdue": "reschedule_task",
        "no_task": "create_task",
        "stuck": "create_task",
        "no_phone": "update_contact",
    }
    for hint in get(stage, entity).json()["hints"]:
        said = stage.talk(entity={"type": kind, "id": int(own)}).say(hint["send"])
        assert said.body["intent"] == wanted[hint["code"]]
        assert said.body["status"] in ("confirm", "question")


def test_a_card_out_of_sight_has_the_hints_of_one_that_is_not_there(stage: Stage) -> None:
    hidden, absent = get(stage, "leads/5014", 104).json(), get(stage, "leads/999999", 104).json()
    assert hidden["hints"] == absent["hints"] == []


def test_few_calls_to_amocrm(stage: Stage) -> None:
    stage.sandbox.world.journal.clear()
    get(stage, "leads/5014")
    assert len(list(stage.sandbox.world.journal._entries)) <= 5


def test_people_out_of_sight_give_no_hint_away(stage: Stage) -> None:
    """A deal in sight may have people who are not: their lack of a phone is not told."""
    admin = {"Authorization": f"Bearer {stage.sandbox.world.admin_token()}"}
    lead, given = f"{stage.sandbox.url}/api/v4/leads/5014", {"responsible_user_id": 104}
    assert requests.patch(lead, json=given, headers=admin, timeout=10).status_code == 200
    assert codes(stage, "leads/5014", 104) == ["no_task"]  # changed a moment ago: not stuck


def test_trouble_with_amocrm_is_silence(stage: Stage) -> None:
    fault = {"kind": "status", "status": 500, "match": "/api/v4/leads", "count": 9}
    requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    assert codes(stage, "leads/5014") == []


@pytest.mark.parametrize("entity", ["", "leads", "leads/0", "tasks/6001", "leads/x", "leads/1/2"])
def test_what_names_no_card_is_422(stage: Stage, entity: str) -> None:
    answer = get(stage, entity)
    assert answer.status_code == 422
    validator("Problem").validate(answer.json())


def test_without_a_token_nothing_is_told(stage: Stage) -> None:
    assert get(stage, "leads/5014", headers={}).status_code == 401


def test_the_page_of_the_account_may_ask_and_no_other(stage: Stage) -> None:
    token = {"X-Auth-Token": stage.token(101)}
    own = get(stage, "leads/5014", headers={**token, "Origin": ORIGIN})
    assert own.headers["Access-Control-Allow-Origin"] == ORIGIN
    foreign = get(stage, "leads/5014", headers={**token, "Origin": "https://evil.example"})
    assert foreign.status_code == 403
    flight = requests.options(stage.url + PATH, headers={"Origin": ORIGIN}, timeout=10)
    assert flight.status_code == 204
    assert "X-Auth-Token" in flight.headers["Access-Control-Allow-Headers"]
