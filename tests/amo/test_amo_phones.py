"""Phone numbers compared, and contacts found by them with every hit checked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amo import ContactDraft, phones

ADMIN, PETR = 101, 104


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("89161234567", "+7 916 123-45-67"),
        ("9161234567", "+7 (916) 123-45-67"),
        ("+7 916 123 45 67", "9161234567"),
        ("+79171234567", "8-917-123-45-67 доб. 12"),
        ("+79161112233", "84951112233, 8 916 111-22-33"),
        ("+82-10-1234-5678", "+821012345678"),
        ("4567", "+7 916 123-45-67"),
        ("123", "+7 916 123-45-67"),
    ],
)
def test_these_are_the_same_number(wanted, value):
    assert phones.matches(wanted, value)


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("89161234567", "+7 916 123-45-68"),
        ("+14155552671", "+74155552671"),
        ("+79171234512", "8-917-123-45-67 доб. 12"),
        ("12", "+7 916 123-45-67"),
        ("", "+7 916 123-45-67"),
        ("нет", ""),
        ("89161234567", ""),
    ],
)
def test_these_are_not(wanted, value):
    assert not phones.matches(wanted, value)


@pytest.mark.parametrize(
    ("value", "number", "whole"),
    [
        ("+7 916 123-45-67", "89161234567", True),
        ("84951112233, 8 916 111-22-33", "+79161112233", True),
        ("45-67", "4567", True),
        ("+7 916 123-45-67", "4567", False),
        ("+7 916 123-45-67", "", False),
        ("нет", "", False),
    ],
)
def test_a_field_holds_a_whole_number_and_no_part_of_one(value, number, whole):
    assert phones.holds(value, number) is whole


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.text(), st.text())
def test_no_text_breaks_a_comparison(one, other):
    assert phones.matches(one, other) in (True, False)
    assert phones.ends_with(one, other) <= bool(phones.digits(one))
    assert all(phones.queries(one))


def found(session, phone):
    """What the queries for a number find, each hit checked, until one of them does."""
    for query in phones.queries(phone):
        hits = session.contacts.list(query, limit=250).items
        checked = [one.id for one in hits if any(phones.matches(phone, own) for own in one.phones)]
        if checked:
            return sorted(checked)
    return []


@pytest.mark.parametrize(
    ("phone", "ids"),
    [
        ("+79161234567", [7001]),
        ("8 (916) 123-45-67", [7001]),
        ("89035550102", [7002]),
        ("+79171234567", [7013]),
        ("+995555123456", [7006]),
        ("4567", [7001, 7004, 7007, 7010, 7013]),
        ("+79990000000", []),
        ("12", []),
    ],
)
def test_a_contact_is_found_by_phone(crm, phone, ids):
    assert found(crm.acting(ADMIN), phone) == ids


def test_a_known_phone_costs_one_call(crm):
    session = crm.acting(ADMIN)
    assert found(session, "+79161234567") == [7001]
    assert session.calls == 1


def test_a_contact_out_of_sight_is_not_found_by_phone(crm):
    assert found(crm.acting(PETR), "+79161234567") == []


def test_digits_of_another_field_are_no_phone(crm):
    session = crm.acting(ADMIN)
    session.contacts.create([ContactDraft("Договор 9161234567")])
    assert found(session, "+79161234567") == [7001]


def test_numbers_that_end_with_the_digits_are_known():
    assert phones.ends_with("45-67", "+7 916 123-45-67")
    assert not phones.ends_with("4567", "+82-10-1234-5678")
