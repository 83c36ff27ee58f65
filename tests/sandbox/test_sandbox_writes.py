"""Creating and changing leads, contacts, companies and tasks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.sandbox_client import ADMIN, MARIA, PETR, Client


def errors(answer: Any) -> list[tuple[str, str]]:
    document = answer.json()
    assert (answer.status_code, document["title"]) == (400, "Bad Request")
    return [
        (one["code"], one["path"])
        for item in document["validation-errors"]
        for one in item["errors"]
    ]


def test_a_new_lead_takes_the_defaults_of_the_account(api: Client) -> None:
    made = api.post("/leads", [{}, {"name": "Вторая", "request_id": "b"}], MARIA).json()
    first, second = made["_embedded"]["leads"]
    assert (first["request_id"], second["request_id"]) == ("0", "b")
    lead = api.get(f"/leads/{first['id']}").json()
    assert lead["name"] == f"Сделка #{first['id']}"
    assert (lead["pipeline_id"], lead["status_id"], lead["price"]) == (11, 1101, 0)
    assert (lead["responsible_user_id"], lead["created_by"]) == (MARIA, MARIA)


def test_a_new_lead_is_linked_as_it_asks(api: Client) -> None:
    embedded = {"contacts": [{"id": 7003}, {"id": 7001}], "companies": [{"id": 8002}]}
    body = [{"name": "Связанная", "pipeline_id": 12, "_embedded": embedded}]
    new = api.post("/leads", body).json()["_embedded"]["leads"][0]["id"]
    lead = api.get(f"/leads/{new}", **{"with": "contacts"}).json()
    assert [one["id"] for one in lead["_embedded"]["contacts"]] == [7003, 7001]
    assert lead["_embedded"]["contacts"][0]["is_main"] is True
    assert lead["_embedded"]["companies"][0]["id"] == 8002
    assert lead["status_id"] == 1201


def test_losing_and_reopening_a_lead_sets_and_clears_its_end(api: Client) -> None:
    lost = {"status_id": 143, "loss_reason_id": 2}
    assert api.patch("/leads/5001", lost).status_code == 200
    lead = api.get("/leads/5001", **{"with": "loss_reason"}).json()
    assert lead["closed_at"] == lead["updated_at"]
    assert lead["_embedded"]["loss_reason"][0]["id"] == 2
    assert api.patch("/leads/5001", {"status_id": 1102}).status_code == 200
    lead = api.get("/leads/5001").json()
    assert (lead["closed_at"], lead["loss_reason_id"]) == (None, None)


def test_another_pipeline_brings_its_first_stage(api: Client) -> None:
    api.patch("/leads/5001", {"pipeline_id": 13})
    lead = api.get("/leads/5001").json()
    assert (lead["pipeline_id"], lead["status_id"]) == (13, 1301)
    api.patch("/leads/5008", {"pipeline_id": 13})
    assert api.get("/leads/5008").json()["status_id"] == 142


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"price": "дорого"}, ("InvalidType", "price")),
        ({"price": True}, ("InvalidType", "price")),
        ({"name": 5}, ("InvalidType", "name")),
        ({"status_id": 1204}, ("NotSupportedChoice", "status_id")),
        ({"pipeline_id": 99}, ("NotSupportedChoice", "pipeline_id")),
        ({"responsible_user_id": 110}, ("NotSupportedChoice", "responsible_user_id")),
        ({"responsible_user_id": 999}, ("NotSupportedChoice", "responsible_user_id")),
        ({"loss_reason_id": 99}, ("NotSupportedChoice", "loss_reason_id")),
        ({"tags_to_add": [{"id": 1}]}, ("NotSupportedChoice", "tags_to_add.0")),
        (
            {"custom_fields_values": [{"field_id": 1, "values": []}]},
            ("NotSupportedChoice", "custom_fields_values.0.field_id"),
        ),
        (
            {"custom_fields_values": [{"field_id": 3201, "values": [{"value": "Луна"}]}]},
            ("NotSupportedChoice", "custom_fields_values.0.values.0.value"),
        ),
    ],
)
def test_a_faulty_change_names_the_place_and_changes_nothing(
    api: Client, body: dict[str, Any], fault: tuple[str, str]
) -> None:
    before = api.get("/leads/5001").json()
    assert errors(api.patch("/leads/5001", body)) == [fault]
    assert api.get("/leads/5001").json() == before


def test_a_batch_tells_the_faults_of_each_item(api: Client) -> None:
    answer = api.post("/leads", [{"price": "x", "request_id": "a"}, {}, {"price": "y"}])
    items = answer.json()["validation-errors"]
    assert [one["request_id"] for one in items] == ["a", "2"]
    assert len(api.ids("leads")) == 20


@pytest.mark.parametrize("path", ["/leads", "/contacts", "/companies", "/tasks"])
@pytest.mark.parametrize("body", ["", "{", "null", "5", '"x"', "[5]", "[]", "{}"])
def test_an_array_is_demanded_where_amocrm_takes_one(api: Client, path: str, body: str) -> None:
    for method in ("POST", "PATCH"):
        answer = api.call(method, path, data=body.encode())
        assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_an_object_is_demanded_for_a_single_record(api: Client) -> None:
    assert api.patch("/leads/5001", [{"price": 1}]).status_code == 400
    assert api.patch("/leads/5001", {}).status_code == 400
    assert api.patch("/tasks/6001", [{"text": "x"}]).status_code == 400
    assert api.patch("/leads/1", {"price": 1}).status_code == 404


def test_too_many_items_are_422(api: Client) -> None:
    assert api.post("/leads", [{}] * 251).status_code == 422
    assert api.post("/leads/complex", [{}] * 51).status_code == 422


def test_a_deeply_nested_body_is_refused_in_order(api: Client) -> None:
    answer = api.call("POST", "/leads", data=b"[" * 100_000)
    assert answer.status_code == 400


def test_half_a_character_is_no_json_for_amocrm(api: Client) -> None:
    answer = api.call("POST", "/leads", data=rb'[{"name": "x \ud83d"}]')
    assert answer.status_code == 400
    assert api.get("/leads").status_code == 200


def test_a_batch_changes_records_by_their_ids(api: Client) -> None:
    answer = api.patch("/leads", [{"id": 5001, "price": 1}, {"id": 5003, "name": "Иное"}])
    assert [one["id"] for one in answer.json()["_embedded"]["leads"]] == [5001, 5003]
    assert api.get("/leads/5003").json()["name"] == "Иное"
    assert errors(api.patch("/leads", [{"price": 1}])) == [("NotSupportedChoice", "id")]


def test_a_contact_is_made_with_phone_and_mail(api: Client) -> None:
    fields = [
        {"field_code": "PHONE", "values": [{"value": "+79990001122", "enum_code": "MOB"}]},
        {"field_code": "EMAIL", "values": [{"value": "a@b.example"}]},
    ]
    body = [{"first_name": "Инга", "last_name": "Савина", "custom_fields_values": fields}]
    new = api.post("/contacts", body).json()["_embedded"]["contacts"][0]["id"]
    contact = api.get(f"/contacts/{new}").json()
    assert (contact["name"], contact["first_name"]) == ("Инга Савина", "Инга")
    values = {one["field_code"]: one["values"][0] for one in contact["custom_fields_values"]}
    assert values["PHONE"]["enum_code"] == "MOB"
    assert values["EMAIL"]["enum_code"] == "WORK"
    assert api.ids("contacts", query="9990001122") == [new]


def test_a_field_replaces_its_values_and_leaves_other_fields(api: Client) -> None:
    phone = {"custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "+71"}]}]}
    assert api.patch("/contacts/7004", phone).status_code == 200
    held = {
        one["field_code"]: [value["value"] for value in one["values"]]
        for one in api.get("/contacts/7004").json()["custom_fields_values"]
    }
    assert held == {"PHONE": ["+71"], "EMAIL": ["petrov@promsnab.example"]}
    api.patch("/contacts/7004", {"custom_fields_values": [{"field_code": "PHONE", "values": None}]})
    fields = api.get("/contacts/7004").json()["custom_fields_values"]
    assert [one["field_code"] for one in fields] == ["EMAIL"]


def test_a_company_is_made_and_renamed(api: Client) -> None:
    new = api.post("/companies", [{"name": "Лютик"}]).json()["_embedded"]["companies"][0]["id"]
    assert api.patch(f"/companies/{new}", {"name": "Василёк"}).json()["id"] == new
    assert api.get(f"/companies/{new}").json()["name"] == "Василёк"


def test_tags_are_added_taken_and_replaced(api: Client) -> None:
    def names() -> list[str]:
        return [one["name"] for one in api.get("/leads/5001").json()["_embedded"]["tags"]]

    api.patch("/leads/5001", {"tags_to_add": [{"name": "срочно"}, {"name": "опт"}]})
    assert names() == ["срочно", "опт"]
    api.patch("/leads/5001", {"tags_to_delete": [{"name": "срочно"}]})
    assert names() == ["опт"]
    api.patch("/leads/5001", {"_embedded": {"tags": [{"name": "VIP"}]}})
    assert names() == ["VIP"]
    api.patch("/leads/5001", {"_embedded": {"tags": None}})
    assert names() == []
    listed = api.get("/leads/tags", query="вип").status_code, api.get("/leads/tags", query="vip")
    assert (listed[0], listed[1].json()["_embedded"]["tags"][0]["name"]) == (204, "VIP")


def test_a_task_needs_text_and_deadline(api: Client) -> None:
    assert errors(api.post("/tasks", [{}])) == [
        ("FieldMissing", "text"),
        ("FieldMissing", "complete_till"),
    ]
    blank = api.post("/tasks", [{"text": " ", "complete_till": 1}])
    assert errors(blank) == [("NotBlank", "text")]


def test_a_task_takes_the_defaults_of_who_sets_it(api: Client) -> None:
    body = [{"text": "Позвонить", "complete_till": 1_900_000_000, "request_id": "x"}]
    made = api.post("/tasks", body, PETR).json()["_embedded"]["tasks"][0]
    assert made["request_id"] == "x"
    task = api.get(f"/tasks/{made['id']}").json()
    assert (task["responsible_user_id"], task["created_by"]) == (PETR, PETR)
    assert (task["task_type_id"], task["entity_id"], task["result"]) == (1, None, [])


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"responsible_user_id": 110}, "responsible_user_id"),
        ({"task_type_id": 77}, "task_type_id"),
        ({"entity_type": "deals", "entity_id": 5001}, "entity_type"),
        ({"entity_type": "leads", "entity_id": 1}, "entity_id"),
        ({"entity_id": 5001}, "entity_type"),
    ],
)
def test_a_task_names_only_what_there_is(api: Client, part: dict[str, Any], path: str) -> None:
    answer = api.post("/tasks", [{"text": "x", "complete_till": 1, **part}])
    assert errors(answer) == [("NotSupportedChoice", path)]


def test_a_task_is_completed_reopened_and_moved(api: Client) -> None:
    done = {"is_completed": True, "result": {"text": "Договорились"}}
    assert api.patch("/tasks/6001", done, MARIA).status_code == 200
    task = api.get("/tasks/6001").json()
    assert (task["is_completed"], task["result"]) == (True, {"text": "Договорились"})
    assert api.get("/leads/5001").json()["closest_task_at"] is None
    api.patch("/tasks/6001", {"is_completed": False, "complete_till": 1_900_000_000}, MARIA)
    assert api.get("/leads/5001").json()["closest_task_at"] == 1_900_000_000


def test_notes_are_added_read_and_changed(api: Client) -> None:
    body = [{"note_type": "common", "params": {"text": "Просил перезвонить"}}]
    new = api.post("/leads/5001/notes", body, MARIA).json()["_embedded"]["notes"][0]["id"]
    note = api.get(f"/leads/notes/{new}").json()
    assert (note["params"]["text"], note["created_by"]) == ("Просил перезвонить", MARIA)
    assert api.patch(f"/leads/5001/notes/{new}", {"params": {"text": "Иначе"}}).status_code == 200
    listed = api.get("/leads/5001/notes").json()["_embedded"]["notes"]
    assert [one["params"]["text"] for one in listed] == ["Иначе"]
    assert api.get("/leads/notes", PETR).status_code == 204
    assert api.get("/leads/5002/notes").status_code == 204
    bad = api.post("/leads/notes", [{"entity_id": 1, "note_type": "odd"}])
    assert set(errors(bad)) == {
        ("NotSupportedChoice", "entity_id"),
        ("NotSupportedChoice", "note_type"),
    }


def test_links_are_made_told_and_undone(api: Client) -> None:
    other = [{"to_entity_id": 7002, "to_entity_type": "contacts", "metadata": {"is_main": True}}]
    assert api.post("/leads/5001/link", other).json()["_embedded"]["links"][0]["entity_id"] == 5001
    links = api.get("/leads/5001/links", **{"filter[to_entity_type]": "contacts"}).json()
    main = {
        one["to_entity_id"]: one["metadata"]["main_contact"] for one in links["_embedded"]["links"]
    }
    assert main == {7001: False, 7002: True}
    assert api.post("/leads/5001/unlink", other).status_code == 204
    assert api.get("/leads/5001/links").json()["_total_items"] == 2
    company = [{"to_entity_id": 8002, "to_entity_type": "companies"}]
    api.post("/leads/5001/link", company)
    assert api.get("/leads/5001").json()["_embedded"]["companies"][0]["id"] == 8002
    wrong = [{"to_entity_id": 5002, "to_entity_type": "leads"}]
    assert errors(api.post("/leads/5001/link", wrong)) == [("NotSupportedChoice", "to_entity_type")]


def test_links_of_many_records_are_served_at_once(api: Client) -> None:
    many = api.get("/leads/links", **{"filter[entity_id][]": [5001, 5005]}).json()
    assert {one["entity_id"] for one in many["_embedded"]["links"]} == {5001, 5005}
    item = {"entity_id": 5006, "to_entity_id": 8001, "to_entity_type": "companies"}
    assert api.post("/leads/link", [item]).status_code == 200
    assert api.post("/leads/unlink", [item]).status_code == 204
    assert api.get("/leads/5006").json()["_embedded"]["companies"] == []


def test_a_complex_lead_brings_its_contact_and_company(api: Client) -> None:
    phone = [{"field_code": "PHONE", "values": [{"value": "+79990001133"}]}]
    parts = {
        "contacts": [{"name": "Зоя Светлая", "custom_fields_values": phone}],
        "companies": [{"name": "Лютик"}],
        "tags": [{"name": "сайт"}],
    }
    made = api.post("/leads/complex", [{"name": "Заявка", "_embedded": parts}]).json()[0]
    lead = api.get(f"/leads/{made['id']}", **{"with": "contacts"}).json()
    assert lead["_embedded"]["contacts"][0]["id"] == made["contact_id"]
    assert lead["_embedded"]["companies"][0]["id"] == made["company_id"]
    assert lead["_embedded"]["tags"][0]["name"] == "сайт"
    contact = api.get(f"/contacts/{made['contact_id']}").json()
    assert contact["_embedded"]["companies"][0]["id"] == made["company_id"]
    bad = {"contacts": [{"name": 5}]}
    faults = errors(api.post("/leads/complex", [{"_embedded": bad}]))
    assert faults == [("InvalidType", "_embedded.contacts.0.name")]


def test_changes_leave_events(api: Client) -> None:
    api.patch("/leads/5001", {"status_id": 1104, "price": 10}, MARIA)
    api.patch("/tasks/6001", {"is_completed": True}, MARIA)
    events = api.rows("events")
    assert {one["type"] for one in events} == {
        "lead_status_changed",
        "sale_field_changed",
        "task_completed",
    }
    moved = api.rows("events", **{"filter[type][]": "lead_status_changed"})[0]
    assert (moved["entity_type"], moved["entity_id"], moved["created_by"]) == ("lead", 5001, MARIA)
    assert moved["value_after"] == [{"lead_status": {"id": 1104, "pipeline_id": 11}}]
    assert moved["value_before"] == [{"lead_status": {"id": 1102, "pipeline_id": 11}}]
    assert api.get("/events", PETR).status_code == 204
    assert api.get(f"/events/{moved['id']}").json()["id"] == moved["id"]


def test_what_is_written_is_signed_by_the_context_user(api: Client) -> None:
    api.patch("/leads/5001", {"price": 5}, MARIA)
    assert api.get("/leads/5001").json()["updated_by"] == MARIA
    api.patch("/leads/5001", {"price": 6})
    assert api.get("/leads/5001").json()["updated_by"] == ADMIN
