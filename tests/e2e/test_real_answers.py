"""The whole way: Chromium, the widget, the service, the sandbox account, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.chat import Chat
from tests.e2e.real_service import control, real_service

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store: Path = tmp_path_factory.mktemp("service") / "store.sqlite3"
    with real_service(store) as url:
        yield url


@pytest.fixture
def crm(served: str) -> str:
    control(served, "reset", {})
    return served


def test_deals_of_a_stage_are_found_and_open_without_a_reload(
    visit: Callable[[str], Chat], crm: str, noise: list[str]
) -> None:
    chat = visit(f"{crm}/leads/pipeline/11")
    chat.open()
    answer = chat.ask("сделки на переговорах")
    expect(answer).to_contain_text("«Переговоры»")
    chat.page.evaluate("window.untouched = true")
    answer.get_by_role("link", name="Внедрение CRM", exact=False).first.click()
    expect(chat.page.get_by_role("heading", level=1)).to_contain_text("Внедрение CRM")
    assert chat.page.evaluate("window.untouched")
    expect(chat.host.get_by_text("Открытая сделка #")).to_be_visible()
    assert noise == []


def test_a_phone_is_asked_for_two_people_of_one_name_and_the_choice_is_a_row(
    visit: Callable[[str], Chat], crm: str
) -> None:
    chat = visit(f"{crm}/contacts/list/")
    chat.open()
    question = chat.ask("какой телефон у Ивана Петрова")
    question.get_by_role("button", name=re.compile("Выбрать.*Ромашка")).click()
    expect(chat.answers).to_have_count(2)
    expect(chat.answers.last).to_contain_text("+7 916 123-45-67")


def test_a_task_is_proposed_confirmed_and_stands_in_the_card(
    visit: Callable[[str], Chat], crm: str, noise: list[str]
) -> None:
    chat = visit(f"{crm}/leads/detail/5002")
    chat.open()
    card = chat.ask("поставь задачу проверить оплату завтра в 15:00").locator(".confirm")
    expect(card).to_contain_text("проверить оплату")
    expect(card).to_contain_text("15:00")
    expect(card).to_contain_text("сказано: «завтра в 15:00»")
    chat.press("Да")
    expect(chat.answers).to_have_count(2)
    chat.go("/todo/line/")
    chat.go("/leads/detail/5002")
    expect(chat.page.locator(".feed-task", has_text="проверить оплату")).to_have_count(1)
    assert noise == []


def test_a_script_in_a_contacts_name_is_only_a_name(
    visit: Callable[[str], Chat], crm: str, noise: list[str]
) -> None:
    chat = visit(f"{crm}/dashboard/")
    chat.page.on("dialog", lambda dialog: noise.append(dialog.message))
    chat.open()
    answer = chat.ask("+7 900 000-00-14")
    expect(answer).to_contain_text("<script>alert('x')</script> Тестов")
    expect(answer.locator("script")).to_have_count(0)
    assert noise == []


def test_what_another_user_may_not_see_is_not_found(
    visit: Callable[[str], Chat], context: BrowserContext, crm: str
) -> None:
    context.add_cookies([{"name": "sandbox_user", "value": "109", "url": crm}])
    chat = visit(f"{crm}/dashboard/")
    chat.open()
    answer = chat.ask("сделки на переговорах")
    expect(answer.get_by_role("link")).to_have_count(0)
    expect(answer).to_have_class(re.compile("message_refused"))


def test_amo_crm_failing_is_a_sentence_with_a_way_on(
    visit: Callable[[str], Chat], crm: str
) -> None:
    chat = visit(f"{crm}/dashboard/")
    chat.open()
    control(crm, "faults", {"kind": "status", "status": 500, "match": "/api/v4/leads", "count": 9})
    answer = chat.ask("сделки на переговорах")
    expect(answer).to_have_class(re.compile("message_error"))
    control(crm, "reset", {})
    chat.press("Повторить")
    expect(chat.answers).to_have_count(1)
    expect(chat.answers).to_contain_text(["«Переговоры»"])


def test_a_write_that_amo_crm_failed_is_done_by_repeating_it(
    visit: Callable[[str], Chat], crm: str
) -> None:
    chat = visit(f"{crm}/leads/detail/5002")
    chat.open()
    chat.ask("поставь задачу проверить оплату завтра в 15:00")
    control(crm, "faults", {"kind": "status", "status": 500, "match": "/api/v4/tasks", "count": 9})
    chat.press("Да")
    expect(chat.answers.last).to_have_class(re.compile("message_error"))
    control(crm, "reset", {})
    chat.page.reload()
    chat.press("Повторить")
    expect(chat.answers.last).to_contain_text("Задача поставлена: «проверить оплату»")


def test_the_dialogue_goes_on_after_a_reload(visit: Callable[[str], Chat], crm: str) -> None:
    chat = visit(f"{crm}/dashboard/")
    chat.open()
    chat.ask("какой телефон у Ивана Петрова")
    chat.page.reload()
    expect(chat.answers).to_have_count(1)
    expect(chat.ask("вторая")).to_contain_text("+7")


def test_the_connection_test_of_the_settings_window_passes(
    visit: Callable[[str], Chat], crm: str
) -> None:
    chat = visit(f"{crm}/settings/widgets/")
    chat.page.get_by_role("button", name="amo_assistant").click()
    chat.page.get_by_role("button", name="Проверить подключение").click()
    expect(chat.page.get_by_text("Подключение работает")).to_be_visible()


def test_the_open_card_has_hints_that_start_what_mends_them(
    visit: Callable[[str], Chat], crm: str, noise: list[str]
) -> None:
    chat = visit(f"{crm}/leads/detail/5014")
    chat.open()
    hint = chat.host.get_by_role("button", name=re.compile("Нет открытых задач"))
    hint.click()
    expect(chat.answers).to_have_count(1)
    expect(chat.answers.last).to_contain_text("позвонить")
    expect(chat.answers.last).to_contain_text("Romashka Trade: пилот")
    chat.go("/leads/detail/5010")
    expect(hint).to_have_count(0)
    assert noise == []


def test_a_report_opens_amocrms_own_list_of_the_same_deals(
    visit: Callable[[str], Chat], crm: str, noise: list[str]
) -> None:
    chat = visit(f"{crm}/dashboard/")
    chat.open()
    answer = chat.ask("сколько сделок по воронкам")
    answer.get_by_role("link", name="Повторные продажи").click()
    expect(chat.page.locator("#list_table tbody tr")).to_have_count(3)
    expect(chat.page.locator(".topbar-note")).to_have_text("3 записи")
    answer.get_by_role("link", name="Эти сделки в amoCRM").click()
    expect(chat.page.locator(".topbar-note")).to_have_text("20 записей")
    assert noise == []


def test_a_thumb_down_names_the_answer_to_the_service(
    visit: Callable[[str], Chat], crm: str
) -> None:
    chat = visit(f"{crm}/leads/list/")
    chat.open()
    answer = chat.ask("сделки на переговорах")
    answer.hover()
    with chat.page.expect_response("**/api/v1/feedback") as heard:
        answer.get_by_role("button", name="Ответ не помог").click()
    expect(answer.get_by_role("button", name="Спасибо за отзыв")).to_be_visible()
    assert heard.value.status == 204
    told = heard.value.request.post_data_json
    assert told["verdict"] == "down"
    assert told["request_id"]
