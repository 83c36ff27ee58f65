"""`make label`: the parser proposes, a person decides, the contract is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from nlu import Account, Engine
from nlu.corpus import phrase_from_json, unmarked
from nlu.label import Desk, walk
from nlu.labelled import marked
from nlu.types import SlotSpan, Span

DEFAULTS = {"now": "2026-03-05T10:00:00+03:00", "user_id": 101, "context": None}


def labelled(
    tmp_path: Path, engine: Engine, account: Account, phrases: str, answers: str
) -> tuple[list[dict[str, Any]], str]:
    source, target = tmp_path / "new.txt", tmp_path / "new.labelled.jsonl"
    source.write_text(phrases, encoding="utf-8")
    screen = io.StringIO()
    walk(Desk(engine, account, DEFAULTS, io.StringIO(answers), screen), source, target)
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()], screen.getvalue()


def test_enter_takes_the_proposal(tmp_path: Path, engine: Engine, account: Account) -> None:
    (label,), _ = labelled(tmp_path, engine, account, "найди Петрова\n", "\n")
    assert label["text"] == "найди [Петрова](name)"
    assert (label["intent"], label["slots"]) == ("find_contacts", {"name": "Петров"})
    assert phrase_from_json(label).request.text == "найди Петрова"


def test_intent_slots_marks_and_tags_can_be_corrected(
    tmp_path: Path, engine: Engine, account: Account
) -> None:
    answers = 'i show\ns name\ns contact "Петров"\nt найди [Петрова](contact)\ng case short\n\n'
    (label,), _ = labelled(tmp_path, engine, account, "найди Петрова\n", answers)
    assert (label["intent"], label["slots"]) == ("show", {"contact": "Петров"})
    assert label["text"] == "найди [Петрова](contact)"
    assert label["tags"] == ["case", "short"]


def test_a_label_against_the_contract_is_not_written(
    tmp_path: Path, engine: Engine, account: Account
) -> None:
    answers = 's stage "Луна"\n\ni find_leads\ns name\n\nq\n'
    labels, screen = labelled(tmp_path, engine, account, "найди Петрова\n", answers)
    assert labels == []
    assert "find_contacts has no slot 'stage'" in screen
    assert "stage 'Луна' is not in the account" in screen


def test_leaving_out_stopping_and_going_on(
    tmp_path: Path, engine: Engine, account: Account
) -> None:
    phrases = "найди Петрова\nпривет\nспасибо\n"
    first, _ = labelled(tmp_path, engine, account, phrases, "\n-\nq\n")
    assert [label["intent"] for label in first] == ["find_contacts"]
    second, screen = labelled(tmp_path, engine, account, phrases, "\n\n")
    assert [label["intent"] for label in second] == ["find_contacts", "greet", "thanks"]
    assert "2 phrases written" in screen


def test_odd_lines_and_commands_are_said_and_passed_over(
    tmp_path: Path, engine: Engine, account: Account
) -> None:
    phrases = '{"text": \n{"text": 5}\nпривет\n'
    labels, screen = labelled(tmp_path, engine, account, phrases, "x\ns limit пять\nt пока\n\n")
    assert [label["intent"] for label in labels] == ["greet"]
    assert "left out" in screen
    assert screen.count("not understood") == 3


def test_marks_say_what_the_spans_said() -> None:
    spans = (
        SlotSpan("text", Span(0, 9)),
        SlotSpan("type", Span(0, 9)),
        SlotSpan("text", Span(10, 18)),
        SlotSpan("contact", Span(10, 18)),
    )
    written = marked("позвонить Гульнаре завтра", spans)
    assert written == "[позвонить](text,type) [Гульнаре](contact,text) завтра"
    text, read = unmarked(written)
    assert text == "позвонить Гульнаре завтра"
    assert {(one.slot, one.span) for one in read} == {(one.slot, one.span) for one in spans}


def test_overlapping_spans_are_cut_and_brackets_leave_a_text_bare() -> None:
    spans = (SlotSpan("text", Span(0, 6)), SlotSpan("due", Span(3, 6)))
    assert marked("abcdef", spans) == "[abc](text)[def](due,text)"
    assert marked("a[b]", (SlotSpan("text", Span(0, 1)),)) == "a[b]"
