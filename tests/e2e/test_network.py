"""A connection that is slow, cut, refused or gone: a sentence, a way on, nothing lost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.e2e.chat import Chat
from tests.e2e.chat_stub import Canned, ChatStub, reply
from tests.service.assistant_stage import wait_until

pytestmark = pytest.mark.e2e

TOKENS = "**/disposable_token"


@pytest.fixture
def chat(visit: Callable[[str], Chat], stub_crm: str) -> Chat:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.open()
    return chat


def _point_at(chat: Chat, backend: str) -> None:
    """Change the service's address in the running widget's settings."""
    change = "url => APP.widgets.list.amo_assistant.set_settings({ backend_url: url })"
    chat.page.evaluate(change, backend)


def test_a_slow_answer_shows_the_time_that_has_passed(chat: Chat, stub: ChatStub) -> None:
    hold = threading.Event()
    stub.next(Canned(hold=hold))
    expect(chat.status).to_have_text("Готов помочь")
    chat.say("мои сделки")
    expect(chat.status).to_have_text("Ищу ответ…")
    expect(chat.status).to_have_text("Ищу ответ… 1 с")
    chat.input.fill("можно писать дальше")
    hold.set()
    expect(chat.status).to_have_text("Готов помочь")
    expect(chat.input).to_have_value("можно писать дальше")


def test_an_answer_that_has_begun_to_arrive_says_so(chat: Chat, stub: ChatStub) -> None:
    hold = threading.Event()
    stub.next(Canned(hold_body=hold))
    chat.say("мои сделки")
    expect(chat.status).to_have_text("Отвечаю…")
    hold.set()
    expect(chat.status).to_have_text("Готов помочь")


def test_waiting_can_be_stopped_and_the_message_sent_again(chat: Chat, stub: ChatStub) -> None:
    hold = threading.Event()
    stub.next(Canned(hold=hold), reply("Готово"))
    chat.say("мои сделки")
    chat.press("Остановить")
    hold.set()
    expect(chat.host.get_by_role("alert")).to_contain_text("могло успеть выполниться")
    chat.press("Повторить")
    expect(chat.answers).to_contain_text(["Готово"])
    assert len({one["message_id"] for one in stub.asked}) == 1


@pytest.mark.parametrize("fault", [Canned(cut=True), Canned(status=503)], ids=["cut", "503"])
def test_one_bad_try_is_repeated_unseen_with_the_same_id(
    chat: Chat, stub: ChatStub, fault: Canned
) -> None:
    stub.next(fault, reply("Готово"))
    chat.ask("поставь задачу")
    assert len(stub.asked) == 2
    assert stub.asked[0] == stub.asked[1]


def test_a_dead_backend_is_a_sentence_and_the_message_can_be_repeated(
    chat: Chat, stub: ChatStub
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    _point_at(chat, nobody)
    chat.say("мои сделки")
    expect(chat.host.get_by_role("alert")).to_contain_text("Сервис ассистента не отвечает")
    chat.page.reload()
    expect(chat.host.get_by_role("alert")).to_be_visible()
    chat.press("Повторить")
    expect(chat.answers).to_have_count(1)
    expect(chat.host.get_by_role("alert")).to_have_count(0)
    assert [one["text"] for one in stub.asked] == ["мои сделки"]


def test_a_refused_token_is_replaced_once(chat: Chat, stub: ChatStub) -> None:
    stub.next(Canned(status=401, body={"detail": "Токен истёк"}), reply("Готово"))
    chat.ask("мои сделки")
    assert len(set(stub.tokens)) == 2


def test_amo_crms_own_ajax_serves_when_its_token_endpoint_does_not(
    chat: Chat, stub: ChatStub
) -> None:
    refused: list[str] = []

    def refuse_fetch(route: Route) -> None:
        """jQuery asks for JSON by name, the widget's own fetch does not."""
        if "json" in route.request.headers.get("accept", ""):
            route.fallback()
            return
        refused.append(route.request.url)
        route.fulfill(status=404, body="")

    chat.page.route(TOKENS, refuse_fetch)
    chat.ask("мои сделки")
    assert len(refused) == 1
    assert stub.tokens[0].count(".") == 2


def test_no_token_at_all_is_a_sentence(chat: Chat, stub: ChatStub) -> None:
    chat.page.route(TOKENS, lambda route: route.fulfill(status=403, body="{}"))
    chat.say("мои сделки")
    expect(chat.host.get_by_role("alert")).to_be_visible()
    assert stub.asked == []


def test_a_refusal_shows_the_services_own_sentence(chat: Chat, stub: ChatStub) -> None:
    stub.next(Canned(status=429, body={"detail": "Слишком много сообщений, подождите минуту"}))
    chat.say("мои сделки")
    expect(chat.host.get_by_role("alert")).to_contain_text("подождите минуту")


def test_an_error_answer_that_may_be_repeated_has_a_button(chat: Chat, stub: ChatStub) -> None:
    error = {"code": "amo_unavailable", "retry": True}
    stub.next(reply("amoCRM не отвечает", status="error", error=error), reply("Готово"))
    chat.ask("мои сделки")
    chat.press("Повторить")
    expect(chat.answers).to_contain_text(["Готово"])
    assert stub.asked[0]["message_id"] == stub.asked[1]["message_id"]


def test_a_repeated_message_is_the_same_on_another_page_too(chat: Chat, stub: ChatStub) -> None:
    error = {"code": "amo_unavailable", "retry": True}
    stub.next(reply("amoCRM не отвечает", status="error", error=error, state="after the error"))
    chat.go("/leads/detail/5001")
    chat.ask("расскажи про эту сделку")
    chat.go("/leads/detail/5002")
    chat.press("Повторить")
    expect(chat.answers).to_contain_text(["Готово"])
    assert stub.asked[0] == stub.asked[1]


def test_a_message_the_dialogue_has_gone_past_is_said_anew(chat: Chat, stub: ChatStub) -> None:
    stub.next(Canned(status=429, body={"detail": "Подождите"}), reply("Другое", state="later"))
    chat.say("вторая")
    expect(chat.host.get_by_role("alert")).to_be_visible()
    chat.ask("мои сделки")
    chat.press("Повторить")
    expect(chat.answers).to_contain_text(["Другое", "Готово"])
    expect(chat.messages).to_have_count(4)
    refused, _, again = stub.asked
    assert (again["text"], again["state"]) == ("вторая", "later")
    assert again["message_id"] != refused["message_id"]


def test_an_answer_does_not_take_the_focus_from_a_field_of_the_page(
    chat: Chat, stub: ChatStub
) -> None:
    hold = threading.Event()
    stub.next(Canned(hold=hold))
    chat.go("/leads/detail/5001")
    chat.say("мои сделки")
    field = chat.page.get_by_placeholder("Примечание: введите текст")
    field.click()
    hold.set()
    expect(chat.answers).to_have_count(1)
    chat.page.keyboard.press("Control+Slash")
    expect(chat.window).to_have_count(0)
    expect(field).to_be_focused()


def test_nothing_is_asked_of_an_address_that_is_not_set(chat: Chat, noise: list[str]) -> None:
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    _point_at(chat, "")
    chat.go("/leads/detail/5001")
    chat.say("мои сделки")
    expect(chat.host.get_by_role("alert")).to_contain_text("Не указан адрес сервиса")
    assert [url for url in asked if "/api/v1/" in url] == []
    assert noise == []


def test_offline_is_said_at_once_and_ends_when_the_connection_is_back(
    chat: Chat, context: BrowserContext
) -> None:
    context.set_offline(True)
    expect(chat.status).to_have_text("Нет связи с интернетом")
    chat.say("мои сделки")
    expect(chat.host.get_by_role("alert")).to_contain_text("Сообщение не потеряно")
    context.set_offline(False)
    expect(chat.status).to_have_text("Готов помочь")
    chat.press("Повторить")
    expect(chat.answers).to_have_count(1)


def test_a_reload_while_waiting_leaves_the_message_to_be_repeated(
    chat: Chat, stub: ChatStub
) -> None:
    hold = threading.Event()
    stub.next(Canned(hold=hold), reply("Готово"))
    chat.say("поставь задачу")
    expect(chat.status).to_contain_text("Ищу")
    wait_until(lambda: stub.asked)  # the word stands there before the message has arrived
    chat.page.reload()
    expect(chat.host.get_by_role("alert")).to_contain_text("раньше, чем пришёл ответ")
    hold.set()
    chat.press("Повторить")
    expect(chat.answers).to_have_count(1)
    assert stub.asked[0]["message_id"] == stub.asked[1]["message_id"]
