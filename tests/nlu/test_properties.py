"""What holds for any text at all."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlu import Account, Context, Engine, Parse, Previous, Request, RequestError
from nlu.corpus import read_phrases
from nlu.intents import FindLeads
from nlu.lexicon import DATA
from nlu.text import MAX_CHARACTERS, clean
from nlu.wire import parse_to_json

NOW = datetime.fromisoformat("2026-02-27T23:40:00+03:00")
SAID = (
    "найди поставь сделку сделки задачу контакт Иванова Марии завтра в пятницу 15:00 5001 на у "
    'по переговоры 300к до от млн +79161234567 ivan@x.ru « » " : , — не что пусть вторую её '
    "№ ё 31 февраля 00 25:61 собака точка ООО 🙂 \u200b \u0301 ааааа"
)
WORDS = st.sampled_from(SAID.split(" "))
PHRASES = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.text(st.characters(codec="utf-16", categories=("Lu", "Ll", "Nd", "Po", "Zs")), max_size=80),
)
SOME = [
    phrase.request
    for path in sorted((DATA / "phrases").glob("*.jsonl"))
    for phrase in list(read_phrases(path))[::12]
    if phrase.request.previous is None
]
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@RELAXED
@given(text=PHRASES)
@example(text="переименовать IIДомодедово, № ын % тысяч бумагу, хи")
@example(text="сделка по имени")
@example(text="закрой задачу с")
@example(text="📝")
def test_any_text_is_read_without_an_exception(engine: Engine, account: Account, text: str) -> None:
    parse = engine.parse(Request(text, NOW, 101, Context(("leads", 5001))), account)
    for said in parse.spans:
        assert 0 <= said.span.start < said.span.stop <= len(text)
    assert 0 <= parse.score <= 1
    json.dumps(parse_to_json(parse))


@RELAXED
@given(text=PHRASES)
@example(text="этапы")
def test_any_text_is_read_after_a_turn(engine: Engine, account: Account, text: str) -> None:
    previous = Previous(FindLeads(stage="Переговоры"))
    assert 0 <= engine.parse(Request(text, NOW, 101, Context(), previous), account).score <= 1


@RELAXED
@given(text=PHRASES)
def test_cleaning_is_idempotent_and_points_into_what_was_typed(text: str) -> None:
    once = clean(text)
    assert clean(once.text).text == once.text
    assert list(once.origin) == sorted(once.origin)
    assert once.origin[-1] == len(text)


@RELAXED
@given(text=PHRASES)
def test_the_same_words_are_always_read_alike(engine: Engine, account: Account, text: str) -> None:
    first = engine.parse(Request(text, NOW, 101), account)
    assert engine.parse(Request(text, NOW, 101), account) == first


def reading(parse: Parse) -> tuple[str, str]:
    """The intent and its values, case and «ё» folded: free words keep the case as typed."""
    data = parse_to_json(parse)
    values = json.dumps([data["slots"], data["ambiguous"]], ensure_ascii=False, sort_keys=True)
    return data["intent"], " ".join(values.lower().replace("ё", "е").split())


CHANGES: dict[str, Callable[[str], str]] = {
    "courtesy": lambda text: f"{text}, пожалуйста",
    "double spaces": lambda text: text.replace(" ", "  "),
    "a final full stop": lambda text: f"{text}.",
    "spaces around": lambda text: f"  {text} ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_nothing_for_people_changes_nothing(
    engine: Engine, account: Account, change: str
) -> None:
    differing = []
    for request in SOME:
        if not re.search("[а-яё]", request.text.lower()) or not request.text[-1].isalnum():
            continue  # in the wrong layout a full stop is a letter
        changed = Request(
            CHANGES[change](request.text), request.now, request.user_id, request.context
        )
        before, after = engine.parse(request, account), engine.parse(changed, account)
        if reading(before) != reading(after):
            differing.append((request.text, reading(before), reading(after)))
    assert differing == []


def test_a_text_over_the_limit_is_refused_with_its_size(engine: Engine, account: Account) -> None:
    with pytest.raises(RequestError, match=str(MAX_CHARACTERS)):
        engine.parse(Request("а" * (MAX_CHARACTERS + 1), NOW, 101), account)


HOSTILE = [
    "1",
    "1 ",
    "1.1.",
    '"',
    "«",
    "5 марта ",
    ", 5 марта ",
    "ли ",
    "сделка ",
    "а",
    "Иванов ",
    "в ",
    "-",
    "(8",
    "\u0301",
    "собака ",
    "1,",
    "+7",
    "a1",
    "1/1/",
    "ok ",
    "в 5 ",
    "сто ",
    "лучше на пятницу ",
]
MOST_CALLS = 250_000  # 50 ms of the machine docs/bench.md was measured on, with room


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_in_proportion_to_a_hostile_text(
    engine: Engine, account: Account, piece: str
) -> None:
    def work(length: int) -> int:
        return calls(lambda: engine.parse(Request((piece * length)[:length], NOW, 101), account))

    engine.parse(Request((piece * 2000)[:2000], NOW, 101), account)
    assert work(1600) < 6 * max(work(400), 2000)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_costs_more_than_its_budget(engine: Engine, account: Account, piece: str) -> None:
    request = Request((piece * MAX_CHARACTERS)[:MAX_CHARACTERS], NOW, 101)
    engine.parse(request, account)
    assert calls(lambda: engine.parse(request, account)) < MOST_CALLS


def test_a_list_too_long_to_be_read_stays_whole_in_a_note(engine: Engine, account: Account) -> None:
    listed = "+7 916 123-45-67, " * 100 + "конец"
    parse = engine.parse(
        Request(f"добавь примечание: {listed}", NOW, 101, Context(("leads", 5001))), account
    )
    assert parse_to_json(parse)["slots"]["text"] == listed


def calls(run: Callable[[], object]) -> int:
    """Count the Python calls a piece of work makes: the same on every machine."""
    count = 0

    def tick(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count
