"""What a manager does in the chat."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.chat import Chat
from tests.e2e.chat_stub import Canned, ChatStub, reply

pytestmark = pytest.mark.e2e

PEOPLE = [
    {
        "type": "contacts",
        "id": 7001,
        "title": "Иван Петров",
        "url": "/contacts/detail/7001",
        "lines": ["ООО «Ромашка»"],
    },
    {
        "type": "contacts",
        "id": 7004,
        "title": "Иван Петров",
        "url": "/contacts/detail/7004",
        "lines": ["АО «Промснаб»"],
    },
]


@pytest.fixture
def chat(visit: Callable[[str], Chat], stub_crm: str) -> Chat:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    return chat


def test_shift_enter_makes_a_line_and_enter_sends_both(chat: Chat, stub: ChatStub) -> None:
    chat.input.press_sequentially("раз")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("два")
    chat.input.press("Enter")
    expect(chat.answers).to_have_count(1)
    assert stub.asked[0]["text"] == "раз\nдва"


def test_the_up_arrow_brings_back_what_was_sent(chat: Chat) -> None:
    chat.ask("первая")
    chat.ask("вторая")
    for key, value in (("ArrowUp", "вторая"), ("ArrowUp", "первая"), ("ArrowDown", "вторая")):
        chat.input.press(key)
        expect(chat.input).to_have_value(value)


def test_a_text_over_the_limit_is_not_sent(chat: Chat, stub: ChatStub) -> None:
    chat.say("я" * 2003)
    expect(chat.host.get_by_role("alert")).to_have_text(
        "Слишком длинное сообщение: лишних 3 символа"
    )
    assert stub.asked == []


def test_candidates_are_rows_and_pressing_one_answers(chat: Chat, stub: ChatStub) -> None:
    buttons = [
        {"label": "1", "send": "1"},
        {"label": "2", "send": "2"},
        {"label": "Отмена", "send": "отмена"},
    ]
    text = "Нашлось два контакта, какой из них?\n1. Иван Петров\n2. Иван Петров"
    stub.next(reply(text, status="question", records=PEOPLE, buttons=buttons))
    answer = chat.ask("телефон Петрова")
    expect(answer.get_by_role("button", name="Отмена")).to_be_visible()
    expect(answer).not_to_contain_text("1. Иван Петров")
    answer.get_by_role("button", name="Выбрать: 2 Иван Петров АО «Промснаб»").click()
    expect(chat.answers).to_have_count(2)
    assert stub.asked[-1]["text"] == "2"
    expect(answer.get_by_role("button", name="Выбрать").first).to_be_disabled()


def test_a_confirmation_is_a_card_with_its_slots(chat: Chat, stub: ChatStub) -> None:
    slots = [
        {"slot": "due", "label": "Срок", "text": "в пятницу", "value": "пт 6 марта"},
        {"slot": "text", "label": "Задача", "text": "позвонить", "value": "позвонить"},
        {"slot": "responsible", "label": "Ответственный", "text": "", "value": "Мария Иванова"},
    ]
    buttons = [{"label": "Да", "send": "да"}, {"label": "Нет", "send": "нет"}]
    stub.next(reply("Поставить задачу?", status="confirm", understood=slots, buttons=buttons))
    answer = chat.ask("поставь задачу позвонить в пятницу")
    expect(answer.locator(".confirm")).to_contain_text("пт 6 марта")
    expect(answer.locator(".confirm")).to_contain_text("сказано: «в пятницу»")
    expect(answer.locator(".confirm")).not_to_contain_text("сказано: «позвонить»")
    label = answer.locator("dt", has_text="Ответственный")
    assert label.evaluate("one => one.clientHeight") < 30  # one line
    chat.press("Да")
    expect(chat.answers).to_have_count(2)
    assert stub.asked[-1]["text"] == "да"
    expect(chat.host.get_by_role("button", name="Да", exact=True)).to_have_count(0)


def test_a_double_click_is_one_answer(chat: Chat, stub: ChatStub) -> None:
    undo = [{"label": "Отменить", "send": "отмени"}]
    yes = [{"label": "Да", "send": "да"}]
    stub.next(
        reply("Поставить?", status="confirm", buttons=yes),
        reply("Готово", buttons=undo),
        reply("5"),
    )
    chat.press("Свернуть")
    chat.button.dblclick()
    chat.ask("поставь задачу")
    box = chat.host.get_by_role("button", name="Да", exact=True).bounding_box()
    assert box is not None
    mouse = chat.page.mouse
    mouse.click(box["x"] + 10, box["y"] + 10)
    expect(chat.host.get_by_role("button", name="Отменить")).to_be_visible()
    mouse.down(click_count=2)
    mouse.up(click_count=2)
    chat.ask("сколько задач")  # whatever the second half had sent would stand before it
    assert [one["text"] for one in stub.asked] == ["поставь задачу", "да", "сколько задач"]


def test_a_second_click_slower_than_a_double_one_does_not_press_what_came_there(
    chat: Chat, stub: ChatStub
) -> None:
    before = [f"вопрос {number}" for number in range(6)]
    stub.next(
        *(reply("Ответ") for _ in before),  # so many that the last buttons stand at the bottom
        reply("Поставить?", status="confirm", buttons=[{"label": "Да", "send": "да"}]),
        reply("Готово", buttons=[{"label": "Отменить", "send": "отмени"}]),
        reply("5"),
    )
    for text in (*before, "поставь задачу"):
        chat.ask(text)
    pressed = chat.host.get_by_role("button", name="Да", exact=True).bounding_box()
    assert pressed is not None
    mouse = chat.page.mouse
    mouse.click(pressed["x"] + 10, pressed["y"] + 10)
    undo = chat.host.get_by_role("button", name="Отменить")
    expect(undo).to_be_in_viewport()
    brought = undo.bounding_box()
    assert brought is not None
    assert abs(brought["y"] - pressed["y"]) < brought["height"] / 2
    mouse.click(pressed["x"] + 11, pressed["y"] + 10)
    chat.ask("сколько задач")
    assert [one["text"] for one in stub.asked[-3:]] == ["поставь задачу", "да", "сколько задач"]


def test_how_it_was_understood_is_shown_on_demand(chat: Chat, stub: ChatStub) -> None:
    stub.next(reply("Нашлись", records=PEOPLE * 5))
    answer = chat.ask("мои сделки")
    expect(answer).not_to_contain_text("Найти сделки")
    answer.hover()
    answer.get_by_role("button", name="Показать, как понято").click()
    expect(answer).to_contain_text("Найти сделки")
    expect(answer).to_contain_text("правила")
    expect(answer.get_by_text("Номер запроса")).to_be_in_viewport()
    answer.get_by_role("button", name="Скрыть, как понято").click()
    expect(answer).not_to_contain_text("Найти сделки")


def test_a_message_is_copied(chat: Chat, context: BrowserContext, stub: ChatStub) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    stub.next(reply("Телефон: +7 916 123-45-67"))
    answer = chat.ask("телефон Петрова")
    answer.hover()
    answer.get_by_role("button", name="Копировать").click()
    expect(answer.get_by_role("button", name="Скопировано")).to_be_visible()
    assert chat.page.evaluate("navigator.clipboard.readText()") == "Телефон: +7 916 123-45-67"


def test_what_was_pressed_is_copied_as_it_stands(
    chat: Chat, context: BrowserContext, stub: ChatStub
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    stub.next(reply("Ещё?", buttons=[{"label": "Показать ещё", "send": "ещё"}]))
    chat.ask("мои сделки")
    chat.press("Показать ещё")
    pressed = chat.messages.filter(has_text="Показать ещё").last
    pressed.hover()
    pressed.get_by_role("button", name="Копировать").click()
    expect(pressed.get_by_role("button", name="Скопировано")).to_be_visible()
    assert chat.page.evaluate("navigator.clipboard.readText()") == "Показать ещё"


def test_an_answer_to_a_closed_chat_is_counted_until_it_is_read(chat: Chat, stub: ChatStub) -> None:
    hold = threading.Event()
    stub.next(Canned(hold=hold))
    chat.say("мои сделки")
    chat.page.keyboard.press("Escape")
    expect(chat.window).to_have_count(0)
    expect(chat.button).to_be_focused()
    expect(chat.button).to_have_accessible_name("Открыть ассистента. Ассистент готовит ответ")
    hold.set()
    expect(chat.button).to_have_accessible_name("Открыть ассистента. 1 новый ответ")
    chat.open()
    expect(chat.host.locator(".badge")).to_have_count(0)


def test_the_shortcut_opens_and_closes_from_anywhere(chat: Chat) -> None:
    chat.page.keyboard.press("Control+Slash")
    expect(chat.window).to_have_count(0)
    chat.page.locator("h1").click()
    chat.page.keyboard.press("Control+Slash")
    expect(chat.input).to_be_focused()
    chat.page.keyboard.down("Control")
    for _ in range(4):  # held too long
        chat.page.keyboard.down("Slash")
    expect(chat.window).to_have_count(0)


def test_escape_outside_the_chat_belongs_to_amo_crm(chat: Chat) -> None:
    chat.page.locator("h1").click()
    chat.page.keyboard.press("Escape")
    expect(chat.window).to_be_visible()


@pytest.mark.parametrize(
    ("path", "phrase"),
    [
        ("/todo/line/", "Задачи на завтра"),
        ("/leads/detail/5001", "Расскажи про эту сделку"),
        ("/leads/detail/0", "Мои открытые сделки"),
        ("/mail/inbox/", "Что ты умеешь?"),
    ],
)
def test_suggested_phrases_fit_the_section_and_are_sent_as_they_are(
    chat: Chat, stub: ChatStub, path: str, phrase: str
) -> None:
    chat.go(path)
    chat.press(phrase)
    expect(chat.answers).to_have_count(1)
    assert stub.asked[0]["text"] == phrase


def test_ticked_rows_and_selected_text_go_along(chat: Chat, stub: ChatStub) -> None:
    rows = chat.page.locator(".list-row-check")
    ticked = [
        int(chat.page.locator("#list_table tbody tr").nth(index).get_attribute("data-id") or 0)
        for index in range(2)
    ]
    rows.nth(0).check()
    rows.nth(1).check()
    chat.host.locator(".header").hover()
    expect(chat.host.get_by_text("Отмечено 2 записи")).to_be_visible()
    chat.page.locator("#list_table th", has_text="Название").dblclick(position={"x": 30, "y": 20})
    expect(chat.host.get_by_text("Выделено: «Название»")).to_be_visible()
    chat.input.click()
    chat.ask("найди выделенное")
    assert stub.asked[0]["context"] == {
        "entity": None,
        "section": "leads",
        "url": "/leads/list/",
        "selected_text": "Название",
        "selected": ticked,
    }
    chat.press("Не учитывать выделенное")
    chat.ask("мои сделки")
    assert stub.asked[1]["context"]["selected_text"] is None


def test_the_button_is_dragged_to_a_side_and_stays_there(chat: Chat, stub_crm: str) -> None:
    chat.page.keyboard.press("Escape")
    box = chat.button.bounding_box()
    assert box is not None
    mouse = chat.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 20)
    mouse.down()
    mouse.move(600, 400, steps=4)
    mouse.move(200, 300, steps=4)
    mouse.up()
    expect(chat.window).to_have_count(0)
    expect(chat.button).to_have_css("left", "89px")
    expect(chat.button).to_have_css("bottom", "472px")
    chat.page.goto(f"{stub_crm}/todo/line/")
    expect(chat.button).to_have_css("left", "89px")
    expect(chat.button).to_have_css("bottom", "472px")
    chat.open()
    expect(chat.window).to_be_in_viewport(ratio=1)


def test_five_hundred_messages_do_not_slow_the_typing(chat: Chat) -> None:
    chat.ask("мои сделки")
    chat.page.evaluate(
        """() => {
            const key = Object.keys(sessionStorage).find((one) => one.endsWith(':dialogue'));
            const saved = JSON.parse(sessionStorage.getItem(key));
            const [question, answer] = saved.messages;
            saved.messages = Array.from({ length: 250 }, (_none, index) => [
              { ...question, id: `q${index}` },
              { ...answer, id: `a${index}`, to: `q${index}` },
            ]).flat();
            sessionStorage.setItem(key, JSON.stringify(saved));
        }"""
    )
    chat.page.reload()
    expect(chat.messages).to_have_count(500)
    drawn = chat.page.evaluate(
        """async () => {
            const root = document.querySelector('#amo-assistant-host').shadowRoot;
            let changed = 0;
            const everything = { subtree: true, childList: true, attributes: true };
            new MutationObserver((list) => { changed += list.length })
              .observe(root.querySelector('.log'), everything);
            const input = root.querySelector('textarea');
            for (const letter of 'быстрая фраза') {
              input.value += letter;
              input.dispatchEvent(new InputEvent('input', { bubbles: true }));
              await new Promise(requestAnimationFrame);
            }
            return changed;
        }"""
    )
    assert drawn == 0
    chat.input.fill("")
    chat.say("ещё одна")
    expect(chat.messages).to_have_count(500)
    expect(chat.messages.last).to_be_in_viewport()
