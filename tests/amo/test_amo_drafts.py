"""Bodies of writes: what was set and nothing else."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from amo import (
    CompanyDraft,
    ContactDraft,
    FieldChange,
    FieldEntry,
    LeadChanges,
    LeadDraft,
    PersonChanges,
    TaskChanges,
    TaskDraft,
    work,
)
from amo.models import FieldValue, Kind

ADMIN, MARIA, PETR, KUZNETSOV, OLGA, ORLOV = 101, 102, 104, 105, 106, 107
MOSCOW = timezone(timedelta(hours=3))
AT = datetime(2026, 3, 6, 15, 0, tzinfo=MOSCOW)
AT_SECONDS = int(AT.timestamp())


@pytest.mark.parametrize(
    ("draft", "body"),
    [
        (LeadDraft("Сделка"), {"name": "Сделка"}),
        (
            LeadDraft("Сделка", 1500, 11, 1102, 102, contact_ids=[7001, 7002], company_id=8001),
            {
                "name": "Сделка",
                "price": 1500,
                "pipeline_id": 11,
                "status_id": 1102,
                "responsible_user_id": 102,
                "_embedded": {
                    "contacts": [{"id": 7001}, {"id": 7002}],
                    "companies": [{"id": 8001}],
                },
            },
        ),
        (LeadDraft("Даром", price=0), {"name": "Даром", "price": 0}),
        (
            ContactDraft("Иван", ["+79161234567"], ["a@b.example"], company_id=8001),
            {
                "name": "Иван",
                "custom_fields_values": [
                    {
                        "field_code": "PHONE",
                        "values": [{"value": "+79161234567", "enum_code": "WORK"}],
                    },
                    {
                        "field_code": "EMAIL",
                        "values": [{"value": "a@b.example", "enum_code": "WORK"}],
                    },
                ],
                "_embedded": {"companies": [{"id": 8001}]},
            },
        ),
        (
            CompanyDraft("Ромашка", responsible_user_id=5),
            {"name": "Ромашка", "responsible_user_id": 5},
        ),
        (
            TaskDraft("позвонить", AT, 102, Kind.LEADS, 5001, 1),
            {
                "text": "позвонить",
                "complete_till": AT_SECONDS,
                "responsible_user_id": 102,
                "entity_type": "leads",
                "entity_id": 5001,
                "task_type_id": 1,
            },
        ),
        (TaskDraft("позвонить", AT), {"text": "позвонить", "complete_till": AT_SECONDS}),
        (LeadChanges(price=0), {"price": 0}),
        (LeadChanges(status_id=143, loss_reason_id=1), {"status_id": 143, "loss_reason_id": 1}),
        (PersonChanges(name="Пётр"), {"name": "Пётр"}),
        (
            LeadChanges(fields=(FieldChange(3, (FieldEntry("Авито", 7), FieldEntry(True))),)),
            {
                "custom_fields_values": [
                    {"field_id": 3, "values": [{"enum_id": 7}, {"value": True}]},
                ]
            },
        ),
        (
            PersonChanges(fields=(FieldChange(4),)),
            {"custom_fields_values": [{"field_id": 4, "values": None}]},
        ),
        (
            PersonChanges(
                phones=[FieldValue("1", 127, "MOB"), FieldValue("2", None, "HOME"), work("3")]
            ),
            {
                "custom_fields_values": [
                    {
                        "field_code": "PHONE",
                        "values": [
                            {"value": "1", "enum_id": 127},
                            {"value": "2", "enum_code": "HOME"},
                            {"value": "3", "enum_code": "WORK"},
                        ],
                    }
                ]
            },
        ),
        (
            PersonChanges(emails=[]),
            {"custom_fields_values": [{"field_code": "EMAIL", "values": []}]},
        ),
        (
            TaskChanges(is_completed=True, result="готово"),
            {"is_completed": True, "result": {"text": "готово"}},
        ),
        (TaskChanges(is_completed=False), {"is_completed": False}),
        (TaskChanges(complete_till=AT), {"complete_till": AT_SECONDS}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_body_holds_what_was_set_and_nothing_else(draft, body):
    assert draft.body() == body
    json.dumps(draft.body())


def test_drafts_and_changes_show_no_personal_data():
    shown = repr(
        (
            LeadDraft("Иванов"),
            ContactDraft("Иванов", ["Иванов"], ["Иванов"]),
            TaskDraft("Иванов", AT),
            TaskChanges(text="Иванов", result="Иванов"),
            PersonChanges(name="Иванов", phones=[work("Иванов")]),
        )
    )
    assert "Иванов" not in shown
