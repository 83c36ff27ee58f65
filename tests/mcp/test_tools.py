"""Every tool through the official client: what it finds, asks, writes and refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.mcp.callers import MODES, House, Person, text_of

DEAL = "amocrm://leads/5001"
PAGE = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")
READS = {
    "search_contacts": ({"name": "Иван Петров"}, "amocrm://contacts/7001"),
    "search_deals": ({"name": "Внедрение CRM"}, DEAL),
    "search_companies": ({"name": "Ромашка"}, "amocrm://companies/8001"),
    "search_tasks": ({"record": DEAL}, "amocrm://tasks/6001"),
    "show": ({"record": DEAL}, DEAL),
    "ask": ({"text": "расскажи про эту сделку", "context": [DEAL]}, DEAL),
}
WRITES = {
    "create_task": {"text": "позвонить", "due": "2030-03-06T15:00", "record": DEAL},
    "add_note": {"record": DEAL, "text": "перезвонит сам"},
    "complete_task": {"task": "amocrm://tasks/6001", "result": "договорились"},
    "update_deal": {"deal": DEAL, "budget": 500000, "stage": "отправлено кп"},
    "ask": {"text": "добавь примечание к сделке 5001: проверка"},
}


def uris(result: Any) -> list[str]:
    return [one["uri"] for one in result.structured_content["records"]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tool", READS)
def test_a_reading_tool_names_the_record(house: House, tool: str, mode: str) -> None:
    arguments, wanted = READS[tool]
    result = house.call(tool, arguments, mode=mode)
    assert not result.is_error
    assert wanted in uris(result)
    assert house.writes == 0


def test_a_report_counts(house: House) -> None:
    result = house.call("report", {"metric": "count", "group_by": "stage"})
    assert "Переговоры" in result.structured_content["text"]


@pytest.mark.parametrize("due", ["2030-03-06", "20300306", "2030-W10-3"])
def test_a_day_is_a_whole_day_however_it_is_written(house: House, due: str) -> None:
    person = Person(["да"])
    house.call("create_task", {"text": "позвонить", "due": due, "record": DEAL}, person=person)
    assert "6 марта 2030, весь день" in person.asked[0].message.replace("\u00a0", " ")


@pytest.mark.parametrize("mode", MODES)
def test_the_record_outlives_a_question(house: House, mode: str) -> None:
    person = Person(["завтра в 15:00", "да"])
    late = {"text": "позвонить", "due": "2020-03-06T15:00", "record": DEAL}
    result = house.call("create_task", late, mode=mode, person=person)
    assert not result.is_error, text_of(result)
    assert "уже прошло" in person.asked[0].message
    assert "Внедрение CRM" in person.asked[1].message
    assert house.writes == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tool", WRITES)
def test_a_write_waits_for_the_person(house: House, tool: str, mode: str) -> None:
    person = Person(["да"])
    result = house.call(tool, WRITES[tool], mode=mode, person=person)
    assert not result.is_error, text_of(result)
    assert result.structured_content["status"] == "done"
    assert len(person.asked) == 1
    assert person.asked[0].requested_schema["properties"]["answer"]["enum"][0] == "да"
    assert house.writes == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tool", WRITES)
def test_a_write_that_is_declined_does_not_happen(house: House, tool: str, mode: str) -> None:
    result = house.call(tool, WRITES[tool], mode=mode, person=Person([None]))
    assert result.structured_content["status"] == "done"
    assert house.writes == 0


@pytest.mark.parametrize("tool", WRITES)
def test_a_client_that_cannot_ask_gets_the_question(house: House, tool: str) -> None:
    first = house.call(tool, WRITES[tool]).structured_content
    assert first["status"] == "confirm"
    assert house.writes == 0
    answer = {"text": "да", "state": first["state"]}
    assert house.call("ask", answer).structured_content["status"] == "done"
    house.call("ask", answer)
    assert house.writes == 1


@pytest.mark.parametrize("mode", MODES)
def test_a_question_comes_before_the_confirmation(house: House, mode: str) -> None:
    person = Person(["позвонить", "завтра", "да"])
    said = {"text": "поставь задачу по сделке 5001"}
    result = house.call("ask", said, mode=mode, person=person)
    assert result.structured_content["status"] == "done"
    assert len(person.asked) == 3
    assert house.writes == 1


def test_a_stage_that_the_pipeline_lacks_is_asked_for(house: House) -> None:
    person = Person(["Думает", "да"])
    wrong = {"deal": DEAL, "pipeline": "Повторные продажи", "stage": "Тендер"}
    result = house.call("update_deal", wrong, person=person)
    assert result.structured_content["status"] == "done"
    assert "нет этапа «Тендер»" in person.asked[0].message
    assert "Думает" in result.structured_content["text"]
    assert house.writes == 1


def test_a_write_can_be_undone(house: House) -> None:
    done = house.call("add_note", WRITES["add_note"], person=Person(["да"])).structured_content
    undone = house.call("ask", {"text": "отмени", "state": done["state"]}, person=Person())
    assert undone.structured_content["status"] == "done"


def test_a_long_list_has_a_next_page(house: House) -> None:
    first = house.call("search_contacts").structured_content
    assert first["more"]
    assert len(first["records"]) == 10
    second = house.call("search_contacts", {"cursor": first["state"]}).structured_content
    seen = {one["uri"] for one in first["records"]}
    assert second["records"]
    assert seen.isdisjoint(one["uri"] for one in second["records"])


@pytest.mark.parametrize(
    ("tool", "arguments", "helps"),
    [
        ("nothing", {}, "Unknown tool"),
        ("search_deals", {"stage": "нет такого"}, "Переговоры"),
        ("search_deals", {"limit": 1000}, "limit"),
        ("search_deals", {"min_budget": "много"}, "min_budget"),
        ("search_contacts", {"name": "я" * 5000}, "name"),
        ("search_contacts", {"cursor": "я" * 20000}, "cursor"),
        ("search_deals", {"created_from": "вчера"}, "2026-03-05"),
        ("search_deals", {"responsable": "me"}, "responsable"),
        ("search_deals", {"limit": True}, "limit"),
        ("update_deal", {"deal": DEAL, "budget": True}, "budget"),
        ("update_deal", {"deal": DEAL, "budget": 10**13}, "budget"),
        ("update_deal", {"deal": DEAL, "price": 5, "name": "x"}, "price"),
        ("ask", {"text": "я" * 5000}, "text"),
        ("ask", {"text": "привет", "context": [DEAL] * 100}, "context"),
        ("ask", {"text": ["да"]}, "text"),
        ("ask", {"text": " "}, "пуст"),
        ("ask", {"text": "привет", "context": ["file:///etc/passwd"]}, "amocrm://leads"),
        ("ask", {"text": "привет", "context": ["amocrm://selection/0"]}, "amocrm://leads"),
        ("show", {"record": "5001"}, "amocrm://leads/5001"),
        ("show", {}, "record"),
        ("create_task", {"text": "x", "due": "потом"}, "2026-03-05"),
        ("complete_task", {"task": DEAL}, "amocrm://tasks/"),
        ("update_deal", {"deal": DEAL}, "изменить"),
        ("update_deal", {"deal": "amocrm://contacts/7001", "budget": 1}, "amocrm://leads/"),
        ("update_deal", {"deal": DEAL, "responsible": "Никто"}, "Мария Иванова"),
    ],
)
def test_a_wrong_call_says_what_would_help(
    house: House, tool: str, arguments: dict[str, Any], helps: str
) -> None:
    result = house.call(tool, arguments, person=Person())
    assert result.is_error
    assert helps in text_of(result)
    assert house.writes == 0


def test_the_tools_say_what_they_are(house: House) -> None:
    tools = house.with_client(lambda client: client.list_tools()).tools
    assert len(tools) <= 12
    for tool in tools:
        hints = tool.annotations
        assert hints.read_only_hint is not (tool.name in WRITES)
        assert hints.destructive_hint is (tool.name in ("ask", "complete_task", "update_deal"))
        assert hints.idempotent_hint is not None
        assert tool.output_schema
        assert tool.description


def test_all_schemas_together_stay_small(house: House) -> None:
    tools = house.with_client(lambda client: client.list_tools()).tools
    parts = (one.model_dump(by_alias=True, exclude_none=True, mode="json") for one in tools)
    size = len(json.dumps(list(parts), ensure_ascii=False))
    # A token is taken to be three characters, fewer than any tokenizer has on English JSON.
    assert size / 3 < 6000
    assert f"{size:,} characters".replace(",", " ") in PAGE


def test_the_snippets_of_the_page_are_well_formed() -> None:
    blocks = re.findall(r"```(json|toml)\n(.*?)```", PAGE, re.DOTALL)
    read = {"json": json.loads, "toml": tomllib.loads}
    servers = [next(iter(read[kind](text).values())) for kind, text in blocks[:2] + blocks[3:]]
    assert [list(one) for one in servers] == [["amocrm"]] * 4
    assert read[blocks[2][0]](blocks[2][1])["servers"]["amocrm"]["type"] == "http"


def test_records_are_resources(house: House) -> None:
    for uri, said in (
        (DEAL, "Внедрение CRM"),
        ("amocrm://contacts/7001", "Петров"),
        ("amocrm://companies/8001", "Ромашка"),
        ("amocrm://tasks/6001", "договор"),
        ("amocrm://account/pipelines", "Переговоры"),
        ("amocrm://help", "найди"),
    ):
        found = house.with_client(lambda client, uri=uri: client.read_resource(uri))
        assert said in found.contents[0].text


def test_prompts_name_the_tools_they_need(house: House) -> None:
    prompts = house.with_client(lambda client: client.list_prompts()).prompts
    assert {one.name for one in prompts} == {"call_brief", "my_day", "pipeline_review"}
    got = house.with_client(lambda client: client.get_prompt("call_brief", {"record": DEAL}))
    assert DEAL in got.messages[0].content.text


def test_the_chat_never_loads_the_sdk() -> None:
    code = (
        "import sys, service.app; sys.exit('mcp' in sys.modules or 'pydantic_core' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
