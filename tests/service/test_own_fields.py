"""The account's own fields by their names: in a summary, one by one, in a report."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from service.named_fields import NamedField, asked_field
from tests.service.assistant_stage import Stage

INN, SOURCE = 3106, 3201


def fill(stage: Stage, path: str, field: int, value: Any) -> None:
    """Write a field as the administrator."""
    headers = {"Authorization": f"Bearer {stage.sandbox.world.admin_token()}"}
    body = {"custom_fields_values": [{"field_id": field, "values": [{"value": value}]}]}
    url = f"{stage.sandbox.url}/api/v4/{path}"
    answer = requests.patch(url, json=body, headers=headers, timeout=10)
    assert answer.status_code == 200, answer.text


def test_a_summary_has_the_filled_fields(stage: Stage) -> None:
    fill(stage, "leads/5001", SOURCE, "Рекомендация")
    said = stage.talk(entity={"type": "leads", "id": 5001}).say("расскажи про эту сделку")
    assert "Источник: Рекомендация" in said.text
    contact = stage.talk(entity={"type": "contacts", "id": 7001}).say("расскажи про этот контакт")
    assert "Должность: директор" in contact.text


def test_one_field_of_a_deal_by_its_number(stage: Stage) -> None:
    fill(stage, "leads/5001", SOURCE, "Выставка")
    said = stage.talk().say("какой источник у сделки 5001")
    assert said.text == "Сделка «Внедрение CRM»\nИсточник: Выставка"
    assert said.body["intent"] == "show"
    assert said.rows == ["leads/5001"]


def test_one_field_of_a_company(stage: Stage) -> None:
    fill(stage, "companies/8002", INN, 7701234567)
    said = stage.talk().say("найди компанию Вектор и её ИНН")
    assert "ИНН: 7701234567" in said.text


def test_a_field_that_is_not_filled_leaves_a_search_a_search(stage: Stage) -> None:
    said = stage.talk().say("какой источник у сделки 5001")
    assert said.body["intent"] == "find_leads"
    assert said.rows == ["leads/5001"]


def test_a_field_of_a_record_out_of_sight_is_not_told(stage: Stage) -> None:
    fill(stage, "leads/5001", SOURCE, "Выставка")
    assert "Выставка" not in str(stage.talk(104).say("какой источник у сделки 5001").body)


def test_deals_by_source(stage: Stage) -> None:
    for lead in (5001, 5002):
        fill(stage, f"leads/{lead}", SOURCE, "Выставка")
    fill(stage, "leads/5004", SOURCE, "Партнёр")
    said = stage.talk().say("сумма сделок по источникам")
    shown = {bar["label"]: bar["value"] for bar in said.body["chart"]["bars"]}
    assert shown["Выставка"] == 1_700_000
    assert shown["Партнёр"] == 7_800_000
    assert set(shown) == {"Выставка", "Партнёр", "не указано"}


FIELDS = (NamedField("Источник", "а"), NamedField("ИНН", "б"), NamedField("Дата договора", "в"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("какой источник у сделки", "Источник"),
        ("без источника не обойтись", "Источник"),
        ("инн ромашки", "ИНН"),
        ("когда дата подписания договора", "Дата договора"),
        ("какая дата", None),
        ("расскажи про сделку", None),
    ],
)
def test_a_field_is_asked_for_by_its_whole_name(text: str, name: str | None) -> None:
    found = asked_field(text, FIELDS)
    assert (found.name if found else None) == name


def test_a_field_without_letters_is_never_asked_for() -> None:
    assert asked_field("расскажи про сделку", (NamedField("№", "7"),)) is None
