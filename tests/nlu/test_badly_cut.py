"""A write whose free words were cut where they cannot end does not win."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from nlu import Account, Engine, Request
from nlu.draft import Draft
from nlu.parts.badly_cut import badly_cut
from nlu.reading import Reading

NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")
_LEAP = "в тексте задачи пропуск"
_OPEN = "скобка не закрыта"
_WHOSE = "название начинается с того, чьё оно"
_NO_TASK = "слово не называет задачи"
_TEXT = "запланируй письмо в Энергомаш про сроки поставки"


@pytest.fixture
def read(engine: Engine, account: Account) -> Callable[[str], Reading]:
    return lambda text: engine.reader.read(Request(text, NOW, 101), account)


def _cut(reading: Reading, slot: str, kept: str) -> Draft:
    """Fill a slot with some words of a text, however far apart they stand."""
    words = [token.text for token in reading.tokens]
    places, first = [], 0
    for word in kept.split():
        first = words.index(word, first)
        places.append(first)
    draft = Draft(reading)
    draft.put(slot, kept, places)
    return draft


@pytest.mark.parametrize(
    ("text", "stem", "slot", "kept", "why"),
    [
        (_TEXT, "create_task", "text", "письмо в Энергомаш поставки", _LEAP),
        ("переподписать акт ( там ошибка", "create_task", "text", "акт ( там ошибка", _OPEN),
        ("заведи сделку с морозом", "create_lead", "name", "с морозом", _WHOSE),
        ("сделку без названия отдай", "update_lead", "lead", "без названия", _WHOSE),
        ("верхнюю задачу закрой", "complete_task", "text", "верхнюю", _NO_TASK),
        ("подписал эту задачу закрой", "complete_task", "text", "подписал", _NO_TASK),
        (_TEXT, "create_task", "text", "письмо в Энергомаш про сроки поставки", ""),
        (_TEXT, "add_note", "text", "письмо в Энергомаш поставки", ""),
        ("сверить акты ( оба )", "create_task", "text", "сверить акты ( оба )", ""),
        ("заведи сделку по замене лифтов", "create_lead", "name", "по замене лифтов", ""),
        ("новая сделка С нуля", "create_lead", "name", "С нуля", ""),
        ("замер выполнен", "complete_task", "text", "замер", ""),
        ("найди сделку с морозом", "find_leads", "name", "с морозом", ""),
    ],
)
def test_words_cut_wrong_are_seen_and_whole_words_pass(
    read: Callable[[str], Reading], text: str, stem: str, slot: str, kept: str, why: str
) -> None:
    assert badly_cut(stem, _cut(read(text), slot, kept)) == why


def test_what_another_slot_took_is_no_leap(read: Callable[[str], Reading]) -> None:
    reading = read("отправить Кузнецову договор")
    draft = Draft(reading)
    draft.put("text", "отправить договор", [0, 2])
    assert badly_cut("create_task", draft) == _LEAP
    draft.put("responsible", "me", [1])
    assert badly_cut("create_task", draft) == ""
