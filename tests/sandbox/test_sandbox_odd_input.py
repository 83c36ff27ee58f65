"""Whatever is sent, the sandbox answers in order: never a 500, never a hung connection."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sandbox.sandbox_client import MARIA, Client

SETTINGS = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
KEYS = st.sampled_from(
    [
        "id", "name", "price", "status_id", "pipeline_id", "responsible_user_id", "request_id",
        "custom_fields_values", "field_id", "field_code", "values", "value", "enum_id", "_embedded",
        "tags", "tags_to_add", "contacts", "companies", "leads", "text", "complete_till", "result",
        "entity_type", "entity_id", "to_entity_type", "to_entity_id", "metadata", "is_main",
        "is_completed", "note_type", "params", "loss_reason_id", "closed_at", "task_type_id",
    ]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 1, 5001, 7001, 8001, 6001, 3002, 142, 11, -1, 10**30, 1.5]),
    st.sampled_from(["", "leads", "contacts", "companies", "PHONE", "common", "Выставка", "x"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
ITEMS = st.lists(st.dictionaries(KEYS, TREES, max_size=5), min_size=1, max_size=2)
COLLECTIONS = [
    "/leads",
    "/contacts",
    "/companies",
    "/tasks",
    "/leads/notes",
    "/leads/5001/notes",
    "/leads/link",
    "/leads/5001/link",
    "/contacts/7001/unlink",
    "/leads/tags",
    "/leads/complex",
]
IN_ORDER = {200, 204, 400, 403, 404, 422}


@pytest.mark.parametrize("path", COLLECTIONS)
@SETTINGS
@given(items=ITEMS)
def test_any_items_are_written_or_refused(api: Client, path: str, items: list[Any]) -> None:
    assert api.post(path, items).status_code in IN_ORDER


@pytest.mark.parametrize("path", ["/leads", "/contacts", "/companies", "/tasks"])
@SETTINGS
@given(items=ITEMS)
def test_any_changes_are_made_or_refused(api: Client, path: str, items: list[Any]) -> None:
    known = {"/leads": 5001, "/contacts": 7001, "/companies": 8001, "/tasks": 6001}[path]
    assert api.patch(path, [{**one, "id": known} for one in items]).status_code in IN_ORDER
    assert api.patch(f"{path}/{known}", items[0], MARIA).status_code in IN_ORDER
    # What was stored can still be read, listed and searched.
    for read in (f"{path}/{known}", path, f"{path}?query=crm&order[id]=desc"):
        assert api.get(read).status_code in (200, 204)


QUERY_KEYS = st.sampled_from(
    [
        "filter", "filter[]", "filter[id]", "filter[id][]", "filter[id][a][b]",
        "filter[price][from]",
        "filter[statuses][0][status_id]", "filter[statuses][0]", "filter[created_at][to]",
        "filter[custom_fields_values][3201][]", "filter[custom_fields_values][3201]",
        "filter[custom_fields_values][x]", "filter[is_completed]", "filter[entity_id][]",
        "filter[to_entity_type]", "filter[name][]", "filter[name]", "filter[closest_task_at]",
        "filter[updated_at]", "filter[lead_statuses][]", "order[id]", "order[]",
        "order[created_at][]",
        "page", "limit", "with", "query", "filter[", "filter[id",
    ]
)  # fmt: skip
QUERIES = st.lists(st.tuples(QUERY_KEYS, st.text(max_size=6) | st.sampled_from(["1", "0", "-5"])))


@pytest.mark.parametrize(
    "path",
    [
        "/leads",
        "/contacts",
        "/tasks",
        "/events",
        "/leads/notes",
        "/leads/links",
        "/leads/5001/links",
        "/leads/tags",
        "/users",
    ],
)
@SETTINGS
@given(query=QUERIES)
def test_any_query_is_answered_or_refused(
    api: Client, path: str, query: list[tuple[str, str]]
) -> None:
    assert api.call("GET", path, params=query).status_code in (200, 204, 400)


@SETTINGS
@given(body=st.one_of(TREES, st.dictionaries(st.text(max_size=8), TREES, max_size=4)))
def test_any_body_of_a_control_or_a_token_request_is_refused_in_order(
    api: Client, body: Any
) -> None:
    for path in ("/faults", "/flags", "/clock", "/tokens"):
        assert api.control(path, body).status_code in (200, 422)
    for target in ("/oauth2/access_token", "/_page/user"):
        answer = api.http.post(api.url + target, json=body, timeout=10)
        assert answer.status_code in (400, 401, 422)
