"""A/G/M/D and stage rights on lists, single records and writes."""

from __future__ import annotations

import pytest

from tests.sandbox.sandbox_client import (
    ADMIN,
    DMITRY,
    JULIA,
    MARIA,
    NO_LEADS,
    PETR,
    PETROVA,
    VIEWER,
    VOLKOVA,
    Client,
)

ALL_LEADS = set(range(5001, 5021))
CORPORATE_LEADS = {5004, 5005, 5012, 5013, 5018, 5019}
CORPORATE_CONTACTS = {7003, 7004, 7006, 7007, 7008, 7011, 7013}
CORPORATE_COMPANIES = {8002, 8003, 8005}
ACTIVE = (ADMIN, MARIA, PETROVA, PETR, 105, VIEWER, DMITRY, VOLKOVA, NO_LEADS, JULIA)


@pytest.mark.parametrize(
    ("user", "leads"),
    [
        (ADMIN, ALL_LEADS),
        (MARIA, ALL_LEADS),
        (PETROVA, CORPORATE_LEADS),
        (PETR, {5002, 5008, 5011, 5020}),
        (VIEWER, ALL_LEADS),
        # Stage rights: 1105 hidden though his own, 1103 seen though another's.
        (DMITRY, {5002, 5007, 5017}),
        (VOLKOVA, CORPORATE_LEADS),
        (NO_LEADS, set()),
    ],
)
def test_a_list_of_leads_holds_what_the_user_may_view(
    api: Client, user: int, leads: set[int]
) -> None:
    assert set(api.ids("leads", user)) == leads


def test_contacts_and_companies_follow_their_own_levels(api: Client) -> None:
    assert set(api.ids("contacts", PETROVA)) == CORPORATE_CONTACTS
    assert set(api.ids("contacts", PETR)) == {7002, 7005, 7015, 7016}
    assert len(api.ids("contacts", NO_LEADS)) == 16
    assert set(api.ids("companies", VOLKOVA)) == CORPORATE_COMPANIES
    assert len(api.ids("companies", PETROVA)) == 6
    assert set(api.ids("companies", PETR)) == {8004}


def test_a_task_is_seen_by_its_owner_and_with_its_record(api: Client) -> None:
    assert set(api.ids("tasks", ADMIN)) == set(range(6001, 6009))
    # Own tasks, also on a record one may not see (6004 on lead 5006); 6002 with its stage.
    assert set(api.ids("tasks", DMITRY)) == {6002, 6004, 6005, 6006}
    assert set(api.ids("tasks", PETR)) == {6002, 6007}
    assert 6008 not in api.ids("tasks", MARIA)
    assert 6008 in api.ids("tasks", 105)
    assert set(api.ids("tasks", NO_LEADS)) == {6005, 6006}


@pytest.mark.parametrize("user", ACTIVE)
@pytest.mark.parametrize("kind", ["leads", "contacts", "companies", "tasks"])
def test_a_single_record_is_there_exactly_when_the_list_has_it(
    api: Client, user: int, kind: str
) -> None:
    seen = set(api.ids(kind, user))
    everything = api.ids(kind)
    assert everything
    for record in everything:
        assert (api.get(f"/{kind}/{record}", user).status_code == 200) == (record in seen)


def test_hidden_and_absent_are_told_apart_only_by_flag(api: Client) -> None:
    hidden, absent = api.get("/leads/5001", PETR), api.get("/leads/1", PETR)
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    api.flags(hidden_single=403)
    assert api.get("/leads/5001", PETR).status_code == 403
    assert api.get("/leads/1", PETR).status_code == 204


def test_query_and_filter_never_reach_hidden_records(api: Client) -> None:
    assert api.ids("leads", PETR, query="Внедрение") == []
    assert api.ids("leads", PETR, **{"filter[id][]": [5001, 5002]}) == [5002]
    assert api.ids("contacts", PETR, query="9161234567") == []


@pytest.mark.parametrize(
    ("user", "lead", "status"),
    [
        (ADMIN, 5001, 200),
        (MARIA, 5001, 200),  # edit M, her own
        (MARIA, 5002, 403),  # edit M, another's, in sight
        (PETROVA, 5004, 200),  # edit G, of her group
        (PETROVA, 5001, 404),  # out of sight
        (VOLKOVA, 5004, 403),  # view G, edit M
        (VIEWER, 5001, 403),  # edit D
        (JULIA, 5018, 200),  # edit G
        (JULIA, 5001, 403),  # seen, of another group
        (DMITRY, 5007, 200),
        (DMITRY, 5017, 403),  # the stage forbids editing
        (DMITRY, 5006, 404),  # the stage hides it
    ],
)
def test_a_lead_is_changed_only_with_the_right_to(
    api: Client, user: int, lead: int, status: int
) -> None:
    before = api.get(f"/leads/{lead}").json()["price"]
    assert api.patch(f"/leads/{lead}", {"price": 777}, user).status_code == status
    after = api.get(f"/leads/{lead}").json()["price"]
    assert after == (777 if status == 200 else before)


def test_a_batch_with_one_forbidden_record_changes_nothing(api: Client) -> None:
    batch = [{"id": 5001, "price": 1}, {"id": 5002, "price": 1}]
    assert api.patch("/leads", batch, MARIA).status_code == 403
    assert api.get("/leads/5001").json()["price"] == 450000


def test_adding_needs_the_right_to_add(api: Client) -> None:
    assert api.post("/leads", [{"name": "Новая"}], NO_LEADS).status_code == 403
    assert api.post("/contacts", [{"name": "Новый"}], VIEWER).status_code == 403
    assert api.post("/contacts", [{"name": "Новый"}], NO_LEADS).status_code == 200


def test_a_task_or_note_needs_its_record_in_sight_and_no_more(api: Client) -> None:
    task = {"text": "Уточнить", "complete_till": 1, "entity_type": "leads", "entity_id": 5001}
    note = {"note_type": "common", "params": {"text": "Звонили"}}
    assert api.post("/tasks", [task], VIEWER).status_code == 200
    assert api.post("/leads/5001/notes", [note], VIEWER).status_code == 200
    refused = api.post("/tasks", [task], PETR)
    assert refused.json()["validation-errors"][0]["errors"][0]["path"] == "entity_id"
    assert api.post("/leads/5001/notes", [note], PETR).status_code == 404


def test_tasks_are_changed_by_their_own_level(api: Client) -> None:
    assert api.patch("/tasks/6001", {"text": "Иначе"}, MARIA).status_code == 200
    assert api.patch("/tasks/6002", {"text": "Иначе"}, MARIA).status_code == 403
    assert api.patch("/tasks/6003", {"text": "Иначе"}, JULIA).status_code == 200
    assert api.patch("/tasks/6001", {"text": "Иначе"}, PETR).status_code == 404
