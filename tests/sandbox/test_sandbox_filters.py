"""filter[…] and order[…] of the lists."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.sandbox_client import Client

DAY = 86_400


def on_stage(place: int, pipeline: int | str, status: int) -> dict[str, Any]:
    head = f"filter[statuses][{place}]"
    return {f"{head}[pipeline_id]": pipeline, f"{head}[status_id]": status}


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"filter[id]": 5001}, {5001}),
        ({"filter[id][]": [5001, 5002]}, {5001, 5002}),
        ({"filter[id][0]": 5001, "filter[id][7]": 5003}, {5001, 5003}),
        ({"filter[name]": "Реклама"}, {5009}),
        ({"filter[name]": "реклам"}, set()),
        ({"filter[pipeline_id][]": [13]}, {5003, 5007, 5016}),
        ({"filter[responsible_user_id][]": [105, 112]}, {5004, 5013, 5018, 5019}),
        ({"filter[price]": 450000}, {5001}),
        ({"filter[price][from]": 2100000}, {5004, 5012, 5013, 5019}),
        ({"filter[price][from]": 300000, "filter[price][to]": 310000}, {5008, 5017}),
        (on_stage(0, 11, 1102), {5001, 5020}),
        ({**on_stage(0, 11, 1102), **on_stage(1, 12, 1203)}, {5001, 5005, 5018, 5020}),
        (on_stage(0, "", 142), {5008, 5019}),
        ({**on_stage(0, 11, 1101), "filter[responsible_user_id]": 104}, {5011}),
        ({"filter[unheard_of]": "x", "filter[id]": 5004}, {5004}),
    ],
)
def test_leads_are_narrowed(api: Client, params: dict[str, Any], found: set[int]) -> None:
    assert set(api.ids("leads", **params)) == found


def test_a_bare_list_of_stages_does_nothing(api: Client) -> None:
    assert len(api.ids("leads", **{"filter[statuses][]": 142})) == 20


def test_periods_include_both_their_ends(api: Client) -> None:
    made = api.get("/leads/5001").json()["created_at"]
    exact = {"filter[created_at][from]": made, "filter[created_at][to]": made}
    assert api.ids("leads", **exact) == [5001]
    later = {"filter[created_at][from]": made + 1, "filter[created_at][to]": made + 2 * DAY + 1}
    assert set(api.ids("leads", **later)) == {5006, 5018}
    closed = api.get("/leads/5019").json()["closed_at"]
    assert api.ids("leads", **{"filter[closed_at][from]": closed}) == [5019]


def test_custom_field_filters_depend_on_the_account(api: Client) -> None:
    source = {"custom_fields_values": [{"field_id": 3201, "values": [{"enum_id": 32013}]}]}
    assert api.patch("/leads/5001", source).status_code == 200
    wanted = {"filter[custom_fields_values][3201][]": 32013}
    assert api.ids("leads", **wanted) == [5001]
    api.flags(is_api_filter_enabled=False)
    refused = api.get("/leads", **wanted)
    assert refused.status_code == 400
    assert refused.json()["detail"] == "Invalid filter for current account"
    assert api.ids("leads", **{"filter[id]": 5001}) == [5001]
    account = api.get("/account", **{"with": "is_api_filter_enabled"}).json()
    assert account["is_api_filter_enabled"] is False


@pytest.mark.parametrize(
    "params",
    [
        {"filter[id]": "abc"},
        {"filter[id][]": "1" * 30},
        {"filter[created_at][since]": 1},
        {"filter[statuses][0][pipeline_id]": 11},
        {"filter[custom_fields_values][1][]": 2},
        {"filter[id][a][b][c][d][e][f][g]": 1},
    ],
)
def test_a_malformed_filter_is_400(api: Client, params: dict[str, Any]) -> None:
    answer = api.get("/leads", **params)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"filter[responsible_user_id]": 104}, {6002, 6007}),
        ({"filter[is_completed]": 1}, {6006}),
        ({"filter[is_completed]": 0, "filter[responsible_user_id]": 102}, {6001, 6005}),
        ({"filter[task_type][]": 2002}, {6007}),
        ({"filter[task_type_id]": 2}, {6003}),
        ({"filter[entity_type]": "leads", "filter[entity_id][]": [5001, 5002]}, {6001, 6002}),
        ({"filter[entity_type]": "companies"}, {6006}),
        (
            {
                "filter[lead_statuses][0][pipeline_id]": 11,
                "filter[lead_statuses][0][status_id]": 1102,
            },
            {6001},
        ),
    ],
)
def test_tasks_are_narrowed(api: Client, params: dict[str, Any], found: set[int]) -> None:
    assert set(api.ids("tasks", **params)) == found


def test_tasks_are_narrowed_by_their_deadline(api: Client) -> None:
    due = api.get("/tasks/6001").json()["complete_till"]
    period = {"filter[complete_till][from]": due, "filter[complete_till][to]": due + DAY}
    assert set(api.ids("tasks", **period)) == {6001, 6003}


def test_order_is_ascending_or_descending_by_known_keys(api: Client) -> None:
    assert api.ids("tasks", **{"order[complete_till]": "asc"})[:2] == [6005, 6002]
    assert api.ids("leads", **{"order[created_at]": "desc"})[:2] == [5015, 5010]
    assert api.ids("leads", **{"order[id]": "desc"})[0] == 5020
    assert api.ids("leads", **{"order[price]": "desc"})[0] == 5001
