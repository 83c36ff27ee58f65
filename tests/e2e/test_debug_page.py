"""Support opens /debug/parse, sees why a phrase was understood so, and takes it along."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import amo.sandbox
from nlu.corpus import phrase_from_json
from service.mind import Mind
from service.replay.playing import play
from service.replies import load_replies
from tests.service.assistant_stage import Stage, settings_for

pytestmark = pytest.mark.e2e

TOKEN = "a-debug-token-of-the-tests-long-enough"
PHRASE = "поставь Марии Ивановой задачу позвонить клиенту завтра в 15:00"


@pytest.fixture(scope="module")
def mind() -> Mind:
    return Mind.load()


@pytest.fixture(scope="module")
def served(mind: Mind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with amo.sandbox.start(port=0, small=True) as sandbox:
        settings = settings_for(sandbox, tmp_path_factory.mktemp("debug"), debug_token=TOKEN)
        with Stage(sandbox, settings, mind) as stage:
            yield stage.url


@pytest.fixture
def page(context: BrowserContext, served: str, noise: list[str]) -> Page:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    page = context.new_page()
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(f"{served}/debug/parse")
    return page


def ask(page: Page, text: str) -> None:
    page.get_by_label("Фраза", exact=True).fill(text)
    page.get_by_label("Ключ доступа").fill(TOKEN)
    page.get_by_label("Когда сказано").fill("2026-03-05T10:00:00+03:00")
    page.get_by_label("Кто сказал").fill("101")
    page.get_by_role("button", name="Разобрать").click()
    page.locator("main section").first.wait_for()


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_have_text("Скопировано")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_support_sees_the_slots_the_rule_and_the_reply(page: Page, noise: list[str]) -> None:
    ask(page, PHRASE)
    marked = {
        one.get_attribute("data-slot"): one.inner_text() for one in page.locator("mark").all()
    }
    assert marked["due"] == "завтра в 15:00"
    assert marked["responsible"] == "Марии Ивановой"
    colours = {one.get_attribute("class") for one in page.locator("mark").all()}
    assert len(colours) >= 3
    expect(page.get_by_text("create_task.ordered").first).to_be_visible()
    expect(page.locator(".reply")).to_contain_text("К чему привязать задачу?")
    page.get_by_text("Проигравшие правила").click()
    expect(page.get_by_text("ничего не удаляют")).to_be_visible()
    assert noise == []


def test_a_shared_link_holds_the_input_and_no_key(
    page: Page, context: BrowserContext, served: str
) -> None:
    ask(page, PHRASE)
    link = copied(page, "Скопировать ссылку")
    assert link.startswith(f"{served}/debug/parse#")
    assert TOKEN not in link
    other = context.new_page()
    other.goto(link)
    expect(other.get_by_label("Фраза", exact=True)).to_have_value(PHRASE)
    expect(other.get_by_label("Ключ доступа")).to_have_value("")
    expect(other.locator("main section")).to_have_count(0)


def test_what_is_copied_is_a_labelled_phrase_and_a_green_replay(page: Page, mind: Mind) -> None:
    ask(page, PHRASE)
    phrase = phrase_from_json(json.loads(copied(page, "Скопировать как размеченную фразу")))
    assert phrase.request.text == PHRASE
    replay = json.loads(copied(page, "Скопировать как повтор"))
    assert play(replay, mind, load_replies()).same


def test_a_phrase_with_markup_is_only_text(page: Page) -> None:
    ask(page, 'найди <img src=x onerror="window.pwned=1">')
    assert page.evaluate("window.pwned") is None
    expect(page.locator("main img")).to_have_count(0)


def test_a_wrong_key_is_said_in_russian(page: Page) -> None:
    page.get_by_label("Фраза", exact=True).fill("привет")
    page.get_by_label("Ключ доступа").fill("не тот")
    page.get_by_role("button", name="Разобрать").click()
    expect(page.locator("main .bad")).to_be_visible()
