"""The stand-in speaks Mistral's protocol, and never passes for a model."""

from __future__ import annotations

import subprocess
import sys

import pytest
import requests

from nlu.llm.proposal import read_proposal
from nlu.llm.talk import TalkFilter
from nlu.llm.wording import load_talk_words
from nlu.morphology import Morphology
from service.llm_standin import Standin
from service.llm_standin.script import load_script

BODY = {
    "model": "mistral-small-2603",
    "messages": [{"role": "user", "content": "бесишь"}],
    "response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}},
}
KEY = {"Authorization": "Bearer k"}


def post(standin: Standin, body: object, **headers: str) -> requests.Response:
    url = f"{standin.url}/v1/chat/completions"
    return requests.post(url, json=body, headers=headers, timeout=5)


def test_a_completion_has_every_member_the_sdk_demands(standin: Standin) -> None:
    whole = post(standin, BODY, **KEY).json()
    assert whole.keys() == {"id", "object", "created", "model", "choices", "usage"}
    assert whole["choices"][0]["finish_reason"] == "stop"
    assert read_proposal(whole["choices"][0]["message"]["content"]).kind == "talk"


def test_it_says_that_it_is_a_stand_in(standin: Standin) -> None:
    answer = post(standin, BODY, **KEY)
    assert answer.headers["Server"].startswith("mistral-stand-in")
    assert answer.json()["model"] == "local-stand-in"
    assert requests.get(f"{standin.url}/healthz", timeout=5).json()["stand_in"] is True
    unknown = {**BODY, "messages": [{"role": "user", "content": "нет такой фразы"}]}
    said = post(standin, unknown, **KEY).json()["choices"][0]["message"]["content"]
    assert "локальная замена" in said


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (BODY, {}, 401),
        ({**BODY, "model": ""}, KEY, 422),
        ({**BODY, "messages": []}, KEY, 422),
        ({**BODY, "stream": True}, KEY, 422),
        ({**BODY, "response_format": None}, KEY, 422),
        ([], KEY, 422),
    ],
)
def test_it_refuses_what_mistral_would(
    standin: Standin, body: object, headers: dict[str, str], status: int
) -> None:
    assert post(standin, body, **headers).status_code == status
    assert standin.seen == []


def test_every_recorded_answer_passes_our_own_door(morphology: Morphology) -> None:
    script, judge = load_script(), TalkFilter(load_talk_words(), morphology)
    for phrase in (*script.phrases, "неизвестная"):
        proposal = read_proposal(script.answer(phrase))
        if proposal.kind == "talk":
            assert judge.talk(proposal.reply), phrase
        if proposal.kind == "question":
            assert judge.question(proposal.reply), phrase


def test_the_command_serves_until_it_is_stopped() -> None:
    command = [sys.executable, "-m", "service.llm_standin", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
        assert process.wait(10) == 0
    assert "no model" in line
