"""amoCRM swaps its pages under the widget; the chat must not notice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.chat import HOST, Chat
from tests.e2e.chat_stub import ChatStub, reply

pytestmark = pytest.mark.e2e

ROUND = (
    "/dashboard/",
    "/leads/pipeline/11",
    "/leads/detail/5001",
    "/contacts/list/",
    "/todo/line/",
)


def test_twenty_navigations_leave_one_button_the_text_and_the_focus(
    visit: Callable[[str], Chat], stub_crm: str, noise: list[str]
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.open()
    chat.input.press_sequentially("недописанная ")
    for path in ROUND * 4:
        chat.go(path)
    expect(chat.input).to_be_focused()
    chat.page.keyboard.type("фраза")
    expect(chat.input).to_have_value("недописанная фраза")
    expect(chat.page.locator(HOST)).to_have_count(1)
    assert noise == []


@pytest.mark.parametrize("delay", [0, 150], ids=["before page:changed", "after page:changed"])
def test_the_open_card_follows_the_address_whenever_render_comes(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str, delay: int
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.page.evaluate("delay => { sandbox.loader.listDelay = delay }", delay)
    chat.open()
    chat.go("/leads/detail/5001")
    expect(chat.host.get_by_text("Открытая сделка #5001")).to_be_visible()
    chat.ask("расскажи про эту сделку")
    chat.go("/contacts/list/")
    expect(chat.host.get_by_text("Открытая сделка")).to_have_count(0)
    chat.ask("мои контакты")
    sent = [one["context"] for one in stub.asked]
    assert [one["entity"] for one in sent] == [{"type": "leads", "id": 5001}, None]
    assert [one["section"] for one in sent] == ["leads_card", "contacts"]


def test_the_dialogue_survives_a_reload_and_ends_with_clear(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.open()
    stub.next(reply("Нашлись 2 сделки", state="token-1"))
    chat.ask("мои сделки")
    chat.input.fill("а за прошлый")
    chat.page.reload()
    expect(chat.window).to_be_visible()
    expect(chat.answers).to_contain_text(["Нашлись 2 сделки"])
    expect(chat.input).to_have_value("а за прошлый")
    expect(chat.input).not_to_be_focused()
    chat.ask("а за прошлый месяц")
    assert stub.asked[-1]["state"] == "token-1"
    chat.press("Очистить диалог")
    chat.press("Очистить")
    expect(chat.messages).to_have_count(0)
    chat.ask("мои сделки")
    assert stub.asked[-1]["state"] is None


def test_two_tabs_hold_two_dialogues(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    first, second = visit(f"{stub_crm}/dashboard/"), visit(f"{stub_crm}/dashboard/")
    first.open()
    second.open()
    stub.next(reply("первый", state="one"), reply("второй", state="two"))
    first.ask("раз")
    second.ask("два")
    first.ask("ещё раз")
    second.page.reload()
    expect(second.answers).to_have_count(1)
    assert [one["state"] for one in stub.asked] == [None, None, "one"]
    assert first.page.evaluate("Object.keys(localStorage)") == []


def test_another_user_of_the_computer_starts_with_an_empty_dialogue(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.open()
    chat.ask("мои сделки")
    chat.page.locator("#sandbox_controls_button").click()
    with chat.page.expect_navigation():
        chat.page.locator("#sandbox_controls select").select_option("102")
    chat.open()
    expect(chat.host.get_by_role("heading", name="Чем помочь, Мария?")).to_be_visible()
    expect(chat.messages).to_have_count(0)
    chat.ask("мои сделки")
    assert stub.tokens[0] != stub.tokens[-1]


def test_switching_the_widget_off_leaves_nothing_and_on_again_brings_it_back(
    visit: Callable[[str], Chat], stub_crm: str, noise: list[str]
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.open()
    chat.page.evaluate("$(document).trigger('widget:removed', ['amo_assistant'])")
    expect(chat.page.locator(HOST)).to_have_count(0)
    chat.page.keyboard.press("Control+Slash")
    chat.go("/leads/list/")
    expect(chat.page.locator(HOST)).to_have_count(0)
    chat.page.evaluate("sandbox.loader.install('amo_assistant', {})")
    expect(chat.page.locator(HOST)).to_have_count(1)
    assert noise == []


def test_a_widget_loaded_anew_on_every_page_keeps_its_dialogue_too(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.page.evaluate(
        "() => [APP.widgets.list, sandbox.loader.widgets]"
        ".forEach((list) => { list.amo_assistant.init_once = 'N' })"
    )
    chat.open()
    chat.ask("мои сделки")
    for path in ROUND:
        chat.go(path)
    expect(chat.page.locator(HOST)).to_have_count(1)
    expect(chat.answers).to_have_count(1)


def test_a_second_copy_of_the_widget_keeps_out_of_the_way(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str, noise: list[str]
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    copy = "sandbox.loader.install('copy', { ...sandbox.loader.widgets.amo_assistant })"
    chat.page.evaluate(copy)
    chat.page.wait_for_function("APP.widgets.list.copy")
    expect(chat.page.locator(HOST)).to_have_count(1)
    chat.open()
    chat.ask("мои сделки")
    assert len(stub.asked) == 1
    chat.page.evaluate("$(document).trigger('widget:removed', ['amo_assistant'])")
    chat.go("/leads/list/")
    expect(chat.page.locator(HOST)).to_have_count(1)
    expect(chat.answers).to_have_count(1)
    assert noise == []


def test_the_interface_speaks_the_users_language(
    visit: Callable[[str], Chat], context: BrowserContext, stub_crm: str
) -> None:
    context.add_init_script("localStorage.setItem('sandbox:lang', 'en')")
    chat = visit(f"{stub_crm}/dashboard/")
    chat.button.click()
    expect(chat.status).to_have_text("Ready to help")
    expect(chat.host.get_by_role("button", name="Что у меня на сегодня")).to_be_visible()
