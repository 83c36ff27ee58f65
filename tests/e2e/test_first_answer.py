"""The way a manager meets the assistant: the button, a phrase, an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.chat import Chat
from tests.e2e.chat_stub import ChatStub, reply

pytestmark = pytest.mark.e2e

FOUND = reply(
    "Нашлась 1 сделка на этапе «Переговоры».",
    records=[
        {
            "type": "leads",
            "id": 5001,
            "title": "Внедрение CRM",
            "url": "/leads/detail/5001",
            "lines": ["Переговоры · 450 000 ₽", "Мария Иванова"],
        }
    ],
)


def test_a_phrase_gets_an_answer_whose_record_opens_without_a_reload(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str, noise: list[str]
) -> None:
    stub.next(FOUND)
    chat = visit(f"{stub_crm}/leads/pipeline/11")
    chat.open()
    answer = chat.ask("сделки на переговорах")
    expect(answer).to_contain_text("Нашлась 1 сделка")
    chat.page.evaluate("window.untouched = true")
    answer.get_by_role("link", name="Внедрение CRM").click()
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Внедрение CRM")
    assert chat.page.evaluate("window.untouched")
    assert chat.page.url == f"{stub_crm}/leads/detail/5001"
    expect(chat.window).to_be_visible()
    assert noise == []
