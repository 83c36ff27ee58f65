"""amoCRM's JSON as it really comes: nulls, numbers as strings, lists for objects, odd keys."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import amo
from amo.models import (
    Account,
    Company,
    Contact,
    Kind,
    Lead,
    Level,
    Link,
    LossReason,
    Note,
    Pipeline,
    Task,
    TaskType,
    UnreadableRecord,
    User,
    moment_of,
)

EVERY = (Account, Company, Contact, Lead, Link, LossReason, Note, Pipeline, Task, TaskType, User)
ID_KEYS = {"id", "to_entity_id"}
KEYS = st.sampled_from(
    ["id", "to_entity_id", "name", "price", "status_id", "pipeline_id", "result", "params", "text",
     "rights", "_embedded", "custom_fields_values", "created_at", "responsible_user_id", "group_id"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.dictionaries(KEYS, JSON, max_size=6), st.sampled_from(EVERY))
def test_no_json_breaks_a_model(raw, model):
    try:
        made = model.from_json(raw)
    except UnreadableRecord:
        return
    assert made == model.from_json(raw)


@pytest.mark.parametrize("model", EVERY)
def test_an_object_without_an_id_is_unreadable(model):
    for absent in (None, "", "x", [], True, 1.5, "1e3", 10**30, "--5"):
        with pytest.raises(UnreadableRecord):
            model.from_json(dict.fromkeys(ID_KEYS, absent))


def test_numbers_may_be_strings_and_fields_may_be_null():
    lead = Lead.from_json(
        {
            "id": "5001",
            "name": None,
            "price": "450000",
            "responsible_user_id": 0,
            "pipeline_id": "11",
            "status_id": None,
            "created_at": "1772697600",
            "closed_at": 0,
            "custom_fields_values": None,
            "_embedded": {"companies": [], "contacts": None, "new": 1},
            "unknown": {},
        }
    )
    assert (lead.id, lead.name, lead.price) == (5001, "", 450_000)
    assert (lead.responsible_user_id, lead.status_id, lead.company_id) == (None, None, None)
    assert lead.created_at == datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
    assert lead.closed_at is None


@pytest.mark.parametrize("result", [[], None, {}, {"text": None}, "x"])
def test_a_task_without_a_result_has_an_empty_one(result):
    assert Task.from_json({"id": 1, "result": result}).result == ""


def test_a_task_has_a_result_and_a_record():
    task = Task.from_json(
        {"id": 1, "result": {"text": "готово"}, "entity_type": "leads", "entity_id": 5}
    )
    assert (task.result, task.entity_kind, task.entity_id) == ("готово", Kind.LEADS, 5)
    free = Task.from_json({"id": 1, "entity_type": None, "entity_id": None})
    assert (free.entity_kind, free.entity_id) == (None, None)
    assert Task.from_json({"id": 1, "entity_type": ["leads"]}).entity_kind is None


def test_a_contact_without_a_whole_name_has_its_parts():
    contact = Contact.from_json({"id": 1, "name": "", "first_name": "Пётр", "last_name": "Белов"})
    assert contact.name == "Пётр Белов"


def test_phones_keep_their_labels():
    raw = {
        "id": 1,
        "custom_fields_values": [
            {
                "field_id": 3,
                "field_code": "PHONE",
                "values": [
                    {"value": " +7 916 ", "enum_id": 126290, "enum_code": "MOB"},
                    {"value": ""},
                ],
            },
            {"field_code": None, "values": [{"value": True}, {"value": 5}]},
            "odd",
        ],
    }
    contact = Contact.from_json(raw)
    assert contact.phones == ("+7 916",)
    assert contact.fields[0].values[0].enum_id == 126290
    assert [one.value for one in contact.fields[1].values] == ["true", "5"]


def test_a_level_we_do_not_know_denies():
    assert [Level.read(one) for one in ("A", "Z", None, ["A"], 5)] == [
        Level.ALL,
        *[Level.DENIED] * 4,
    ]


def test_stages_are_in_the_accounts_order_and_know_what_they_are():
    statuses = [
        {"id": 143, "sort": 11000},
        {"id": 5, "sort": 20, "name": "Переговоры", "type": 0},
        {"id": 4, "sort": 10, "type": 1},
        {"id": 142, "sort": 10000},
    ]
    pipeline = Pipeline.from_json({"id": 1, "_embedded": {"statuses": statuses}})
    assert [one.id for one in pipeline.stages] == [4, 5, 142, 143]
    assert [one.is_unsorted for one in pipeline.stages] == [True, False, False, False]
    assert [one.is_open for one in pipeline.stages] == [True, True, False, False]


def test_no_repr_shows_a_persons_data():
    raw = {
        "id": 1,
        "name": "Иванов",
        "text": "Иванов",
        "email": "Иванов",
        "result": {"text": "Иванов"},
        "params": {"text": "Иванов"},
        "custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "Иванов"}]}],
    }
    for model in (Lead, Contact, Company, Task, Note):
        assert "Иванов" not in repr(model.from_json(raw))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1767225600", (2026, 1, 1)),
        ("0", (1970, 1, 1)),
        ("-315619200", (1960, 1, 1)),
        ("-99999999999", None),
        ("--5", None),
        ("5-", None),
        ("", None),
        ("1 января", None),
    ],
)
def test_a_day_before_1970_is_a_day_too(value, day):
    found = moment_of(value)
    assert (found and (found.year, found.month, found.day)) == day


def test_what_the_package_offers_is_listed_and_sorted():
    assert sorted(amo.__all__) == list(amo.__all__)
    assert all(hasattr(amo, name) for name in amo.__all__)


@pytest.mark.parametrize(
    ("zone", "offset", "known"),
    [
        ("Asia/Almaty", "+05:00", "Asia/Almaty"),
        ("Asia/Nowhere", "+05:00", "Etc/GMT-5"),
        ("+05:00", "-03:00", "Etc/GMT+3"),
        ("../etc/passwd", "+99:00", "Europe/Moscow"),
        ("Asia/Nowhere", "+19:00", "Europe/Moscow"),
        ("", "", "Europe/Moscow"),
    ],
)
def test_a_zone_nobody_knows_is_the_one_of_its_offset(zone, offset, known):
    """One strange word must not leave an account without any answer."""
    settings = {"timezone": zone, "timezone_offset": offset}
    account = Account.from_json({"id": 1, "_embedded": {"datetime_settings": settings}})
    assert account.timezone == known
