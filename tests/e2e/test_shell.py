"""The sandbox's page loads widgets in amoCRM's own order and answers what amoCRM answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

import amo.sandbox
from service.version import VERSION
from tests.e2e.chat import Chat
from tests.e2e.conftest import DIST

pytestmark = pytest.mark.e2e

PROBE = """
define(['jquery'], function ($) {
  window.order = window.order || [];
  return function () {
    var say = function (what, value) {
      return function () { window.order.push(what); return value; };
    };
    window.order.push('constructor');
    this.callbacks = { render: say('render', RETURNS), init: say('init'),
      bind_actions: say('bind_actions'), onInstall: say('onInstall'),
      destroy: say('destroy'), onSave: say('onSave', true) };
    return this;
  };
});
"""
LISTEN = """
window.order = [];
addEventListener('DOMContentLoaded', () => {
  const wait = setInterval(() => {
    if (!window.$) return;
    clearInterval(wait);
    for (const name of ['page:changed', 'page:construct', 'widget:probe:loaded']) {
      $(document).on(name, () => window.order.push(name));
    }
  }, 1);
});
"""
START = ["constructor", "render", "widget:probe:loaded", "init", "bind_actions"]
ROUTES = [
    ("/leads/detail/5001", "leads", "leads_card", "leads.card", "lcard", True),
    ("/contacts/detail/7001", "contacts", "contacts_card", "contacts.card", "ccard", True),
    ("/companies/detail/8001", "companies", "companies_card", "companies.card", "comcard", True),
    ("/leads/pipeline/11", "leads", "leads-pipeline", "leads.pipeline", "outer_space", False),
    ("/leads/list/", "leads", "leads", "leads.list", "llist", False),
    ("/contacts/list/", "contacts", "contacts", "contacts.list", "clist", False),
    ("/todo/line/", "todo", "todo-line", "todo.line", "tline", False),
    ("/dashboard/", "dashboard", "dashboard", "dashboard", "outer_space", False),
    ("/imbox/1", "imbox", "imbox", "imbox", "outer_space", False),
]


@pytest.fixture(scope="module")
def empty_crm() -> Iterator[str]:
    """A sandbox without our widget."""
    with amo.sandbox.start(port=0, small=True, page=DIST / "page") as sandbox:
        yield sandbox.url


def _probe(context: BrowserContext, url: str, init_once: str, returns: str = "true") -> Page:
    """Open a page whose widget list holds one widget that writes down what is called."""
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.route(
        "**/probe.js*",
        lambda route: route.fulfill(
            content_type="text/javascript", body=PROBE.replace("RETURNS", returns)
        ),
    )
    page.route("**/probe.json*", lambda route: route.fulfill(json={"widget": {}}))
    widget = {"active": "Y", "init_once": init_once, "src": "/probe.js", "lang": "/probe.json"}
    widget |= {"path": "/probe", "installed_version": "1", "settings": '{"a": "b"}'}
    page.goto(url)
    page.wait_for_function("window.sandbox && APP.widgets.loaded")
    page.evaluate("order.length = 0")
    page.evaluate("one => sandbox.loader.install('probe', one)", widget)
    page.wait_for_function("order.includes('onInstall')")
    return page


def _take(page: Page, until: str) -> list[str]:
    page.wait_for_function("last => order[order.length - 1] === last", arg=until)
    taken: list[str] = page.evaluate("order.splice(0)")
    return taken


def test_a_widget_that_is_made_once_is_only_drawn_again(
    context: BrowserContext, empty_crm: str
) -> None:
    page = _probe(context, f"{empty_crm}/leads/list/", "Y")
    assert _take(page, "onInstall") == [*START, "onInstall"]
    page.evaluate("APP.router.navigate('/dashboard/', {trigger: true})")
    order = ["page:changed", "render", "page:construct", "page:changed"]
    page.wait_for_function("order.length === 4")
    assert _take(page, "page:changed") == order
    page.evaluate("$(document).trigger('widget:removed', ['probe'])")
    assert _take(page, "destroy") == ["onSave", "destroy"]


def test_a_widget_that_is_made_anew_is_destroyed_on_leaving(
    context: BrowserContext, empty_crm: str
) -> None:
    page = _probe(context, f"{empty_crm}/leads/list/", "N")
    assert _take(page, "onInstall") == [*START, "onInstall"]
    page.evaluate("APP.router.navigate('/dashboard/', {trigger: true})")
    order = ["page:changed", "destroy", "page:construct", "page:changed", *START]
    assert _take(page, "bind_actions") == order


@pytest.mark.parametrize(
    ("returns", "order"),
    [
        ("false", ["constructor", "render", "bind_actions", "onInstall"]),
        ("$.Deferred().reject()", ["constructor", "render", "bind_actions", "onInstall"]),
        (
            "Promise.resolve()",
            [
                "constructor",
                "render",
                "bind_actions",
                "onInstall",
                "widget:probe:loaded",
                "init",
            ],
        ),
    ],
)
def test_init_waits_for_what_render_returned(
    context: BrowserContext, empty_crm: str, returns: str, order: list[str]
) -> None:
    page = _probe(context, f"{empty_crm}/leads/list/", "Y", returns)
    assert _take(page, order[-1]) == order


@pytest.mark.parametrize(("path", "entity", "area", "v3", "short", "card"), ROUTES)
def test_a_section_is_called_what_amo_crm_calls_it(
    visit: Callable[[str], Chat],
    stub_crm: str,
    path: str,
    entity: str,
    area: str,
    v3: str,
    short: str,
    card: bool,
) -> None:
    page = visit(f"{stub_crm}{path}").page
    read = """() => [APP.getBaseEntity(), APP.getWidgetsArea(), APP.getV3WidgetsArea(),
      APP.widgets.list.amo_assistant.system().area, APP.isCard(), APP.data.is_card,
      APP.data.current_card && APP.data.current_card.id]"""
    opened = int(path.split("/")[3]) if card else False
    assert page.evaluate(read) == [entity, area, v3, short, card, card, opened]


def test_the_installed_version_is_the_products_own(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    page = visit(f"{stub_crm}/dashboard/").page
    assert page.evaluate("APP.widgets.list.amo_assistant.get_version()") == VERSION


def test_a_new_card_has_no_id_yet(visit: Callable[[str], Chat], stub_crm: str) -> None:
    page = visit(f"{stub_crm}/leads/detail/0").page
    read = "() => [APP.data.current_card.id, APP.data.current_card.new_card]"
    assert page.evaluate(read) == [0, True]


def test_a_widget_that_does_not_load_leaves_the_others_alone(
    visit: Callable[[str], Chat], stub_crm: str
) -> None:
    chat = visit(f"{stub_crm}/dashboard/")
    broken = {"src": "/_page/none.js", "lang": "/_page/none.json", "installed_version": "1"}
    chat.page.evaluate("one => sandbox.loader.install('broken', one)", broken)
    chat.go("/leads/list/")
    chat.open()
    chat.ask("мои сделки")
    assert chat.page.evaluate("Object.keys(APP.widgets.list)") == ["amo_assistant"]


def test_nothing_loads_where_amo_crm_loads_nothing(context: BrowserContext, stub_crm: str) -> None:
    page = context.new_page()
    page.goto(f"{stub_crm}/settings/pay/")
    page.wait_for_function("window.sandbox && APP.widgets.loaded")
    assert page.evaluate("Object.keys(APP.widgets.list)") == []
