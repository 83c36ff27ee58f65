"""query: a substring over all filled fields, phones by digits, seen late."""

from __future__ import annotations

import pytest

from tests.sandbox.sandbox_client import Client


@pytest.mark.parametrize(
    ("kind", "query", "found"),
    [
        ("contacts", "петров", {7001, 7004}),
        ("contacts", "ПЕТРОВ", {7001, 7004}),
        ("contacts", "romashka", {7001, 7012}),
        ("contacts", "директор", {7001, 7015}),
        ("contacts", "9161234567", {7001}),
        ("contacts", "916 123-45-67", {7001}),
        ("contacts", "79265551122", set()),
        ("contacts", "4567", {7001, 7004, 7007, 7010, 7013}),
        ("companies", "зерно", {8005}),
        ("companies", "ромашка", {8001}),
        ("leads", "внедрение crm", {5001, 5010}),
        ("leads", "5020", {5020}),
    ],
)
def test_query_finds_a_substring_of_any_field(
    api: Client, kind: str, query: str, found: set[int]
) -> None:
    assert set(api.ids(kind, query=query)) == found


def test_seven_and_eight_are_different_strings(api: Client) -> None:
    assert api.ids("contacts", query="89035550102") == [7002]
    assert api.ids("contacts", query="79035550102") == []
    assert api.ids("contacts", query="9035550102") == [7002]


def test_yo_and_ye_are_different_letters(api: Client) -> None:
    assert api.ids("contacts", query="ёлкина") == [7008]
    assert api.ids("contacts", query="елкина") == []


def test_a_lead_is_found_by_the_phone_of_its_contact(api: Client) -> None:
    assert set(api.ids("leads", query="9161234567")) == {5001, 5010, 5016}
    assert api.ids("leads", query="Иван Петров") == []


def test_too_short_a_query_finds_nothing(api: Client) -> None:
    assert api.get("/contacts", query="Ли").status_code == 204
    assert api.get("/contacts", query=" ").status_code == 204
    assert api.ids("contacts", query="Ли ")[:1] == []


def test_query_and_filter_are_both_demanded(api: Client) -> None:
    found = api.ids("contacts", query="петров", **{"filter[responsible_user_id]": 105})
    assert found == [7004]


def test_search_lags_behind_while_reading_by_id_does_not(api: Client) -> None:
    api.flags(search_lag_seconds=5)
    made = api.post("/contacts", [{"name": "Марфа Посадница"}]).json()
    new = made["_embedded"]["contacts"][0]["id"]
    api.patch("/contacts/7005", {"name": "Анна Чёрная"})
    assert api.get(f"/contacts/{new}").status_code == 200
    assert api.ids("contacts", query="Посадница") == []
    assert api.ids("contacts", query="Белая") == [7005]
    api.control("/clock", {"offset_seconds": 6})
    assert api.ids("contacts", query="Посадница") == [new]
    assert api.ids("contacts", query="Белая") == []
    assert api.ids("contacts", query="Чёрная") == [7005]


def test_the_shortest_query_is_a_setting_of_the_account(api: Client) -> None:
    api.flags(min_query=2)
    assert api.ids("contacts", query="Ли ") == [7007]
    assert api.get("/contacts", query="").status_code == 204
