"""docs/openapi.json says what the application does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from service.app import create_app
from service.mind import Mind
from service.settings import Settings
from tests.service.assistant_stage import Stage

PATH = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
DOCUMENT: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))


def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return Draft202012Validator(schema)


def test_the_public_addresses_are_those_of_the_application(settings: Settings, mind: Mind) -> None:
    app = create_app(settings, mind=mind)
    served = {
        (str(rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method != "HEAD" and str(rule).startswith(("/api/", "/healthz"))
    } - {("/healthz", "options")}
    described = {(path, verb) for path, verbs in DOCUMENT["paths"].items() for verb in verbs}
    assert served == described


@pytest.mark.parametrize(
    "text",
    [
        "привет",
        "найди сделки на переговорах",
        "сделки Ивана Петрова",
        "поставь задачу позвонить клиенту завтра",
        "сумма сделок по воронкам",
        "абракадабра",
    ],
)
def test_answers_fit_their_schema(stage: Stage, text: str) -> None:
    context = {"entity": {"type": "leads", "id": 5001}, "selected": [5001]}
    body = {"text": text, "message_id": "m-1", "context": context, "state": None}
    validator("Message").validate(body)
    validator("Answer").validate(stage.post(body).json())


def test_an_error_fits_its_schema(stage: Stage) -> None:
    fault = {"kind": "status", "status": 500, "match": "/api/v4/leads", "count": 9}
    requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    body = stage.post({"text": "найди сделки на переговорах"}).json()
    assert body["status"] == "error"
    validator("Answer").validate(body)


def test_refusals_fit_their_schema_and_are_described(stage: Stage) -> None:
    described = set(DOCUMENT["paths"]["/api/v1/chat"]["post"]["responses"])
    for sent in (b"{", b"{}", b'{"text": ""}'):
        answer = stage.post(sent)
        validator("Problem").validate(answer.json())
        assert str(answer.status_code) in described


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ({"text": "hi"}, True),
        ({"text": "hi", "extra": 1}, True),
        ({"text": ""}, False),
        ({}, False),
        ({"text": "hi", "context": {"entity": {"type": "leads", "id": 0}}}, False),
        ({"text": "hi", "context": {"selected": ["1"]}}, False),
        ({"text": "hi", "message_id": "a b"}, False),
    ],
)
def test_the_schema_of_a_message_agrees_with_the_application(
    stage: Stage, body: dict[str, Any], fits: bool
) -> None:
    assert validator("Message").is_valid(body) is fits
    assert (stage.post(body).status_code == 200) is fits
