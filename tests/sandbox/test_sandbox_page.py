"""The account's page: sign-in, boot constants, cards, lists, files, deep links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

import amo.sandbox
from tests.sandbox.sandbox_client import DMITRY, FREE, INACTIVE, MARIA, PETR, Client

MANIFEST = {
    "widget": {"version": "1.2.3", "init_once": True, "code": "demo_chat"},
    "locations": ["settings", "everywhere"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    page, widget = tmp_path_factory.mktemp("page"), tmp_path_factory.mktemp("widget")
    (page / "index.html").write_text("<title>shell</title>", encoding="utf-8")
    (page / "shell.js").write_text("'shell'", encoding="utf-8")
    (widget / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    (widget / "script.js").write_text("define([])", encoding="utf-8")
    (widget / "i18n").mkdir()
    (widget / "i18n" / "ru.json").write_text("{}", encoding="utf-8")
    return page, widget


@pytest.fixture(scope="module")
def shown(folders: tuple[Path, Path]) -> Iterator[Client]:
    page, widget = folders
    backend = "http://127.0.0.1:9"
    with (
        amo.sandbox.start(small=True, page=page, widget=widget, backend=backend) as handle,
        Client(handle.url) as client,
    ):
        yield client


def ask(client: Client, path: str, user: int | None = None) -> requests.Response:
    headers = {} if user is None else {"X-Sandbox-User": str(user)}
    return requests.get(client.url + path, headers=headers, timeout=10)


def view(client: Client, path: str, user: int | None = None) -> Any:
    answer = ask(client, path, user)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", ["/", "/leads/detail/5001", "/todo/line/", "/contacts/list"])
def test_every_deep_link_is_the_shell_and_signs_somebody_in(shown: Client, path: str) -> None:
    answer = ask(shown, path)
    assert (answer.status_code, answer.text) == (200, "<title>shell</title>")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.cookies["sandbox_user"] == "101"


def test_a_cookie_of_nobody_active_is_replaced(shown: Client) -> None:
    for user in (INACTIVE, 999):
        answer = requests.get(shown.url, cookies={"sandbox_user": str(user)}, timeout=10)
        assert answer.cookies["sandbox_user"] == "101"


@pytest.mark.parametrize("path", ["/api/v4", "/ajax/x", "/oauth2/x", "/_sandbox/x", "/_page/no.js"])
def test_what_is_no_page_is_no_shell(shown: Client, path: str) -> None:
    assert ask(shown, path).status_code in (401, 404)


def test_files_of_the_page_and_the_widget_are_served(shown: Client) -> None:
    assert ask(shown, "/_page/shell.js").text == "'shell'"
    assert ask(shown, "/_page/static/shell.js").text == "'shell'"
    assert ask(shown, "/upl/demo_chat/widget/script.js?v=1").text == "define([])"
    assert ask(shown, "/upl/demo_chat/widget/i18n/ru.json").json() == {}
    assert ask(shown, "/upl/other/widget/script.js").status_code == 404
    assert ask(shown, "/upl/demo_chat/widget/../../../etc/passwd").status_code in (200, 404)
    assert ask(shown, "/upl/demo_chat/widget/%2e%2e/%2e%2e/etc/passwd").status_code == 404


def test_boot_gives_the_constants_of_the_signed_in_user(shown: Client) -> None:
    boot = view(shown, "/_page/boot.json", PETR)
    constants = boot["constants"]
    assert constants["user"]["id"] == PETR
    assert constants["user_rights"]["is_admin"] is False
    assert constants["user_rights"]["leads"]["view"] == "M"
    assert constants["account"]["subdomain"] == "severveter"
    assert constants["managers"]["110"]["active"] is False
    assert constants["groups"]["group_501"] == "Корпоративный отдел"
    assert constants["task_types"]["2002"]["option"] == "Замер"
    assert len(boot["users"]) == 12
    widget = boot["widgets"]["demo_chat"]
    assert (widget["init_once"], widget["installed_version"]) == ("Y", "1.2.3")
    assert widget["settings"] == {"backend_url": "http://127.0.0.1:9"}
    assert widget["oauth_client_uuid"] == shown.settings["client_id"]


def test_the_widget_list_is_asked_for_as_amocrm_does(shown: Client) -> None:
    answer = requests.post(
        f"{shown.url}/ajax/widgets/list", data={"area": "leads_card"}, timeout=10
    ).json()
    assert list(answer["widgets"]) == ["demo_chat"]
    assert answer["system"]["amouser_id"] == 101


def test_signing_in_as_another_user_sets_the_cookie(shown: Client) -> None:
    answer = requests.post(f"{shown.url}/_page/user", json={"id": MARIA}, timeout=10)
    assert (answer.json(), answer.cookies["sandbox_user"]) == ({"user_id": MARIA}, str(MARIA))
    for user in (INACTIVE, 999, None, "102"):
        refused = requests.post(f"{shown.url}/_page/user", json={"id": user}, timeout=10)
        assert refused.status_code == 422
    assert requests.post(f"{shown.url}/_page/user", json={"id": FREE}, timeout=10).ok


def test_a_card_shows_its_fields_links_tasks_and_stage(shown: Client) -> None:
    card = view(shown, "/_page/card/leads/5001", MARIA)
    assert card["title"] == "Внедрение CRM"
    assert {"label": "Бюджет", "value": "450\u00a0000 ₽"} in card["fields"]
    assert card["status"] == {"id": 1102, "name": "Переговоры"}
    assert {(one["type"], one["id"]) for one in card["links"]} == {
        ("companies", 8001),
        ("contacts", 7001),
    }
    assert card["tasks"][0]["text"] == "Позвонить Ивану Петрову по договору"
    contact = view(shown, "/_page/card/contacts/7014", MARIA)
    assert contact["title"].startswith("<script>")


def test_a_card_out_of_sight_is_not_there(shown: Client) -> None:
    hidden = ask(shown, "/_page/card/leads/5001", PETR)
    absent = ask(shown, "/_page/card/leads/1", PETR)
    assert hidden.status_code == absent.status_code == 404
    # A linked record out of sight is left out of the card.
    card = view(shown, "/_page/card/leads/5002", DMITRY)
    assert [one["id"] for one in card["links"]] == [8005, 7016]
    card = view(shown, "/_page/card/leads/5002", PETR)
    assert [one["id"] for one in card["links"]] == [7016]


def test_lists_and_boards_hold_what_the_user_sees(shown: Client) -> None:
    leads = view(shown, "/_page/list/leads", PETR)
    assert (leads["total"], leads["has_next"]) == (4, False)
    assert {one["id"] for one in leads["items"]} == {5002, 5008, 5011, 5020}
    assert leads["items"][0]["lines"][-1] == "Пётр Сидоров"
    found = view(shown, "/_page/list/leads?query=crm", MARIA)
    assert {one["id"] for one in found["items"]} == {5001, 5010}
    board = view(shown, "/_page/board/11", PETR)
    counts = {one["id"]: one["count"] for one in board["columns"]}
    assert (counts[1103], counts[1102], counts[1105]) == (1, 1, 0)
    assert ask(shown, "/_page/board/99").status_code == 404


def test_the_task_list_puts_open_and_overdue_tasks_first(shown: Client) -> None:
    tasks = view(shown, "/_page/list/tasks", MARIA)["items"]
    assert tasks[0]["id"] == 6005
    assert tasks[0]["overdue"] is True
    assert tasks[0]["entity"]["url"] == "/contacts/detail/7009"
    assert tasks[-1]["is_completed"] is True


def test_without_folders_there_is_the_own_page_and_no_widget(api: Client) -> None:
    answer = ask(api, "/leads/list")
    assert (answer.status_code, "<title>amoCRM</title>" in answer.text) == (200, True)
    assert view(api, "/_page/boot.json")["widgets"] == {}
    assert ask(api, "/upl/amo_assistant/widget/script.js").status_code == 404


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("filter[pipe][11][]=142&filter[pipe][11][]=143&useFilter=y", {5008, 5009, 5019}),
        ("filter[pipe][13][]=1302&filter[main_user][]=102", {5003}),
        ("filter[main_user][]=104", {5002, 5008, 5011, 5020}),
        ("filter[main_user][]=104&filter[pipe][11][]=142", {5008}),
    ],
)
def test_a_list_obeys_the_filter_in_its_address(shown: Client, query: str, ids: set[int]) -> None:
    found = view(shown, f"/_page/list/leads?{query}", MARIA)
    assert {one["id"] for one in found["items"]} == ids


def test_a_list_obeys_the_dates_in_its_address(shown: Client) -> None:
    today = view(shown, "/_page/list/leads", MARIA)["items"]
    far = "filter_date_switch=closed&filter_date_from=01.01.2000&filter_date_to=31.12.2099"
    closed = view(shown, f"/_page/list/leads?{far}", MARIA)
    assert 0 < closed["total"] < len(today)
    old = view(shown, "/_page/list/leads?filter_date_to=31.12.1999", MARIA)
    assert old["total"] == 0
    assert ask(shown, "/_page/list/leads?filter_date_to=32.12.1999").status_code == 400
    assert ask(shown, "/_page/list/leads?filter_date_to=31.12.9999").status_code == 400
