"""The account's own fields by their names: shown, searched by, changed and changed back."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.service.assistant_stage import Said, Stage, writes

INN, SOURCE = 3106, 3201
VECTOR, ROMASHKA = "companies/8002", "companies/8001"


def write(stage: Stage, path: str, field: int, value: Any) -> None:
    """Write a field as the administrator."""
    headers = {"Authorization": f"Bearer {stage.sandbox.world.admin_token()}"}
    body = {"custom_fields_values": [{"field_id": field, "values": [{"value": value}]}]}
    url = f"{stage.sandbox.url}/api/v4/{path}"
    answer = requests.patch(url, json=body, headers=headers, timeout=10)
    assert answer.status_code == 200, answer.text


def kept(stage: Stage, path: str) -> dict[str, Any]:
    """The own fields of a record as amoCRM shows them: name → first value."""
    headers = {"Authorization": f"Bearer {stage.sandbox.world.admin_token()}"}
    answer = requests.get(f"{stage.sandbox.url}/api/v4/{path}", headers=headers, timeout=10)
    fields = answer.json()["custom_fields_values"] or []
    return {one["field_name"]: one["values"][0]["value"] for one in fields}


def test_a_summary_has_the_filled_fields(stage: Stage) -> None:
    write(stage, "leads/5001", SOURCE, "Рекомендация")
    said = stage.talk(entity={"type": "leads", "id": 5001}).say("расскажи про эту сделку")
    assert "Источник: Рекомендация" in said.text
    contact = stage.talk(entity={"type": "contacts", "id": 7001}).say("расскажи про этот контакт")
    assert "Должность: директор" in contact.text


def test_one_field_of_a_deal_by_its_number(stage: Stage) -> None:
    write(stage, "leads/5001", SOURCE, "Выставка")
    said = stage.talk().say("какой источник у сделки 5001")
    assert said.text == "Сделка «Внедрение CRM»\nИсточник: Выставка"
    assert said.body["intent"] == "show"
    assert said.rows == ["leads/5001"]


def test_one_field_of_a_company(stage: Stage) -> None:
    write(stage, VECTOR, INN, 7701234567)
    for phrase in ("найди компанию Вектор и её ИНН", "какой ИНН у Вектора", "ИНН Вектора"):
        assert "ИНН: 7701234567" in stage.talk().say(phrase).text


def test_a_field_of_the_company_is_told_of_its_people_and_deals(stage: Stage) -> None:
    write(stage, ROMASHKA, INN, 7701234567)
    for entity in ({"type": "leads", "id": 5001}, {"type": "contacts", "id": 7001}):
        said = stage.talk(entity=entity).say("какой ИНН?")
        assert said.rows == [ROMASHKA]
        assert "ИНН: 7701234567" in said.text


def test_a_field_that_is_not_filled_is_said_to_be_so(stage: Stage) -> None:
    said = stage.talk().say("какой источник у сделки 5001")
    assert said.text == "Сделка «Внедрение CRM»\nИсточник: не заполнено"


def test_a_field_of_a_record_out_of_sight_is_not_told(stage: Stage) -> None:
    write(stage, "leads/5001", SOURCE, "Выставка")
    assert "Выставка" not in str(stage.talk(104).say("какой источник у сделки 5001").body)


def test_deals_by_source(stage: Stage) -> None:
    for lead in (5001, 5002):
        write(stage, f"leads/{lead}", SOURCE, "Выставка")
    write(stage, "leads/5004", SOURCE, "Партнёр")
    said = stage.talk().say("сумма сделок по источникам")
    shown = {bar["label"]: bar["value"] for bar in said.body["chart"]["bars"]}
    assert shown["Выставка"] == 1_700_000
    assert shown["Партнёр"] == 7_800_000
    assert set(shown) == {"Выставка", "Партнёр", "не указано"}


def test_an_account_without_the_filter_is_searched_all_the_same(stage: Stage) -> None:
    write(stage, "leads/5001", SOURCE, "Выставка")
    write(stage, VECTOR, INN, 7701234567)
    flags = {"is_api_filter_enabled": False}
    requests.post(f"{stage.sandbox.url}/_sandbox/flags", json=flags, timeout=10).raise_for_status()
    assert stage.talk().say("сделки с источником выставка").rows == ["leads/5001"]
    assert stage.talk().say("компания с ИНН 7701234567").rows == [VECTOR]


def test_records_out_of_sight_are_not_found_by_their_fields(stage: Stage) -> None:
    write(stage, "leads/5001", SOURCE, "Выставка")
    said = stage.talk(104).say("сколько сделок с источником выставка")
    assert said.text.startswith("0 сделок")


def changed_meanwhile(stage: Stage, phrase: str, path: str, field: int, value: Any) -> Said:
    talk = stage.talk()
    assert talk.say(phrase).body["status"] == "confirm"
    write(stage, path, field, value)
    return talk.say("да")


@pytest.mark.parametrize(
    ("phrase", "path", "field", "value"),
    [
        ("поменяй источник в сделке 5001 на Авито", "leads/5001", SOURCE, "Выставка"),
        ("впиши ИНН 7701234567 в карточку Ромашки", ROMASHKA, INN, "7709999999"),
        ("укажи должность Сергея Гуся: закупщик", "contacts/7009", 3001, "сторож"),
    ],
)
def test_what_somebody_changed_after_the_preview_is_left_alone(
    stage: Stage, phrase: str, path: str, field: int, value: str
) -> None:
    said = changed_meanwhile(stage, phrase, path, field, value)
    assert "поменя" in said.text
    assert value in kept(stage, path).values()


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("поменяй источник в сделке 5001 на Авито", "leads/5001"),
        ("впиши ИНН 7701234567 в карточку Ромашки", ROMASHKA),
        ("укажи должность Сергея Гуся: закупщик", "contacts/7009"),
    ],
)
def test_who_may_not_change_a_record_may_not_change_its_fields(
    stage: Stage, phrase: str, path: str
) -> None:
    before = kept(stage, path)
    said = stage.talk(106).say(phrase)
    assert said.body["status"] == "refused"
    assert kept(stage, path) == before


def test_yes_twice_on_one_state_writes_once(stage: Stage) -> None:
    talk = stage.talk()
    asked = talk.say("впиши ИНН 7701234567 в карточку Ромашки")
    assert "ИНН: не заполнено → 7701234567" in talk.say("да").text
    assert writes(stage.sandbox) == 1
    talk.say("да", state=asked.body["state"])
    assert writes(stage.sandbox) == 1
    assert kept(stage, ROMASHKA)["ИНН"] == "7701234567"
