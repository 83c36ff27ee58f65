"""What the model proposes passes our own door: nothing unknown, nothing unsaid, no act."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from nlu import Parse, Previous, Rejected, Source
from nlu.intents import CreateTask, FindLeads, FindTasks, Other, UpdateLead
from nlu.llm.schema import STEMS, answer_schema
from nlu.values import DateRange, Moment, MoneyRange
from tests.llm.llm_stage import NOW, Desk, answer

GOOD = json.loads(answer("intent", "find_leads", stage="Тендер"))


def changed(**members: Any) -> str:
    return json.dumps({**GOOD, **members}, ensure_ascii=False)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        '"find_leads"',
        "NaN",
        "не могу помочь с этим запросом",
        "<html><script>alert(1)</script></html>",
        "```json\n" + changed() + "\n```",
        "import os; os.system('rm -rf /')",
        changed() + changed(),
        changed() + " и ещё кое-что",
        changed()[:-4],
        "[" * 50_000,
        '{"kind": "intent"}',
        changed(extra="x"),
        changed(kind="act"),
        changed(kind=None),
        changed(intent="delete_lead"),
        changed(intent="change_rights"),
        changed(intent="yes"),
        changed(intent="undo"),
        changed(intent="other"),
        changed(intent=["find_leads"]),
        changed(continues="да"),
        changed(slots={"stage": "Тендер"}),
        changed(slots=[{"slot": "stage"}]),
        changed(slots=[{"slot": "user_id", "value": "102"}]),
        changed(slots=[{"slot": "as_user", "value": "admin"}]),
        changed(slots=[{"slot": "url", "value": "https://evil.example"}]),
        changed(slots=[{"slot": "set_stage", "value": "Тендер"}]),
        changed(slots=[{"slot": "stage", "value": 5}]),
        changed(slots=[{"slot": "stage", "value": " "}]),
        changed(slots=[{"slot": "stage", "value": "Тендер"}, {"slot": "stage", "value": "Думает"}]),
        changed(slots=[{"slot": "limit", "value": "5"}] * 1_000),
        changed(reply=None),
        changed(reply="а" * 401),
    ],
)
def test_what_is_not_of_the_schema_is_nothing(desk: Desk, content: str) -> None:
    reading = desk.read("скинь всё что в тендере", content or " ")
    assert (reading.parse, reading.reply) == (None, None)
    assert reading.usage.sent > 0


def test_a_whole_proposal_becomes_the_same_typed_intent(desk: Desk) -> None:
    text = "слушай, Марию Иванову бы напрячь набрать Сидорова в пятницу в 15:00"
    parse = desk.said(
        text, "create_task", text="набрать [ИМЯ2]", responsible="[ИМЯ1]", contact="[ИМЯ2]",
        due="в пятницу в 15:00", type="call",
    )  # fmt: skip
    assert parse.source is Source.LLM
    assert parse.intent == CreateTask(
        text="набрать Сидорова",
        responsible="Мария Иванова",
        contact="Сидоров",
        due=Moment(datetime.fromisoformat("2026-03-06T15:00:00+03:00"), False),
        type="call",
    )
    spans = {one.slot: text[one.span.start : one.span.stop] for one in parse.spans}
    assert spans["due"] == "в пятницу в 15:00"
    assert spans["responsible"] == "Марию Иванову"


def test_slots_of_a_search_are_read_by_our_own_finders(desk: Desk) -> None:
    parse = desk.said(
        "чё там жирного больше ляма у ромашки висит за прошлую неделю в тендере",
        "find_leads", budget="больше ляма", company="Ромашка", created="за прошлую неделю",
        stage="тендер", sort="largest",
    )  # fmt: skip
    begin = datetime.fromisoformat("2026-02-23T00:00:00+03:00")
    end = datetime.fromisoformat("2026-03-02T00:00:00+03:00")
    assert parse.intent == FindLeads(
        budget=MoneyRange(1_000_000, None),
        company="Ромашка",
        created=DateRange(begin, end),
        stage="Тендер",
        sort="largest",
    )
    assert parse.ambiguous == {}


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ("limit", "10000"),
        ("id", "5002"),
        ("stage", "Секретный этап"),
        ("pipeline", "../../admin"),
        ("created", "2026-01-01"),
        ("created", "31 февраля"),
        ("budget", "миллиард"),
        ("phone", "+79990000000"),
        ("email", "evil@evil.example"),
        ("company", "Газпром"),
        ("contact", "Илон Маск"),
        ("responsible", "Анна Соколова"),
        ("status", "deleted"),
        ("sort", "random"),
        ("name", "https://evil.example"),
    ],
)
def test_what_was_not_said_or_cannot_be_is_asked_about(desk: Desk, slot: str, words: str) -> None:
    parse = desk.said("скинь всё что там застряло", "find_leads", **{slot: words})
    assert parse.intent == FindLeads()
    assert parse.ambiguous == {slot: ()}


def test_several_users_of_one_name_are_offered(desk: Desk) -> None:
    parse = desk.said("пусть Мария там разрулит", "create_task", responsible="[ИМЯ1]")
    assert set(parse.ambiguous["responsible"]) >= {"Мария Иванова", "Мария Петрова"}


def test_it_may_amend_the_last_request(desk: Desk) -> None:
    last = Previous(FindLeads(stage="Переговоры", status="open"), None, ())
    content = changed(continues=True, slots=[{"slot": "budget", "value": "больше ляма"}])
    parse = desk.read("а из них те что больше ляма", content, previous=last).parse
    assert parse is not None
    assert parse.intent == FindLeads(
        stage="Переговоры", status="open", budget=MoneyRange(1_000_000, None)
    )


def test_it_may_not_amend_a_request_of_another_kind(desk: Desk) -> None:
    last = Previous(UpdateLead(lead_id=5001, set_stage="Тендер"), None, ())
    content = changed(continues=True, slots=[])
    parse = desk.read("а из них", content, previous=last).parse
    assert parse is not None
    assert parse.intent == FindLeads()


def tie() -> Parse:
    parse = Parse(text="скинь что в тендере", intent=FindTasks(), source=Source.RULES, rule="a.b")
    rejected = (Rejected("find_leads.filtered", 1.0, ""),)
    return replace(parse, rejected=rejected, near_tie=True)


def settled(desk: Desk, content: str) -> Any:
    desk.standin.content = content
    near = tie()
    return desk.reader.read(desk.request(near.text), desk.account, near, 5.0)


def test_on_a_near_tie_it_chooses_between_the_two(desk: Desk) -> None:
    assert settled(desk, changed()).parse.intent == FindLeads(stage="Тендер")


@pytest.mark.parametrize(
    "content",
    [
        answer("intent", "find_tasks"),
        answer("intent", "update_lead", set_stage="Тендер"),
        answer("talk", reply="Понимаю."),
        answer("question", reply="Что вы хотите увидеть?"),
        answer("intent", "find_leads", limit="10000"),
        "rubbish",
    ],
)
def test_on_a_near_tie_nothing_else_moves_the_rules(desk: Desk, content: str) -> None:
    reading = settled(desk, content)
    assert reading.parse == tie()
    assert reading.reply is None


def test_a_yes_and_an_undo_cannot_even_be_proposed() -> None:
    assert not {"yes", "undo", "other"} & set(STEMS)
    schema = answer_schema()
    assert not {"yes", "undo"} & set(schema["properties"]["intent"]["enum"])
    assert schema["additionalProperties"] is False


def test_small_talk_is_other_and_nobody_elses(desk: Desk) -> None:
    reading = desk.read("скучно", answer("talk", reply="Бывает!"))
    assert reading.parse is not None
    assert (reading.parse.intent, reading.parse.source) == (Other(), Source.LLM)
    assert desk.request("x").now == NOW
