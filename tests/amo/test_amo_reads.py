"""Reading through the production client, over a socket, as particular users of the account."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from amo import (
    ContactDraft,
    FieldChange,
    FieldEntry,
    FieldFilter,
    LeadChanges,
    LeadFilter,
    Order,
    Period,
    PersonFilter,
    StageRef,
    TaskFilter,
    field_within,
    reading,
)
from amo.errors import Forbidden, UnknownUser
from amo.filters import Amount
from amo.http import Answer
from amo.models import Kind

ADMIN, MARIA, PETR, TIMUR, OLGA = 101, 102, 104, 109, 106


def test_every_call_of_a_session_names_the_acting_user(crm):
    session = crm.acting(MARIA)
    session.leads.list()
    session.contacts.get(7001)
    session.tasks.list()
    calls = [one for one in crm.handle.world.journal.listing() if one["context_user"]]
    assert len(calls) >= 3
    assert {one["context_user"] for one in calls} == {MARIA}


def test_the_directory_is_read_as_nobody_in_particular_and_kept(crm):
    directory = crm.client.directory(crm.deadline())
    assert crm.client.directory(crm.deadline()) is directory
    assert directory.account.name == "ООО «Северный ветер»"
    assert directory.account.timezone == "Europe/Moscow"
    assert directory.user(MARIA).name == "Мария Иванова"
    assert next(one.name for one in directory.pipelines) == "Продажи"
    assert directory.stage(12, 1203).name == "Переговоры"
    assert not directory.stage(11, 142).is_open
    assert directory.task_type(2002).name == "Замер"
    assert "Источник" in {one.name for one in directory.fields_of(Kind.LEADS)}
    assert {one.kind for one in directory.fields} == {Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES}
    assert {one["context_user"] for one in crm.handle.world.journal.listing()} == {None}


def test_a_list_field_has_its_choices_in_order(crm):
    source = next(one for one in crm.client.directory(crm.deadline()).fields if one.id == 3201)
    assert [one.value for one in source.choices][:2] == ["Интернет-заявка", "Входящий звонок"]
    assert source.choices[0].id == 32011


def test_loss_reasons_are_read_once_in_an_answer(crm):
    session = crm.acting(MARIA)
    assert session.loss_reasons()[0].name == "Дорого"
    before = session.calls
    assert len(session.loss_reasons()) == 4
    assert session.calls == before == 1


def test_deals_are_found_by_a_field_of_the_account(crm):
    session = crm.acting(ADMIN)
    chosen = FieldChange(3201, (FieldEntry("Авито", 32017),))
    session.leads.update(5001, LeadChanges(fields=(chosen,)))
    source = FieldFilter(3201, lambda values: bool(values), ("32017",))
    assert [one.id for one in session.leads.list(filter=LeadFilter(fields=(source,))).items] == [
        5001
    ]
    session.leads.update(5001, LeadChanges(fields=(FieldChange(3201),)))
    assert session.leads.list(filter=LeadFilter(fields=(source,))).items == ()


def test_deals_are_found_by_a_day_in_a_field_of_the_account(crm):
    session = crm.acting(ADMIN)
    day = datetime(2030, 4, 15, tzinfo=UTC)
    signed = FieldChange(3202, (FieldEntry(int(day.timestamp())),))
    session.leads.update(5001, LeadChanges(fields=(signed,)))
    for period, found in (
        (Period(day, day + timedelta(days=1)), [5001]),
        (Period(day), [5001]),
        (Period(None, day), []),
        (Period(day + timedelta(seconds=1)), []),
    ):
        within = LeadFilter(fields=(field_within(3202, period),))
        assert [one.id for one in session.leads.list(filter=within).items] == found
        assert within.matches(session.leads.get(5001)) is bool(found)


def test_deals_of_a_stage_carry_their_fields(crm):
    session = crm.acting(ADMIN)
    page = session.leads.list(filter=LeadFilter(stages=[StageRef(11, 1102)]))
    lead = next(one for one in page.items if one.id == 5001)
    assert (lead.name, lead.price, lead.responsible_user_id) == ("Внедрение CRM", 450000, MARIA)
    assert {one.status_id for one in page.items} == {1102}


def test_a_contact_has_phones_emails_and_its_company(crm):
    contact = crm.acting(ADMIN).contacts.get(7001, with_=("leads",))
    assert contact.phones == ("+7 916 123-45-67",)
    assert contact.emails == ("ivan.petrov@romashka.example",)
    assert contact.company_id == 8001
    assert 5001 in contact.lead_ids


def test_a_missing_record_is_none(crm):
    assert crm.acting(ADMIN).leads.get(999999) is None


def test_an_empty_list_is_an_empty_page(crm):
    page = crm.acting(ADMIN).contacts.list("такогоконтактанет")
    assert page.items == ()
    assert not page.has_more
    assert not page.partial


def test_pages_follow_each_other_without_gaps(crm):
    session = crm.acting(ADMIN)
    order = Order("id", descending=False)
    first = session.leads.list(order=order, limit=7)
    second = session.leads.list(order=order, limit=7, page=2)
    third = session.leads.list(order=order, limit=7, page=3)
    ids = [one.id for page in (first, second, third) for one in page.items]
    assert ids == sorted(set(ids))
    assert len(ids) == 20
    assert (first.has_more, second.has_more, third.has_more) == (True, True, False)


def test_by_ids_keeps_the_order_and_asks_once(crm):
    session = crm.acting(ADMIN)
    found = session.leads.by_ids([5003, 5001, 999999])
    assert [one.id for one in found] == [5003, 5001]
    before = session.calls
    session.leads.by_ids([5001, 5003])
    assert session.calls == before


def test_what_was_read_without_its_links_is_read_again_with_them(crm):
    session = crm.acting(ADMIN)
    session.leads.by_ids([5001])
    (lead,) = session.leads.by_ids([5001], with_=("contacts",))
    assert lead.contact_ids == (7001,)
    before = session.calls
    assert session.leads.by_ids([5001]) == (lead,)
    assert session.calls == before


def test_iterate_yields_every_record_once(crm):
    ids = [one.id for one in crm.acting(ADMIN).contacts.iterate()]
    assert len(ids) == len(set(ids)) == 16


def test_a_record_that_slips_onto_the_next_page_is_counted_once(crm, monkeypatch):
    monkeypatch.setattr(reading, "MOST_PER_PAGE", 6)
    session = crm.acting(ADMIN)
    found = session.contacts.iterate(order=Order("id"))
    ids = [next(found).id]
    session.contacts.create([ContactDraft("Новый Клиент"), ContactDraft("Новая Клиентка")])
    ids += [one.id for one in found]
    assert len(ids) == len(set(ids)) == 16


def test_price_and_period_filters_hold_for_every_hit(crm):
    session = crm.acting(ADMIN)
    page = session.leads.list(filter=LeadFilter(price=Amount(least=500_000)))
    assert page.items
    assert all(one.price >= 500_000 for one in page.items)
    newest = session.leads.list(order=Order("created_at"), limit=3).items
    edge = newest[-1].created_at
    recent = session.leads.list(filter=LeadFilter(created=Period(start=edge)))
    assert {one.id for one in newest} <= {one.id for one in recent.items}
    assert all(one.created_at >= edge for one in recent.items)


def test_tasks_of_a_record_and_of_a_user(crm):
    session = crm.acting(ADMIN)
    on_lead = session.tasks.list(filter=TaskFilter(entity_kind=Kind.LEADS, entity_ids=[5001]))
    assert [one.id for one in on_lead.items] == [6001]
    done = session.tasks.list(filter=TaskFilter(is_completed=True))
    assert [(one.id, one.result) for one in done.items] == [(6006, "Поздравили, довольны")]


@pytest.mark.parametrize("user", [110, 111, 4242])
def test_inactive_free_and_unknown_users_get_no_session(crm, user):
    with pytest.raises(UnknownUser):
        crm.acting(user)


def test_a_user_without_the_view_right_is_refused_before_any_call(crm):
    session = crm.acting(TIMUR)
    before = session.calls
    with pytest.raises(Forbidden):
        session.leads.list()
    assert session.leads.by_ids([5001]) == ()
    assert session.calls == before


def test_a_record_out_of_sight_is_not_found(crm):
    assert crm.acting(PETR).contacts.get(7001) is None


def test_a_filter_by_responsible_user_is_applied_by_amocrm(crm):
    page = crm.acting(ADMIN).contacts.list(filter=PersonFilter(responsible_user_ids=[PETR]))
    assert page.items
    assert {one.responsible_user_id for one in page.items} == {PETR}


@pytest.fixture
def _no_filters(crm, monkeypatch):
    """An account that answers every filter with 400, as some do."""
    real = crm.transport.exchange
    body = {"title": "Bad Request", "status": 400, "detail": "Invalid filter for current account"}

    def exchange(base_url, request, headers, deadline):
        if any(name.startswith("filter") for name, _ in request.params):
            return Answer(400, "application/problem+json", json.dumps(body).encode())
        return real(base_url, request, headers, deadline)

    monkeypatch.setattr(crm.transport, "exchange", exchange)


@pytest.mark.usefixtures("_no_filters")
def test_where_filters_are_refused_the_client_filters_itself(crm):
    page = crm.acting(ADMIN).leads.list(filter=LeadFilter(pipeline_ids=[12]))
    assert page.items
    assert {one.pipeline_id for one in page.items} == {12}


@pytest.mark.usefixtures("_no_filters")
def test_where_filters_are_refused_records_are_read_one_by_one(crm):
    session = crm.acting(ADMIN)
    assert [one.id for one in session.leads.by_ids([5003, 5001])] == [5003, 5001]
    assert session.calls == 3


def test_where_a_filter_is_ignored_records_are_read_one_by_one(crm, monkeypatch):
    real = crm.transport.exchange

    def exchange(base_url, request, headers, deadline):
        kept = tuple(one for one in request.params if not one[0].startswith("filter"))
        return real(base_url, replace(request, params=kept), headers, deadline)

    monkeypatch.setattr(crm.transport, "exchange", exchange)
    found = crm.acting(ADMIN).leads.by_ids([5003, 999999, 5001])
    assert [one.id for one in found] == [5003, 5001]
    page = crm.acting(ADMIN).leads.list(filter=LeadFilter(pipeline_ids=[12]))
    assert {one.pipeline_id for one in page.items} == {12}
