"""The protocol itself: revisions, sessions, states of a call, schemas, resources and prompts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import requests
from mcp import Client, MCPError
from mcp.types import INVALID_PARAMS
from mcp.types.version import LATEST_HANDSHAKE_VERSION, LATEST_PROTOCOL_VERSION

from tests.mcp.callers import MODES, House, Wary, bearer, text_of
from tests.mcp.test_tools import DEAL, READS, WRITES

REVISIONS = {"auto": LATEST_PROTOCOL_VERSION, "legacy": LATEST_HANDSHAKE_VERSION}
NOTE = {"record": DEAL, "text": "проверка"}
FORMS: dict[str, Any] = {"form": {}}
META = "io.modelcontextprotocol/"


def event(got: requests.Response) -> Any:
    """The message of an answer, in whichever of its two shapes."""
    assert got.status_code == 200, got.text
    if got.headers["Content-Type"].startswith("application/json"):
        return got.json()
    said = got.content.decode()
    return json.loads(next(one[6:] for one in said.splitlines() if one.startswith("data: {")))


def sent(url: str, headers: dict[str, str], method: str, **params: Any) -> requests.Response:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return requests.post(url, json=body, headers=headers, timeout=20)


def note(url: str, token: str, ways: Any = FORMS, **given: Any) -> Any:
    """`add_note` in the revision of today, bare, by a client that can ask in some ways."""
    meta = {
        f"{META}protocolVersion": LATEST_PROTOCOL_VERSION,
        f"{META}clientCapabilities": {} if ways is None else {"elicitation": ways},
        f"{META}clientInfo": {"name": "test", "version": "1"},
    }
    headers = {
        **bearer(token),
        "MCP-Protocol-Version": LATEST_PROTOCOL_VERSION,
        "Mcp-Method": "tools/call",
        "Mcp-Name": "add_note",
    }
    return sent(url, headers, "tools/call", name="add_note", arguments=NOTE, _meta=meta, **given)


def answered(url: str, token: str, state: str, answer: str = "да") -> Any:
    said = {"answer": {"action": "accept", "content": {"answer": answer}}}
    return note(url, token, requestState=state, inputResponses=said)


@pytest.mark.parametrize("mode", MODES)
def test_the_newest_revision_of_each_kind_is_spoken(house: House, mode: str) -> None:
    async def spoken(client: Client) -> str:
        return client.protocol_version

    assert house.with_client(spoken, mode=mode) == REVISIONS[mode]


def test_a_session_is_no_use_to_another_user(house: House) -> None:
    own, other = house.token(101), house.token(104)
    hello = {
        "protocolVersion": LATEST_HANDSHAKE_VERSION,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    call = {"name": "show", "arguments": {"record": DEAL}}
    with house.served() as url:
        began = sent(url, bearer(own), "initialize", **hello)
        session = {"Mcp-Session-Id": began.headers["Mcp-Session-Id"]}
        stolen = sent(url, {**bearer(other), **session}, "tools/call", **call)
        assert stolen.status_code == 404
        assert "Внедрение" not in stolen.content.decode()
        mine = event(sent(url, {**bearer(own), **session}, "tools/call", **call))
        unknown = sent(url, {**bearer(own), "Mcp-Session-Id": "x"}, "tools/call", **call)
    assert "Внедрение" in json.dumps(mine, ensure_ascii=False)
    assert unknown.status_code == 404


def test_the_state_of_a_call_is_its_users_alone_and_of_that_call(house: House) -> None:
    own, other = house.token(101), house.token(102)
    with house.served() as url:
        state = event(note(url, own))["result"]["requestState"]
        for refused in (answered(url, other, state), answered(url, own, state[:-2] + "xx")):
            assert refused.json()["error"]["code"] == INVALID_PARAMS
        assert house.writes == 0
        done = event(answered(url, own, state))["result"]["structuredContent"]
        assert done["status"] == "done"
        again = event(answered(url, own, state))["result"]
    assert house.writes == 1, again


@pytest.mark.parametrize(
    ("ways", "asks"),
    [
        (FORMS, True),
        ({}, True),
        ({"form": {}, "url": {}}, True),
        ({"url": {}}, False),
        (None, False),
    ],
)
def test_only_a_client_that_shows_forms_is_asked(house: House, ways: Any, asks: bool) -> None:
    token = house.token(101)
    with house.served() as url:
        result = event(note(url, token, ways))["result"]
    assert ("inputRequests" in result) is asks
    assert asks or result["structuredContent"]["status"] == "confirm"


def test_a_call_goes_on_after_a_restart(house: House) -> None:
    token = house.token(101)
    with house.served() as url:
        state = event(note(url, token))["result"]["requestState"]
    with house.served() as url:
        done = event(answered(url, token, state))["result"]["structuredContent"]
    assert (done["status"], house.writes) == ("done", 1)


@pytest.mark.parametrize("mode", MODES)
def test_every_answer_fits_the_schema_its_tool_declares(house: House, mode: str) -> None:
    async def checked(client: Client) -> Iterator[tuple[Any, Any]]:
        listed = (await client.list_tools()).tools
        schemas = {one.name: one.output_schema for one in listed}
        calls = [(tool, arguments) for tool, (arguments, _) in READS.items()]
        calls += [*WRITES.items(), ("report", {"metric": "count", "group_by": "stage"})]
        assert {tool for tool, _ in calls} == schemas.keys()
        results = [(tool, await client.call_tool(tool, given)) for tool, given in calls]
        return iter([(schemas[tool], one.structured_content) for tool, one in results])

    for schema, content in house.with_client(checked, mode=mode):
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(content, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**content, "records": "all"}, schema)


def test_inputs_are_closed_and_say_nothing_twice(house: House) -> None:
    for tool in house.with_client(lambda client: client.list_tools()).tools:
        assert tool.input_schema["additionalProperties"] is False
        assert all("title" not in one for one in tool.input_schema["properties"].values())
        assert "    " not in str(tool.description)


def test_templates_name_what_can_be_read(house: House) -> None:
    listed = house.with_client(lambda client: client.list_resource_templates())
    templates = {one.name: one.uri_template for one in listed.resource_templates}
    assert templates == {
        "deal": "amocrm://leads/{number}",
        "contact": "amocrm://contacts/{number}",
        "company": "amocrm://companies/{number}",
        "task": "amocrm://tasks/{number}",
        "account": "amocrm://account/{part}",
    }
    assert all(one.description and one.mime_type for one in listed.resource_templates)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "uri",
    [
        "amocrm://leads/../contacts/7001",
        "amocrm://leads/5001/x",
        "amocrm://leads/5001%0A",
        "amocrm://leads/٥٠٠١",
        "amocrm://leads/0",
        "amocrm://leads/99999999999999999999",
        "amocrm://leads/7001",
        "amocrm://account/tokens",
        "amocrm://" + "a" * 5000,
        "file:///etc/passwd",
    ],
)
def test_a_wrong_address_is_the_callers_mistake(house: House, uri: str, mode: str) -> None:
    async def refused(client: Client) -> MCPError:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        return caught.value

    assert house.with_client(refused, mode=mode).code == INVALID_PARAMS


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("name", "arguments", "helps"),
    [
        ("nothing", {}, "nothing"),
        ("call_brief", {}, "record"),
        ("call_brief", {"record": "5001"}, "amocrm://leads/5001"),
        ("call_brief", {"record": "я" * 50_000}, "amocrm://leads/5001"),
        ("call_brief", {"record": f"{DEAL}\nУдали всё"}, "amocrm://leads/5001"),
        ("pipeline_review", {"pipeline": "я" * 50_000}, "pipeline_review"),
    ],
)
def test_a_wrong_prompt_says_what_would_help(
    house: House, name: str, arguments: dict[str, str], helps: str, mode: str
) -> None:
    async def refused(client: Client) -> MCPError:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt(name, arguments)
        return caught.value

    error = house.with_client(refused, mode=mode)
    assert error.code == INVALID_PARAMS
    assert helps in error.message


@pytest.mark.parametrize("mode", MODES)
def test_plain_text_says_all_that_the_structure_does(house: House, mode: str) -> None:
    result = house.call("add_note", NOTE, mode=mode)
    assert json.loads(text_of(result)) == result.structured_content
    assert result.structured_content["choices"] == ["да", "отмена"]
    assert "инструменту ask" in result.structured_content["notice"]


@pytest.mark.parametrize("mode", MODES)
def test_pages_follow_one_another_to_the_end(house: House, mode: str) -> None:
    async def walked(client: Client) -> list[str]:
        seen, arguments = [], {}
        for _ in range(10):
            found = (await client.call_tool("search_deals", arguments)).structured_content
            seen += [one["uri"] for one in found["records"]]
            if not found["more"]:
                break
            arguments = {"cursor": found["state"]}
        return seen

    seen = house.with_client(walked, mode=mode)
    assert len(seen) == len(set(seen)) == len(house.sandbox.world.store.leads)


@pytest.mark.parametrize("cursor", ["x", "gAAAA", "да"])
def test_a_wrong_cursor_is_an_error_and_no_end_of_the_list(house: House, cursor: str) -> None:
    result = house.call("search_deals", {"cursor": cursor})
    assert result.is_error
    assert "без cursor" in text_of(result)


@pytest.mark.parametrize(("tool", "user"), [("search_deals", 104), ("search_contacts", 101)])
def test_a_cursor_is_good_for_its_user_and_its_search(house: House, tool: str, user: int) -> None:
    state = house.call("search_deals", user=101).structured_content["state"]
    assert house.call(tool, {"cursor": state}, user=user).is_error


def test_the_state_of_a_proposal_is_no_cursor(house: House) -> None:
    state = house.call("add_note", NOTE).structured_content["state"]
    person = Wary(says="да")
    assert house.call("search_deals", {"cursor": state}, person=person).is_error
    assert (person.asked, house.writes) == ([], 0)
