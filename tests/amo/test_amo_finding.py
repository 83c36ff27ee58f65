"""Finding by phone, e-mail and name, with every hit checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amo import ContactDraft, finding, names, phones

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


@given(st.text(), st.text())
def test_no_text_breaks_a_comparison(one, other):
    assert phones.matches(one, other) in (True, False)
    assert names.is_named(one, other) <= names.may_be_named(one, other)
    assert all(names.other_queries(one)) or not one
    assert names.is_named(one, one) or not names.words(one)


@pytest.mark.parametrize(
    ("wanted", "name", "exact", "perhaps"),
    [
        ("Иван Петров", "Петров Иван", True, True),
        ("Петр Сидоров", "Пётр Сидоров", True, True),
        ("ромашка", "ООО «Ромашка»", True, True),
        ("Иванов", "Мария Иванова", False, True),
        ("Иванов Иванов", "Иванов Иван", False, False),
        ("Иван", "Иванов Иван", True, True),
        ("Ли", "Лисицын", False, False),
        ("", "Иванов", False, False),
    ],
)
def test_names_are_compared_by_words(wanted, name, exact, perhaps):
    assert names.is_named(wanted, name) is exact
    assert names.may_be_named(wanted, name) is perhaps


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
    page = finding.by_phone(crm.acting(ADMIN).contacts, phone)
    assert sorted(one.id for one in page.items) == ids
    assert not page.partial


def test_numbers_that_end_with_the_digits_come_first(crm):
    found = finding.by_phone(crm.acting(ADMIN).contacts, "123").items
    ends = [any(phones.ends_with("123", own) for own in one.phones) for one in found]
    assert ends == sorted(ends, reverse=True)


def test_a_known_phone_costs_one_call(crm):
    session = crm.acting(ADMIN)
    finding.by_phone(session.contacts, "+79161234567")
    assert session.calls == 1


def test_a_contact_is_found_by_email_in_any_case(crm):
    page = finding.by_email(crm.acting(ADMIN).contacts, " Ivan.Petrov@ROMASHKA.example")
    assert [one.id for one in page.items] == [7001]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Иван Петров", [7001, 7004]),
        ("Петров Иван", [7001, 7004]),
        ("Сидоров Петр", [7002]),
        ("Елкина", [7008]),
        ("Ёлкина Наталья", [7008]),
        ("Пётр Сидоров", [7002]),
        ("Неизвестный Человек", []),
    ],
)
def test_contacts_are_found_by_name(crm, name, ids):
    page = finding.by_name(crm.acting(ADMIN).contacts, name)
    assert sorted(one.id for one in page.items) == ids


def test_another_spelling_is_looked_for_as_well(crm):
    page = finding.by_name(crm.acting(ADMIN).contacts, "Петр", spellings=["Пётр"])
    assert [one.id for one in page.items] == [7002]


def test_a_company_and_a_deal_are_found_by_name(crm):
    session = crm.acting(ADMIN)
    company = finding.by_name(session.companies, "ромашка")
    lead = finding.by_name(session.leads, "внедрение crm")
    assert [one.id for one in company.items] == [8001]
    assert {one.id for one in lead.items} == {5001, 5010}


def test_what_is_out_of_sight_is_not_found(crm):
    session = crm.acting(PETR)
    assert finding.by_phone(session.contacts, "+79161234567").items == ()
    assert finding.by_name(session.contacts, "Иван Петров").items == ()


def test_more_hits_than_a_page_are_said_to_be_partial(crm):
    session = crm.acting(ADMIN)
    drafts = [ContactDraft(f"Тёзка Общий {number}") for number in range(255)]
    session.contacts.create(drafts)
    page = finding.by_name(session.contacts, "Общий")
    assert len(page.items) == 250
    assert page.partial
