"""What the chat endpoint refuses before anything is understood: problem+json in Russian."""

from __future__ import annotations

import json
import re
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.service.assistant_stage import ORIGIN, Stage

RUSSIAN = re.compile("[а-яё]{3}", re.IGNORECASE)


def refused(answer: requests.Response, status: int) -> dict[str, Any]:
    """The problem document of a refusal, checked to be one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["status"] == status
    assert RUSSIAN.search(document["detail"])
    assert document["request_id"] == answer.headers["X-Request-ID"]
    assert {"response", "js_params"}.isdisjoint(document)
    return document


NOT_JSON = {
    "empty": b"",
    "truncated": b'{"text": "hi"',
    "trailing junk": b'{"text": "hi"} x',
    "single quotes": b"{'text': 'hi'}",
    "comment": b'{"text": "hi" /* c */}',
    "cp1251": '{"text": "привет"}'.encode("cp1251"),
    "utf-16": '{"text": "hi"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"text": "hi"}',
    "nan": b'{"text": "hi", "context": NaN}',
    "infinity": b'{"text": "hi", "x": -Infinity}',
    "huge exponent": b'{"text": "hi", "x": 1e999}',
    "990 deep": b'{"text": "hi", "x": ' + b"[" * 990 + b"]" * 990 + b"}",
    "7000 deep": b"[" * 7000 + b"]" * 7000,
    "5000 digits": b'{"text": "hi", "x": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_a_body_that_is_no_proper_json_is_400(stage: Stage, body: bytes) -> None:
    refused(stage.post(body), 400)


@pytest.mark.parametrize("body", ["null", "[]", '"text"', "5", "true"])
def test_json_that_is_no_object_is_400(stage: Stage, body: str) -> None:
    refused(stage.post(body), 400)


WRONG_SHAPES = {
    "no text": {},
    "text null": {"text": None},
    "text list": {"text": ["hi"]},
    "text object": {"text": {}},
    "text number": {"text": 5},
    "empty": {"text": ""},
    "spaces": {"text": " \n\t\u00a0"},
    "long": {"text": "а" * 2001},
    "message id number": {"text": "hi", "message_id": 5},
    "message id long": {"text": "hi", "message_id": "a" * 101},
    "state object": {"text": "hi", "state": {}},
    "context list": {"text": "hi", "context": []},
    "entity word": {"text": "hi", "context": {"entity": "leads/1"}},
    "entity id word": {"text": "hi", "context": {"entity": {"type": "leads", "id": "1"}}},
    "entity id true": {"text": "hi", "context": {"entity": {"type": "leads", "id": True}}},
    "entity id huge": {"text": "hi", "context": {"entity": {"type": "leads", "id": 2**60}}},
    "selected text number": {"text": "hi", "context": {"selected_text": 5}},
    "selected words": {"text": "hi", "context": {"selected": ["a"]}},
    "selected many": {"text": "hi", "context": {"selected": list(range(1, 300))}},
}


@pytest.mark.parametrize("body", WRONG_SHAPES.values(), ids=WRONG_SHAPES.keys())
def test_members_of_a_wrong_shape_are_422(stage: Stage, body: dict[str, Any]) -> None:
    refused(stage.post(body), 422)


def test_the_longest_text_is_answered(stage: Stage) -> None:
    assert stage.post({"text": "а" * 2000}).status_code == 200


def test_a_long_text_is_told_its_length(stage: Stage) -> None:
    assert "2001 символ," in refused(stage.post({"text": "а" * 2001}), 422)["detail"]


ODD = {
    "nul": "\x00",
    "escape": "\x1b[31m",
    "newline": "привет\r\nX: y",
    "lone surrogate": "\ud800",
    "invisible": "\u202e\u200b\U000e0041",
    "decomposed": "и\u0306",
    "emoji": "🍕" * 90,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_characters_are_answered(stage: Stage, text: str) -> None:
    answer = stage.post(json.dumps({"text": text}))
    assert answer.status_code == 200
    answer.content.decode("utf-8")


def test_unknown_members_and_an_unknown_card_are_passed_over(stage: Stage) -> None:
    body = {
        "text": "привет",
        "__proto__": {"a": 1},
        "context": {"entity": {"type": "catalogs", "id": 1}, "section": 5, "url": ["x"]},
    }
    assert stage.post(body).json()["intent"] == "greet"


def test_a_body_over_32_kb_is_413(stage: Stage) -> None:
    refused(stage.post({"text": "hi", "x": "a" * 33_000}), 413)


def test_another_content_type_is_415(stage: Stage) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        refused(stage.post(b'{"text": "hi"}', headers={"Content-Type": kind}), 415)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_405_and_says_which_are_allowed(stage: Stage, method: str) -> None:
    answer = requests.request(method, f"{stage.url}/api/v1/chat", timeout=10)
    refused(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_an_unknown_address_is_404(stage: Stage) -> None:
    refused(requests.get(f"{stage.url}/api/v1/nothing", timeout=10), 404)


def test_an_answer_has_the_members_of_the_contract(stage: Stage) -> None:
    answer = stage.post({"text": "найди сделки на этапе переговоры"})
    body = answer.json()
    assert set(body) == {
        "text", "status", "intent", "source", "records", "buttons", "understood", "chart", "link",
        "state", "error", "request_id", "took_ms",
    }  # fmt: skip
    assert body["records"][0].keys() == {"type", "id", "title", "url", "lines"}
    assert body["records"][0]["url"] == f"/leads/detail/{body['records'][0]['id']}"
    assert body["error"] is None
    assert body["source"] == "rules"


def test_a_request_id_of_the_proxy_is_kept_and_a_strange_one_replaced(stage: Stage) -> None:
    given = stage.post({"text": "привет"}, headers={"X-Request-ID": "abcdef-123456"})
    assert given.json()["request_id"] == "abcdef-123456"
    strange = stage.post({"text": "привет"}, headers={"X-Request-ID": "a b<script>"})
    assert strange.json()["request_id"] != "a b<script>"


def test_health_is_answered_without_a_token(stage: Stage) -> None:
    answer = requests.get(f"{stage.url}/healthz", timeout=10)
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


class TestCors:
    """Pages of the account may read answers; nobody else's may."""

    FOREIGN = (
        "null",
        "http://severveter.amocrm.ru",
        "https://severveter.amocrm.ru.evil.com",
        "https://other.amocrm.ru",
        "https://severveter.amocrm.ru:8443",
    )

    def preflight(self, stage: Stage, origin: str) -> requests.Response:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        return requests.options(f"{stage.url}/api/v1/chat", headers=headers, timeout=10)

    def test_the_account_may(self, stage: Stage) -> None:
        answer = self.preflight(stage, ORIGIN)
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "X-Auth-Token" in answer.headers["Access-Control-Allow-Headers"]
        assert answer.headers["Access-Control-Allow-Methods"] == "POST"
        assert "Origin" in answer.headers["Vary"]

    @pytest.mark.parametrize("origin", FOREIGN)
    def test_others_may_not(self, stage: Stage, origin: str) -> None:
        answer = self.preflight(stage, origin)
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        said = stage.post({"text": "привет"}, headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in said.headers

    def test_an_answer_and_a_refusal_can_be_read(self, stage: Stage) -> None:
        for body in ({"text": "привет"}, {"text": ""}):
            answer = stage.post(body, headers={"Origin": ORIGIN})
            assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
            assert "Access-Control-Allow-Credentials" not in answer.headers


def test_every_answer_forbids_sniffing_and_caching(stage: Stage) -> None:
    answer = stage.post({"text": "привет"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_two_token_headers_are_refused(stage: Stage) -> None:
    token, parts = stage.token(101), urlsplit(stage.url)
    body = b'{"text": "\xd0\xb4\xd0\xb0"}'
    lines = [
        "POST /api/v1/chat HTTP/1.1",
        f"Host: {parts.netloc}",
        f"X-Auth-Token: {token}",
        f"X-Auth-Token: {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
        "",
        "",
    ]
    with socket.create_connection((parts.hostname or "", parts.port or 0), 10) as connection:
        connection.sendall("\r\n".join(lines).encode() + body)
        answer = connection.recv(65_536)
    assert answer.split()[1] == b"400"
