"""Every scripted conversation of data/conversations, through the real app and the sandbox."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.service.assistant_stage import Said, Stage, Talk

FOLDER = Path(__file__).resolve().parents[2] / "data" / "conversations"
MOST_CALLS = 5
NAMED = re.compile(r"«((?:[^«»]|«[^«»]*»)+)»")
KNOWN = {
    "say", "press", "status", "intent", "text", "no_text", "rows", "only_rows", "buttons",
    "calls", "writes", "task", "record", "code", "lines", "chart", "understood", "link", "card",
}  # fmt: skip


def _talks() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for talk in tomllib.loads(path.read_text(encoding="utf-8"))["talk"]:
            found.append(pytest.param(talk, id=f"{path.stem}: {talk['name']}"))
    return found


def test_there_are_enough_conversations_and_their_names_differ() -> None:
    names = [one.id for one in _talks()]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


def test_the_conversations_that_the_readme_names_exist() -> None:
    names = {one.values[0]["name"] for one in _talks()}
    table = (FOLDER / "README.md").read_text(encoding="utf-8").partition("На что жалуются")[2]
    rows = [line.split("|")[2] for line in table.splitlines() if line.startswith("|")][2:]
    told = {name for row in rows for name in NAMED.findall(row)}
    assert told
    assert told - names == set()


@pytest.mark.parametrize("talk", _talks())
def test_conversation(talk: dict[str, Any], stage: Stage) -> None:
    context = _context(talk)
    dialogue = stage.talk(talk.get("user", 101), **context)
    for turn in talk["turn"]:
        assert set(turn) <= KNOWN, set(turn) - KNOWN
        dialogue.context |= _entity(turn)
        stage.sandbox.world.journal.clear()
        said = dialogue.say(turn["say"]) if "say" in turn else dialogue.press(turn["press"])
        _check_answer(turn, said)
        _check_requests(turn, stage)
        _check_account(turn, dialogue)


def _context(talk: dict[str, Any]) -> dict[str, Any]:
    return {**talk.get("page", {}), **_entity(talk)}


def _entity(opened: dict[str, Any]) -> dict[str, Any]:
    """The card that a conversation or a turn opens."""
    if "card" not in opened:
        return {}
    kind, own = opened["card"].split("/")
    return {"entity": {"type": kind, "id": int(own)}}


def _check_answer(turn: dict[str, Any], said: Said) -> None:
    told = f"{said.body['status']} {said.body['intent']}: {said.text} {said.rows} {said.labels}"
    for key in ("status", "intent"):
        assert said.body[key] == turn.get(key, said.body[key]), told
    for words in _many(turn.get("text")):
        assert _plain_spaces(words) in _plain_spaces(said.text), told
    for words in _many(turn.get("no_text")):
        assert words not in said.text, told
    for label in _many(turn.get("buttons")):
        assert any(own.startswith(label) for own in said.labels), told
    assert said.rows == turn.get("rows", said.rows), told
    assert set(turn.get("only_rows", ())) <= set(said.rows), told
    _check_details(turn, said.body)


def _check_details(turn: dict[str, Any], body: dict[str, Any]) -> None:
    if "code" in turn:
        assert body["error"]["code"] == turn["code"]
    if "link" in turn:
        found = body["link"]["url"] if body["link"] else ""
        assert turn["link"] in found, found
        assert bool(found) is bool(turn["link"]), found
    if "chart" in turn:
        assert [bar["label"] for bar in body["chart"]["bars"]] == turn["chart"]
    lines = _plain_spaces(" ".join(line for one in body["records"] for line in one["lines"]))
    for words in _many(turn.get("lines")):
        assert _plain_spaces(words) in lines, lines
    values = {one["slot"]: one["value"] for one in body["understood"]}
    for slot, value in turn.get("understood", {}).items():
        assert value in values.get(slot, ""), values


def _plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


def _check_requests(turn: dict[str, Any], stage: Stage) -> None:
    entries = list(stage.sandbox.world.journal._entries)
    wrote = [one for one in entries if one.method != "GET"]
    assert len(wrote) == turn.get("writes", 0), wrote
    assert len(entries) <= turn.get("calls", MOST_CALLS), entries


def _check_account(turn: dict[str, Any], dialogue: Talk) -> None:
    if "task" in turn:
        _check_task(turn["task"], dialogue)
    for path, expected in turn.get("record", {}).items():
        kind, own = path.split("/")
        stored = _read(dialogue, kind, int(own))
        assert {key: _plain(stored.get(key)) for key in expected} == expected


def _check_task(expected: dict[str, Any], dialogue: Talk) -> None:
    """The task that was created last."""
    stored = _newest_task(dialogue)
    due = datetime.fromtimestamp(stored["complete_till"], dialogue.stage.sandbox.world.clock.zone)
    today = datetime.now(due.tzinfo).date()
    seen = {
        **stored,
        "entity": f"{stored['entity_type']}/{stored['entity_id']}",
        "in_days": (due.date() - today) // timedelta(days=1),
        "at": f"{due:%H:%M}",
        "weekday": due.isoweekday(),
    }
    assert {key: seen[key] for key in expected} == expected


def _newest_task(dialogue: Talk) -> dict[str, Any]:
    found: list[dict[str, Any]] = _get(dialogue, "/api/v4/tasks?order[id]=desc&limit=1")[
        "_embedded"
    ]["tasks"]
    return found[0]


def _read(dialogue: Talk, kind: str, own: int) -> dict[str, Any]:
    return _get(dialogue, f"/api/v4/{kind}/{own}")


def _get(dialogue: Talk, path: str) -> dict[str, Any]:

    sandbox = dialogue.stage.sandbox
    headers = {"Authorization": f"Bearer {sandbox.world.admin_token()}"}
    answer = requests.get(sandbox.url + path, headers=headers, timeout=10)
    found: dict[str, Any] = answer.json()
    return found


def _plain(value: Any) -> Any:
    """A field's value as a person would write it: phones and results as plain texts."""
    return value["text"] if isinstance(value, dict) and "text" in value else value


def _many(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
