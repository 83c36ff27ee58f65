"""Usable by keyboard, screen reader, on a phone, at 200 %, in both themes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.chat import Chat
from tests.e2e.chat_stub import Canned, ChatStub, reply
from tests.e2e.conftest import DIST

pytestmark = pytest.mark.e2e

AXE = DIST / "page" / "vendor" / "axe.js"
LONG = "Сверхдлинноеназваниебезединогопробела" * 6
ROW = {"type": "leads", "id": 5001, "title": LONG, "url": "/leads/detail/5001", "lines": [LONG]}
SLOT = {"slot": "due", "label": "Срок", "text": "завтра", "value": LONG}
BUTTONS = [{"label": "Да", "send": "да"}, {"label": LONG, "send": "нет"}]
ANSWERS = (
    reply(f"Нашлось: {LONG} https://a.example/{'x' * 300}", records=[ROW]),
    reply("Какая?", status="question", records=[ROW], buttons=BUTTONS),
    reply(
        "Цифры",
        chart={"title": "По этапам", "bars": [{"label": LONG, "value": 1, "text": "1"}]},
    ),
    reply("amoCRM не отвечает", status="error", error={"code": "timeout", "retry": True}),
    reply("Верно?", status="confirm", understood=[SLOT], buttons=BUTTONS),
)


def _violations(chat: Chat) -> list[Any]:
    """What axe finds inside the widget; the page around it is not ours to judge."""
    chat.page.add_script_tag(path=AXE)
    found: list[Any] = chat.page.evaluate(
        """async () => (await axe.run('#amo-assistant-host')).violations
           .map(({ id, nodes }) => [id, ...nodes.map((one) => one.target + one.failureSummary)])"""
    )
    return found


def _overflow(chat: Chat) -> list[str]:
    found: list[str] = chat.host.locator(".panel").evaluate(
        """panel => [panel, ...panel.querySelectorAll('*')]
             .filter((one) => one.getClientRects().length && !one.classList.contains('hidden'))
             .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
               || one.scrollWidth > one.clientWidth + 1 && one.clientWidth
                 && getComputedStyle(one).display !== 'inline' && !one.matches('.chip > span'))
             .map((one) => one.className)"""
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(
    visit: Callable[[str], Chat],
    context: BrowserContext,
    stub: ChatStub,
    stub_crm: str,
    theme: str,
) -> None:
    context.add_init_script(f"localStorage.setItem('sandbox:theme', '{theme}')")
    chat = visit(f"{stub_crm}/leads/detail/5001")
    assert _violations(chat) == []
    chat.open()
    assert _violations(chat) == []
    stub.next(*ANSWERS)
    for number in range(len(ANSWERS)):
        answer = chat.ask(f"вопрос {number}")
        answer.hover()
        answer.get_by_role("button", name="Показать, как понято").click()
        assert _violations(chat) == []
    stub.next(Canned(status=422, body={"detail": "Слишком длинно"}))
    chat.say("ещё")
    expect(chat.host.get_by_role("alert")).to_be_visible()
    chat.press("Очистить диалог")
    assert _violations(chat) == []


def test_everything_can_be_done_from_the_keyboard(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    keys = chat.page.keyboard
    stub.next(reply("Верно?", status="confirm", buttons=BUTTONS))
    keys.press("Control+Slash")
    keys.type("поставь задачу")
    expect(chat.input).to_have_value("поставь задачу")
    keys.press("Enter")
    expect(chat.answers).to_have_count(1)
    yes = chat.host.get_by_role("button", name="Да", exact=True)
    for _ in range(8):
        if yes.evaluate("one => one.matches(':focus')"):
            break
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(chat.answers).to_have_count(2)
    assert stub.asked[-1]["text"] == "да"
    keys.press("Escape")
    expect(chat.button).to_be_focused()
    keys.press("Enter")
    expect(chat.input).to_be_focused()


def test_focus_goes_through_the_chat_from_top_to_bottom(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    chat.ask("мои сделки")
    chat.host.get_by_role("button", name="Очистить диалог").focus()
    names = []
    for _ in range(10):
        focused = chat.host.locator(":focus")
        names.append(focused.get_attribute("aria-label"))
        chat.page.keyboard.press("Tab")
    assert names == [
        "Очистить диалог",
        "Свернуть",
        "Диалог с ассистентом",
        "Копировать",
        "Копировать",
        "Показать, как понято",
        "Ответ не помог",
        "Сообщение ассистенту",
        "Отправить",
        "Свернуть ассистента",
    ]


def test_answers_are_announced_and_waiting_is_marked(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    log = chat.host.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    hold = threading.Event()
    stub.next(Canned(hold=hold))
    chat.say("мои сделки")
    expect(log).to_have_attribute("aria-busy", "true")
    hold.set()
    expect(log).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize(
    ("width", "height"), [(360, 640), (640, 400), (1280, 800)], ids=["phone", "200 %", "desktop"]
)
def test_nothing_sticks_out_at_any_size(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str, width: int, height: int
) -> None:
    chat = visit(f"{stub_crm}/leads/detail/5001")
    chat.page.set_viewport_size({"width": width, "height": height})
    chat.open()
    expect(chat.host.get_by_role("heading", name="Чем помочь, Анна?")).to_be_in_viewport(ratio=1)
    stub.next(*ANSWERS)
    for number in range(len(ANSWERS)):
        chat.ask(f"{LONG} {number}")
    expect(chat.window).to_be_in_viewport(ratio=1)
    expect(chat.input).to_be_in_viewport(ratio=1)
    assert _overflow(chat) == []
    chat.press("Свернуть")
    expect(chat.button).to_be_in_viewport(ratio=1)


def test_on_a_phone_an_opened_card_is_seen_at_once(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    chat.page.set_viewport_size({"width": 390, "height": 780})
    chat.open()
    stub.next(reply("Нашлась сделка", records=[ROW]))
    chat.ask("внедрение").get_by_role("link").click()
    expect(chat.window).to_have_count(0)
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Внедрение CRM")
    expect(chat.button).to_be_in_viewport(ratio=1)


def test_nothing_moves_for_those_who_asked_for_no_motion(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    hold = threading.Event()
    stub.next(Canned(hold=hold))
    chat.say("мои сделки")
    expect(chat.host.locator(".typing")).to_be_visible()
    running = chat.page.evaluate(
        """() => document.querySelector('#amo-assistant-host').shadowRoot.getAnimations()
             .filter((one) => one.playState === 'running')
             .filter((one) => one.effect.getComputedTiming().activeDuration > 1).length"""
    )
    hold.set()
    assert running == 0
