"""The chat as a user sees it: what tests press and read."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

HOST = "#amo-assistant-host"


@dataclass(frozen=True, slots=True)
class Chat:
    """The widget on an open page of the sandbox."""

    page: Page

    @property
    def host(self) -> Locator:
        return self.page.locator(HOST)

    @property
    def button(self) -> Locator:
        return self.host.locator("button.launcher")

    @property
    def window(self) -> Locator:
        return self.host.get_by_role("dialog")

    @property
    def input(self) -> Locator:
        return self.host.get_by_role("textbox")

    @property
    def answers(self) -> Locator:
        return self.host.locator(".message_assistant")

    @property
    def messages(self) -> Locator:
        return self.host.locator(".message")

    @property
    def status(self) -> Locator:
        return self.host.locator(".status")

    def open(self) -> None:
        self.button.click()
        expect(self.input).to_be_focused()

    def say(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text: str) -> Locator:
        """Say something and wait for the answer to it."""
        before = self.answers.count()
        self.say(text)
        expect(self.answers).to_have_count(before + 1)
        return self.answers.nth(before)

    def press(self, name: str) -> None:
        self.host.get_by_role("button", name=name, exact=True).click()

    def go(self, path: str) -> None:
        """Navigate the way amoCRM's own menu does, and wait for the new page."""
        self.page.evaluate("path => APP.router.navigate(path, {trigger: true})", path)
        holder = self.page.locator("#page_holder:not([hidden]), #card_holder:not([hidden])")
        expect(holder).to_have_attribute("data-path", path)
