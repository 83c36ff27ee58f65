"""Reading the account: envelopes, pages, embedded records, single records."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.sandbox_client import ADMIN, MARIA, NO_LEADS, PETR, Client

MOSCOW = ZoneInfo("Europe/Moscow")


def test_account_names_the_context_user(api: Client) -> None:
    wanted = "task_types,users_groups,datetime_settings,is_api_filter_enabled"
    account = api.get("/account", PETR, **{"with": wanted}).json()
    assert account["id"] == 31999001
    assert account["current_user_id"] == PETR
    assert account["is_api_filter_enabled"] is True
    embedded = account["_embedded"]
    assert [one["name"] for one in embedded["task_types"]][-2:] == ["Отправить КП", "Замер"]
    assert {one["id"] for one in embedded["users_groups"]} == {0, 501, 502}
    assert embedded["datetime_settings"]["timezone"] == "Europe/Moscow"


def test_account_without_with_embeds_nothing(api: Client) -> None:
    account = api.get("/account").json()
    assert account["current_user_id"] == ADMIN
    assert "_embedded" not in account
    assert "is_api_filter_enabled" not in account


def test_users_show_rights_to_administrators_only(api: Client) -> None:
    users = {one["id"]: one for one in api.rows("users", **{"with": "group"})}
    assert len(users) == 12
    assert users[107]["rights"]["status_rights"][0]["rights"]["view"] == "D"
    assert users[110]["rights"]["is_active"] is False
    assert users[103]["_embedded"]["groups"] == [{"id": 501, "name": "Корпоративный отдел"}]
    refused = api.get("/users", MARIA)
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_users_are_forbidden_by_flag_even_to_administrators(api: Client) -> None:
    api.flags(users_forbidden=True)
    assert api.get("/users").status_code == 403
    assert api.get("/account").status_code == 200


def test_users_come_in_pages_with_totals(api: Client) -> None:
    page = api.get("/users", limit=5, page=3).json()
    assert (page["_total_items"], page["_page"], page["_page_count"]) == (12, 3, 3)
    assert len(page["_embedded"]["users"]) == 2
    assert api.get("/users/104").json()["name"] == "Пётр Сидоров"
    assert api.get("/users/999").status_code == 404


def test_pipelines_carry_their_stages_for_everybody(api: Client) -> None:
    document = api.get("/leads/pipelines", NO_LEADS).json()
    pipelines = {one["id"]: one for one in document["_embedded"]["pipelines"]}
    assert document["_total_items"] == 3
    stages = {one["id"]: one for one in pipelines[11]["_embedded"]["statuses"]}
    assert stages[1100]["type"] == 1
    assert stages[142]["name"] == "Успешно реализовано"
    assert stages[1102]["pipeline_id"] == 11
    assert api.get("/leads/pipelines/12/statuses/1204").json()["name"] == "Тендер"
    assert api.get("/leads/pipelines/99").status_code == 404


def test_loss_reasons_and_custom_fields_are_listed(api: Client) -> None:
    assert len(api.get("/leads/loss_reasons").json()["_embedded"]["loss_reasons"]) == 4
    fields = api.get("/contacts/custom_fields").json()["_embedded"]["custom_fields"]
    assert {one["code"] for one in fields} == {"POSITION", "PHONE", "EMAIL"}
    lead_fields = api.get("/leads/custom_fields").json()["_embedded"]["custom_fields"]
    assert lead_fields[0]["name"] == "Источник"
    assert api.get("/companies/custom_fields/3106").json()["name"] == "ИНН"


def test_a_page_is_a_hal_document_with_links_around_it(api: Client) -> None:
    answer = api.get("/leads", limit=7, page=2)
    page = answer.json()
    assert answer.headers["Content-Type"] == "application/hal+json"
    assert answer.headers["X-Request-Id"]
    assert page["_page"] == 2
    assert set(page["_links"]) == {"self", "next", "first", "prev"}
    assert page["_links"]["next"]["href"].startswith(f"{api.url}/api/v4/leads?")
    assert "_total_items" not in page


def test_following_next_reaches_every_lead_once(api: Client) -> None:
    seen: list[int] = []
    target: str | None = f"{api.url}/api/v4/leads?limit=6&with=contacts"
    while target:
        answer = api.http.get(target, headers={"Authorization": f"Bearer {api.token}"})
        seen += [one["id"] for one in answer.json()["_embedded"]["leads"]]
        target = answer.json()["_links"].get("next", {}).get("href")
    assert sorted(seen) == list(range(5001, 5021))


def test_limits_above_the_most_are_cut_and_nonsense_is_passed_over(api: Client) -> None:
    assert "limit=250" in api.get("/leads", limit=9999).json()["_links"]["self"]["href"]
    assert "limit=50" in api.get("/leads", limit="many").json()["_links"]["self"]["href"]
    assert len(api.ids("leads", page=-3)) == 20


def test_an_empty_list_is_204_without_a_body(api: Client) -> None:
    answer = api.get("/leads", page=9)
    assert answer.status_code == 204
    assert answer.content == b""
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("kind", ["leads", "contacts", "companies", "tasks"])
def test_a_single_record_that_is_not_there_is_204(api: Client, kind: str) -> None:
    assert api.get(f"/{kind}/1").status_code == 204


def test_a_lead_embeds_what_is_asked_for(api: Client) -> None:
    plain = api.get("/leads/5005").json()
    assert set(plain["_embedded"]) == {"tags", "companies"}
    assert plain["_embedded"]["companies"][0]["id"] == 8002
    full = api.get("/leads/5009", **{"with": "contacts,loss_reason"}).json()
    assert full["_embedded"]["loss_reason"][0]["name"] == "Дорого"
    contacts = api.get("/leads/5005", **{"with": "contacts"}).json()["_embedded"]["contacts"]
    assert [(one["id"], one["is_main"]) for one in contacts] == [(7003, True), (7008, False)]


def test_contacts_and_companies_embed_their_links(api: Client) -> None:
    contact = api.get("/contacts/7001", **{"with": "leads"}).json()
    assert {one["id"] for one in contact["_embedded"]["leads"]} == {5001, 5010, 5016}
    assert contact["_embedded"]["companies"][0]["id"] == 8001
    company = api.get("/companies/8001", **{"with": "contacts,leads"}).json()
    assert {one["id"] for one in company["_embedded"]["contacts"]} == {7001, 7009}
    assert {one["id"] for one in company["_embedded"]["leads"]} == {5001, 5003, 5009, 5010, 5016}


def test_custom_fields_are_null_when_nothing_is_filled(api: Client) -> None:
    assert api.get("/leads/5001").json()["custom_fields_values"] is None
    fields = api.get("/contacts/7001").json()["custom_fields_values"]
    by_code = {one["field_code"]: one["values"] for one in fields}
    assert by_code["PHONE"][0]["value"] == "+7 916 123-45-67"
    assert by_code["PHONE"][0]["enum_code"] == "WORK"
    assert by_code["POSITION"] == [{"value": "директор"}]


def test_dates_count_back_from_the_start_in_the_accounts_zone(api: Client) -> None:
    started = api.control("/clock", method="GET").json()["started"]
    today = datetime.fromtimestamp(started, MOSCOW)
    lead = api.get("/leads/5008").json()
    made = datetime.fromtimestamp(lead["created_at"], MOSCOW)
    closed = datetime.fromtimestamp(lead["closed_at"], MOSCOW)
    assert (today.date() - made.date(), today.date() - closed.date()) == (
        timedelta(days=90),
        timedelta(days=4),
    )
    due = datetime.fromtimestamp(api.get("/tasks/6002").json()["complete_till"], MOSCOW)
    assert due.date() == today.date() - timedelta(days=2)
    assert (due.hour, due.minute) == (23, 59)


def test_the_result_of_a_task_is_an_array_until_there_is_one(api: Client) -> None:
    assert api.get("/tasks/6001").json()["result"] == []
    assert api.get("/tasks/6006").json()["result"] == {"text": "Поздравили, довольны"}
    free = api.get("/tasks/6008").json()
    assert free["entity_id"] is None
    assert free["entity_type"] is None


def test_a_lead_tells_its_closest_open_task(api: Client) -> None:
    lead, task = api.get("/leads/5001").json(), api.get("/tasks/6001").json()
    assert lead["closest_task_at"] == task["complete_till"]
    assert api.get("/leads/5003").json()["closest_task_at"] is None
    assert api.get("/companies/8005").json()["closest_task_at"] is None


def test_unknown_paths_and_methods_are_problem_documents(api: Client) -> None:
    missing = api.get("/nothing")
    assert missing.status_code == 404
    assert missing.json()["detail"] == f"Cannot GET {api.url}/api/v4/nothing"
    wrong = api.call("PUT", "/leads")
    assert (wrong.status_code, wrong.json()["title"]) == (405, "Method Not Allowed")


@pytest.mark.parametrize("token", ["", "nonsense", "eyJhbGciOiJub25lIn0.e30.", "x" * 5000])
def test_a_bad_bearer_is_401(api: Client, token: str) -> None:
    answer = api.call("GET", "/leads", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Invalid user name or password"
    assert api.call("GET", "/leads", headers={"Authorization": ""}).status_code == 401


def test_one_connection_serves_many_requests(api: Client) -> None:
    api.get("/leads")
    adapter = api.http.get_adapter(api.url)
    for _ in range(5):
        assert api.get("/leads", limit=1).status_code == 200
    pools = adapter.poolmanager.pools
    counts = [pools[key].num_connections for key in pools.keys()]  # noqa: SIM118
    assert counts == [1]
