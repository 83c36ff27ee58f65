"""Draws the pictures of docs/guide.ru.md: `python -m tests.e2e.pictures`.

Every picture is the real widget over the real service and the sandbox account.
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.chat import Chat
from tests.e2e.conftest import FLAGS, chromium
from tests.e2e.real_service import control, real_service

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
TOUR = ROOT / "widget" / "images" / "tour"
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
VIEW = {"width": 1000, "height": 680}
TOUR_VIEW = {"width": 1188, "height": 616}


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: where it is taken and what is done before."""

    name: str
    path: str
    play: Callable[[Chat], None]


def _button(chat: Chat) -> None:
    expect(chat.button).to_be_visible()


def _welcome(chat: Chat) -> None:
    chat.open()
    expect(chat.host.get_by_role("button", name="Без движения")).to_be_visible()


def _found(chat: Chat) -> None:
    chat.open()
    chat.ask("сделки Марии Ивановой на переговорах")


def _choice(chat: Chat) -> None:
    chat.open()
    chat.ask("какой телефон у Ивана Петрова")


def _confirm(chat: Chat) -> None:
    chat.open()
    chat.ask("поставь Марии Ивановой задачу позвонить клиенту завтра в 15:00")


def _done(chat: Chat) -> None:
    _confirm(chat)
    chat.press("Да")
    expect(chat.answers).to_have_count(2)
    expect(chat.status).to_have_text("Готов помочь")


def _report(chat: Chat) -> None:
    chat.open()
    chat.ask("сумма открытых сделок по этапам в воронке Продажи")


def _card(chat: Chat) -> None:
    chat.open()
    chat.ask("расскажи про эту сделку")


def _day(chat: Chat) -> None:
    chat.open()
    chat.ask("что у меня на сегодня")


def _working(chat: Chat) -> None:
    chat.open()
    chat.say("сделки дороже миллиона")
    expect(chat.status).to_contain_text("2 с")


def _failure(chat: Chat) -> None:
    chat.open()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    change = "url => APP.widgets.list.amo_assistant.set_settings({ backend_url: url })"
    chat.page.evaluate(change, nobody)
    chat.say("мои задачи на завтра")
    chat.host.locator(".failure").wait_for()


def _understood(chat: Chat) -> None:
    chat.open()
    answer = chat.ask("сделки Сидорова дороже 500 тысяч")
    answer.hover()
    answer.get_by_role("button", name="Показать, как понято").click()


def _settings(chat: Chat) -> None:
    chat.page.get_by_role("button", name="amo_assistant").click()
    chat.page.get_by_role("button", name="Проверить подключение").click()
    expect(chat.page.get_by_text("Подключение работает")).to_be_visible()


SCENES = (
    Scene("01-button", "/leads/pipeline/11", _button),
    Scene("02-welcome", "/leads/detail/5001", _welcome),
    Scene("03-found", "/leads/pipeline/11", _found),
    Scene("04-choice", "/contacts/list/", _choice),
    Scene("05-confirm", "/leads/detail/5001", _confirm),
    Scene("06-done", "/leads/detail/5001", _done),
    Scene("07-report", "/dashboard/", _report),
    Scene("08-working", "/leads/list/", _working),
    Scene("09-failure", "/dashboard/", _failure),
    Scene("10-understood", "/leads/pipeline/11", _understood),
    Scene("11-settings", "/settings/widgets/", _settings),
    Scene("12-card", "/leads/detail/5001", _card),
    Scene("13-day", "/dashboard/", _day),
)


def _draw(browser: Browser, url: str, scene: Scene, theme: str, view: dict[str, int]) -> bytes:
    control(url, "reset", {})
    if scene.play is _working:
        control(url, "faults", {"kind": "slow", "seconds": 4, "match": "/api/v4/leads"})
    context = browser.new_context(
        viewport={"width": view["width"], "height": view["height"]},
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        reduced_motion="reduce",
    )
    context.add_init_script(f"localStorage.setItem('sandbox:theme', '{theme}')")
    page = context.new_page()
    page.goto(f"{url}{scene.path}")
    chat = Chat(page)
    chat.button.wait_for()
    page.wait_for_function("!document.body.classList.contains('page-loading')")
    scene.play(chat)
    page.evaluate(SETTLED)
    picture = page.screenshot()
    context.close()
    return picture


def main() -> None:
    """Draw all pictures, light and dark, and the one of the integration's tour."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    TOUR.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        real_service(Path(folder) / "store.sqlite3", small=False) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for scene in SCENES:
            for theme in ("light", "dark"):
                target = IMAGES / f"{scene.name}-{theme}.png"
                target.write_bytes(_draw(browser, url, scene, theme, VIEW))
        (TOUR / "ru_1.png").write_bytes(_draw(browser, url, SCENES[4], "light", TOUR_VIEW))
        browser.close()


if __name__ == "__main__":
    main()
