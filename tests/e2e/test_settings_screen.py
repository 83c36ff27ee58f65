"""The administrator's window: the service's address, tested before it is saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.chat import Chat
from tests.e2e.chat_stub import Canned, ChatStub, reply

pytestmark = pytest.mark.e2e


@pytest.fixture
def chat(visit: Callable[[str], Chat], stub_crm: str) -> Chat:
    chat = visit(f"{stub_crm}/settings/widgets/")
    chat.page.get_by_role("button", name="amo_assistant").click()
    return chat


@pytest.fixture
def result(chat: Chat) -> Locator:
    return chat.page.locator(".amo-assistant-settings").get_by_role("status")


def _test(chat: Chat, address: str | None = None) -> None:
    if address is not None:
        chat.page.get_by_label("Адрес сервиса ассистента").fill(address)
    chat.page.get_by_role("button", name="Проверить подключение").click()


def test_a_working_address_is_said_to_work(chat: Chat, result: Locator, stub: ChatStub) -> None:
    stub.next(reply("Вот что я умею"))
    _test(chat)
    expect(result).to_contain_text("Подключение работает")
    assert stub.asked[0]["text"] == "помощь"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Canned(body={"hello": "world"}), "отвечает не ассистент"),
        (Canned(status=403, body={"detail": "Аккаунт не подключён"}), "Аккаунт не подключён"),
        (Canned(body=reply("Токен amoCRM устарел", status="error")), "отказал: Токен amoCRM"),
    ],
    ids=["another server", "a refusal", "a service that amoCRM does not let in"],
)
def test_what_is_wrong_is_said_in_words(
    chat: Chat, result: Locator, stub: ChatStub, answer: Canned, sentence: str
) -> None:
    stub.next(answer)
    _test(chat)
    expect(result).to_contain_text(sentence)


def test_a_refused_sign_in_names_the_settings_to_look_at(
    chat: Chat, result: Locator, stub: ChatStub
) -> None:
    refusal = Canned(status=401, body={"detail": "нет"})
    stub.next(refusal, refusal)
    _test(chat)
    expect(result).to_contain_text("секретный ключ")


def test_an_address_that_cannot_be_one_is_neither_tested_nor_saved(
    chat: Chat, result: Locator, stub: ChatStub
) -> None:
    _test(chat, "assistant.company.ru")
    expect(result).to_contain_text("начиная с https://")
    chat.page.get_by_role("button", name="Сохранить").click()
    expect(chat.page.get_by_role("button", name="Сохранить")).to_be_visible()
    assert stub.asked == []


def test_a_saved_address_is_used_at_once(chat: Chat, stub: ChatStub) -> None:
    chat.page.get_by_label("Адрес сервиса ассистента").fill(f"{stub.url}/")
    chat.page.get_by_role("button", name="Сохранить").click()
    expect(chat.page.get_by_role("button", name="Сохранить")).to_have_count(0)
    chat.open()
    chat.ask("мои сделки")
    assert len(stub.asked) == 1


def test_switching_off_in_the_window_removes_the_chat(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Отключить").click()
    expect(chat.host).to_have_count(0)
