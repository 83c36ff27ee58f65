"""Creating and changing records, notes and links: exact bodies, rights first, read back after."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from amo import (
    ContactDraft,
    LeadChanges,
    LeadDraft,
    PersonChanges,
    TaskChanges,
    TaskDraft,
    work,
)
from amo.errors import EmptyAnswer, Forbidden, NotFound, Rejected, UnreadableAnswer
from amo.models import Kind, values_of
from amo.sandbox.trouble.faults import read_fault
from amo.writing import created_ids

ADMIN, MARIA, PETR, KUZNETSOV, OLGA, ORLOV = 101, 102, 104, 105, 106, 107
MOSCOW = timezone(timedelta(hours=3))
AT = datetime(2026, 3, 6, 15, 0, tzinfo=MOSCOW)
AT_SECONDS = int(AT.timestamp())


def test_a_task_is_created_and_read_back(crm):
    session = crm.acting(MARIA)
    draft = TaskDraft("позвонить клиенту", AT, MARIA, Kind.LEADS, 5001, 1)
    (own,) = session.tasks.create([draft])
    task = session.tasks.get(own)
    assert (task.text, task.entity_kind, task.entity_id) == ("позвонить клиенту", Kind.LEADS, 5001)
    assert task.complete_till == AT.astimezone(UTC)
    assert not task.is_completed


def test_ids_come_back_in_the_order_of_the_drafts(crm):
    session = crm.acting(ADMIN)
    drafts = [ContactDraft(f"Человек {number}") for number in range(120)]
    ids = session.contacts.create(drafts)
    assert session.calls == 3  # batches of fifty
    found = session.contacts.by_ids(ids)
    assert [one.name for one in found] == [one.name for one in drafts]


def test_a_deal_is_created_with_its_links(crm):
    session = crm.acting(ADMIN)
    draft = LeadDraft("Новая", 90_000, 12, 1203, MARIA, contact_ids=[7001], company_id=8001)
    lead = session.leads.get(session.leads.create([draft])[0], with_=("contacts",))
    assert (lead.pipeline_id, lead.status_id, lead.price) == (12, 1203, 90_000)
    assert (lead.contact_ids, lead.company_id) == ((7001,), 8001)


def test_only_what_is_changed_is_sent(crm):
    session = crm.acting(ADMIN)
    session.leads.update(5001, LeadChanges(price=777))
    after = session.leads.get(5001)
    assert (after.price, after.name, after.status_id) == (777, "Внедрение CRM", 1102)


def test_a_phone_is_added_without_losing_the_old_ones(crm):
    session = crm.acting(ADMIN)
    contact = session.contacts.get(7004)
    old = values_of(contact.fields, "PHONE")
    session.contacts.update(7004, PersonChanges(phones=[*old, work("+79990001122")]), contact)
    after = session.contacts.get(7004)
    assert after.phones == (*contact.phones, "+79990001122")
    assert [one.enum_id for one in values_of(after.fields, "PHONE")[:2]] == [o.enum_id for o in old]
    assert after.emails == contact.emails


def test_a_task_is_completed_moved_and_reopened(crm):
    session = crm.acting(ADMIN)
    session.tasks.update(6001, TaskChanges(is_completed=True, result="дозвонились"))
    assert session.tasks.get(6001).result == "дозвонились"
    session.tasks.update(6001, TaskChanges(is_completed=False, complete_till=AT))
    task = session.tasks.get(6001)
    assert not task.is_completed
    assert task.complete_till == AT.astimezone(UTC)


def test_several_records_are_changed_at_once(crm):
    session = crm.acting(ADMIN)
    session.leads.update_many({5001: LeadChanges(price=1), 5002: LeadChanges(price=2)})
    assert [one.price for one in session.leads.by_ids([5001, 5002])] == [1, 2]


def test_none_is_changed_unless_all_may_be(crm):
    session = crm.acting(MARIA)
    own, foreign = LeadChanges(price=1), LeadChanges(price=2)
    with pytest.raises(Forbidden):
        session.leads.update_many({5001: own, 5002: foreign})
    assert session.leads.get(5001).price == 450_000


@pytest.mark.parametrize("user", [OLGA, 109])
def test_who_may_not_add_sends_nothing(crm, user):
    session = crm.acting(user)
    with pytest.raises(Forbidden):
        session.leads.create([LeadDraft("x")])
    assert session.calls == 0


def test_who_may_not_edit_sends_no_change(crm):
    session = crm.acting(MARIA)  # edits her own deals only
    with pytest.raises(Forbidden):
        session.leads.update(5002, LeadChanges(price=1))
    methods = {one["method"] for one in crm.handle.world.journal.listing()}
    assert methods == {"GET"}


def test_what_is_out_of_sight_cannot_be_changed_noted_or_linked(crm):
    session = crm.acting(PETR)  # sees his own records only
    for attempt in (
        lambda: session.leads.update(5001, LeadChanges(price=1)),
        lambda: session.tasks.create([TaskDraft("x", AT, PETR, Kind.LEADS, 5001)]),
        lambda: session.notes.add(Kind.LEADS, 5001, "x"),
        lambda: session.notes.list(Kind.LEADS, 5001),
        lambda: session.links.of(Kind.LEADS, 5001),
        lambda: session.links.add(Kind.CONTACTS, 7002, Kind.COMPANIES, 8001),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert {one["method"] for one in crm.handle.world.journal.listing()} == {"GET"}


def test_a_stage_that_forbids_editing_is_obeyed(crm):
    leads = [
        one
        for one in crm.acting(ADMIN).leads.iterate()
        if (one.pipeline_id, one.status_id) == (11, 1103) and one.responsible_user_id != ORLOV
    ]
    session = crm.acting(ORLOV)  # sees everything on that stage, edits nothing there
    assert leads
    assert session.leads.get(leads[0].id)
    with pytest.raises(Forbidden):
        session.leads.update(leads[0].id, LeadChanges(price=1))


def test_a_free_task_needs_no_record(crm):
    session = crm.acting(PETR)
    (own,) = session.tasks.create([TaskDraft("отчёт", AT, PETR)])
    task = session.tasks.get(own)
    assert (task.entity_kind, task.entity_id) == (None, None)


def test_a_note_is_added_and_listed(crm):
    session = crm.acting(MARIA)
    own = session.notes.add(Kind.LEADS, 5001, "перезвонить после обеда")
    assert session.notes.get(Kind.LEADS, own).text == "перезвонить после обеда"
    page = session.notes.list(Kind.LEADS, 5001)
    assert page.items[0].id == own
    assert page.items[0].note_type == "common"
    assert "перезвонить" not in repr(page)


def test_a_note_of_a_hidden_record_is_hidden(crm):
    own = crm.acting(ADMIN).notes.add(Kind.LEADS, 5001, "тайна")
    assert crm.acting(PETR).notes.get(Kind.LEADS, own) is None


def test_links_are_added_read_and_taken_away(crm):
    session = crm.acting(ADMIN)
    session.links.add(Kind.CONTACTS, 7005, Kind.COMPANIES, 8001)
    assert ("companies", 8001) in linked(session, 7005)
    session.links.remove(Kind.CONTACTS, 7005, Kind.COMPANIES, 8001)
    assert ("companies", 8001) not in linked(session, 7005)


def test_a_link_to_a_record_out_of_sight_is_left_out(crm):
    admin = crm.acting(ADMIN)
    admin.links.add(Kind.CONTACTS, 7005, Kind.COMPANIES, 8001)  # 7005 is Pyotr's, 8001 is not
    assert linked(crm.acting(PETR), 7005) == linked(admin, 7005) - {("companies", 8001)}


def linked(session, contact):
    return {(one.to_kind, one.to_id) for one in session.links.of(Kind.CONTACTS, contact)}


def test_half_a_character_spoils_no_write(crm):
    session = crm.acting(101)
    (own,) = session.leads.create([LeadDraft("Ремонт \ud83d")])
    assert session.leads.get(own).name == "Ремонт ?"


def test_a_rejected_write_says_what_was_wrong(crm):
    session = crm.acting(ADMIN)
    with pytest.raises(Rejected) as caught:
        session.leads.update(5001, LeadChanges(status_id=987654))
    assert [one.path for one in caught.value.problems] == ["status_id"]
    assert not caught.value.maybe_done


def test_a_write_whose_answer_was_lost_may_have_happened(crm):
    crm.handle.world.faults.add(read_fault({"kind": "reset", "method": "POST", "count": 1}))
    session = crm.acting(ADMIN)
    with pytest.raises(Exception, match="ConnectionLost") as caught:
        session.tasks.create([TaskDraft("единственная", AT)])
    assert caught.value.maybe_done
    texts = [one.text for one in session.tasks.iterate()]
    assert texts.count("единственная") == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (None, EmptyAnswer),
        ({}, UnreadableAnswer),
        ({"_embedded": {"tasks": []}}, UnreadableAnswer),
        ({"_embedded": {"tasks": [{"name": "no id"}]}}, UnreadableAnswer),
        ({"_embedded": {"tasks": {}}}, UnreadableAnswer),
    ],
    ids=str,
)
def test_a_write_answered_without_its_ids_may_have_happened(answer, error):
    with pytest.raises(error) as caught:
        created_ids(answer, "tasks", 1)
    assert caught.value.maybe_done


def test_ids_are_matched_by_request_id():
    rows = [{"id": 8, "request_id": "1"}, {"id": "7", "request_id": "0"}]
    assert created_ids({"_embedded": {"tasks": rows}}, "tasks", 2) == (7, 8)
    bare = [{"id": 7}, {"id": 8}]
    assert created_ids({"_embedded": {"tasks": bare}}, "tasks", 2) == (7, 8)
