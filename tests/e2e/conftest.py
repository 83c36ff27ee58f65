"""A real Chromium over the sandbox's page, with the unpacked widget.zip in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

import amo.sandbox
from tests.e2e.chat import Chat
from tests.e2e.chat_stub import ChatStub, chat_stub

DIST = Path(__file__).resolve().parents[2] / "widget" / "dist"
PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    """The browser to drive; None leaves it to Playwright's own download."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in PLACES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stub_server() -> Iterator[ChatStub]:
    with chat_stub() as stub:
        yield stub


@pytest.fixture(autouse=True)
def stub(stub_server: ChatStub) -> ChatStub:
    """The contract-speaking server with nothing asked and nothing queued."""
    stub_server.asked.clear()
    stub_server.tokens.clear()
    stub_server.queue.clear()
    return stub_server


@pytest.fixture(scope="session")
def stub_crm(stub_server: ChatStub) -> Iterator[str]:
    """The address of a sandbox whose widget talks to the contract-speaking server."""
    if not (DIST / "package" / "manifest.json").exists():
        pytest.fail("widget/dist is missing: run `make widget` first")
    with amo.sandbox.start(
        port=0,
        small=True,
        page=DIST / "page",
        widget=DIST / "package",
        backend=stub_server.url,
    ) as sandbox:
        yield sandbox.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def noise() -> list[str]:
    """What the page wrote to the console or threw; a test asserts on it."""
    return []


@pytest.fixture
def visit(context: BrowserContext, noise: list[str]) -> Callable[[str], Chat]:
    """Opens an address in a new tab and waits until the widget stands."""

    def write_down(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            noise.append(message.text)

    def open_tab(url: str) -> Chat:
        page: Page = context.new_page()
        page.on("console", write_down)
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.goto(url)
        chat = Chat(page)
        chat.button.wait_for()
        return chat

    return open_tab
