"""The widget harms nothing around it, and nothing around it harms the widget."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.chat import HOST, Chat
from tests.e2e.chat_stub import ChatStub, reply

pytestmark = pytest.mark.e2e

SCRIPT = "**/upl/amo_assistant/widget/script.js*"
EVIL = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
FOREIGN = """
define(['jquery'], function ($) {
  return function () {
    var self = this;
    this.callbacks = {
      render: function () {
        $('<style id="foreign">* { color: red !important; font-size: 40px !important }'
          + ' button { display: none !important } div { transform: none; z-index: 1 }</style>')
          .appendTo('head');
        self.render_template({ caption: { html: 'Чужой' }, body: '<b>виджет</b>' });
        return true;
      },
      init: function () {
        $(document).on('keydown' + self.ns, function () { window.keys = (window.keys || 0) + 1; });
        return true;
      },
      bind_actions: function () { return true; },
      destroy: function () { $('#foreign').remove(); }
    };
    return this;
  };
});
"""
STYLES = """() => {
  const nodes = [...document.querySelectorAll('body, body *:not(#amo-assistant-host)')];
  return nodes.map((node) => {
    const style = getComputedStyle(node);
    const values = Array.from(style, (name) => style.getPropertyValue(name));
    return [node.tagName, node.id, ...values].join('|');
  });
}"""

LOOK = """() => {
  const { shadowRoot } = document.querySelector('#amo-assistant-host');
  return [...shadowRoot.querySelectorAll('.root *')]
    .map((node) => getComputedStyle(node))
    .map((one) => [one.color, one.fontSize, one.display].join());
}"""


@pytest.fixture
def bare(context: BrowserContext, stub_crm: str) -> Page:
    """The same page, where the widget's script does not load."""
    page = context.new_page()
    page.route(SCRIPT, lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{stub_crm}/leads/list/")
    page.locator("#list_table tbody tr").first.wait_for()
    return page


def test_the_pages_globals_and_styles_are_what_they_were(
    visit: Callable[[str], Chat], bare: Page, stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.page.locator("#list_table tbody tr").first.wait_for()
    chat.open()
    chat.ask("мои сделки")
    chat.page.mouse.move(640, 790)
    names = "Object.keys(window).sort()"
    assert chat.page.evaluate(names) == bare.evaluate(names)
    assert chat.page.evaluate(STYLES) == bare.evaluate(STYLES)
    heads = "document.head.innerHTML.replace(/<.?script[^>]*>/g, '')"
    assert chat.page.evaluate(heads) == bare.evaluate(heads)
    assert chat.page.evaluate("Object.keys(document.documentElement.dataset)") == ["colorScheme"]


def test_markup_in_any_field_of_an_answer_stays_text(
    visit: Callable[[str], Chat], stub: ChatStub, stub_crm: str, noise: list[str]
) -> None:
    row = {
        "type": EVIL,
        "id": 1,
        "title": EVIL,
        "url": "javascript:window.pwned=1",
        "lines": [EVIL],
    }
    slot = {"slot": EVIL, "label": EVIL, "text": EVIL, "value": f"{EVIL}!"}
    evil: dict[str, Any] = {
        "records": [row, row | {"id": 2, "url": "//evil.example/x"}],
        "buttons": [{"label": EVIL, "send": EVIL}],
        "understood": [slot],
        "chart": {"title": EVIL, "bars": [{"label": EVIL, "value": 1, "text": EVIL}]},
        "intent": EVIL,
        "source": EVIL,
        "request_id": EVIL,
        "state": EVIL,
    }
    stub.next(*(reply(EVIL, status=status, **evil) for status in ("done", "confirm", "question")))
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    for _ in range(3):
        answer = chat.ask(EVIL)
        answer.hover()
        answer.get_by_role("button", name="Показать, как понято").click()
        expect(answer.locator("img, script")).to_have_count(0)
    hrefs = chat.host.locator("a").evaluate_all("links => links.map((one) => one.protocol)")
    assert not {one for one in hrefs if one not in {"http:", "https:", "mailto:", "tel:"}}
    assert chat.page.evaluate("window.pwned") is None
    assert noise == []


def test_a_record_of_the_account_with_a_script_in_its_name_stays_text(
    visit: Callable[[str], Chat], stub_crm: str, noise: list[str]
) -> None:
    chat = visit(f"{stub_crm}/contacts/detail/7014")
    expect(chat.page.get_by_role("heading", level=1)).to_contain_text("<script>alert('x')</script>")
    assert noise == []


def test_a_foreign_widget_with_rude_styles_changes_nothing_in_ours(
    visit: Callable[[str], Chat], stub_crm: str, noise: list[str]
) -> None:
    chat = visit(f"{stub_crm}/leads/detail/5001")
    chat.open()
    before = chat.page.evaluate(LOOK)
    chat.page.route("**/foreign/script.js*", _serve("text/javascript", FOREIGN))
    chat.page.route("**/foreign/ru.json*", _serve("application/json", '{"widget": {}}'))
    foreign = {"src": "/foreign/script.js", "lang": "/foreign/ru.json", "path": "/foreign"}
    foreign |= {"installed_version": "2.0", "init_once": "N", "settings": "{}"}
    chat.page.evaluate("one => sandbox.loader.install('foreign', one)", foreign)
    expect(chat.page.locator(".card-widgets__widget-foreign")).to_have_count(1)
    assert chat.page.evaluate(LOOK) == before
    chat.input.press_sequentially("abc")
    assert chat.page.evaluate("window.keys") is None
    chat.go("/leads/list/")
    chat.go("/leads/detail/5001")
    expect(chat.page.locator(HOST)).to_have_count(1)
    expect(chat.page.locator(".card-widgets__widget-foreign")).to_have_count(1)
    assert noise == []


def test_the_pages_reset_does_not_reach_the_chat(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/leads/list/")
    chat.open()
    answer = chat.ask("мои сделки")
    expect(answer.locator(".text")).to_have_css("text-transform", "none")
    expect(chat.host.locator(".header")).to_have_css("display", "flex")


def test_amo_crms_page_obeys_redirects_in_answers_and_ours_has_none(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    """The trap works; an answer with the contract's keys, fetched by jQuery, does not spring it."""
    chat = visit(f"{stub_crm}/leads/list/")
    chat.page.route("**/answer", _serve("application/json", json.dumps(reply("Готово"))))
    chat.page.evaluate("$.ajax({ url: '/answer', dataType: 'json' })")
    assert chat.page.url == f"{stub_crm}/leads/list/"
    trap = json.dumps({"response": {"redirect": "/todo/line/"}})
    chat.page.route("**/trap", _serve("application/json", trap))
    chat.page.evaluate("() => void $.ajax({ url: '/trap', dataType: 'json' })")
    chat.page.wait_for_url(f"{stub_crm}/todo/line/")


def _serve(kind: str, body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)
