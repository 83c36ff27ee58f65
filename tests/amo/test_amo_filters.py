"""Filters: the exact brackets amoCRM wants, and the same condition judged here."""

from datetime import UTC, datetime, timedelta

import pytest

from amo import Amount, LeadFilter, Order, Period, PersonFilter, StageRef, TaskFilter
from amo.models import Contact, Kind, Lead, Task
from amo.search import Search

AT = datetime(2026, 3, 5, tzinfo=UTC)
SECONDS = int(AT.timestamp())
DAY = timedelta(days=1)
MARCH_5 = Period(AT, AT + DAY)


@pytest.mark.parametrize(
    ("condition", "params"),
    [
        (LeadFilter(), []),
        (LeadFilter(ids=[1, 2]), [("filter[id][]", "1"), ("filter[id][]", "2")]),
        (
            LeadFilter(stages=[StageRef(11, 1102), StageRef(12, 142)]),
            [
                ("filter[statuses][0][pipeline_id]", "11"),
                ("filter[statuses][0][status_id]", "1102"),
                ("filter[statuses][1][pipeline_id]", "12"),
                ("filter[statuses][1][status_id]", "142"),
            ],
        ),
        (
            LeadFilter(pipeline_ids=[11], responsible_user_ids=[102], price=Amount(0, 500)),
            [
                ("filter[pipeline_id][]", "11"),
                ("filter[responsible_user_id][]", "102"),
                ("filter[price][from]", "0"),
                ("filter[price][to]", "500"),
            ],
        ),
        (
            LeadFilter(created=MARCH_5, closed=Period(end=AT)),
            [
                ("filter[created_at][from]", str(SECONDS)),
                ("filter[created_at][to]", str(SECONDS + 86_399)),
                ("filter[closed_at][to]", str(SECONDS - 1)),
            ],
        ),
        (
            PersonFilter(ids=[7], updated=Period(start=AT)),
            [("filter[id][]", "7"), ("filter[updated_at][from]", str(SECONDS))],
        ),
        (
            TaskFilter(
                is_completed=False, task_type_ids=[2], entity_kind=Kind.LEADS, entity_ids=[5001]
            ),
            [
                ("filter[is_completed]", "0"),
                ("filter[task_type][]", "2"),
                ("filter[task_type_id][]", "2"),
                ("filter[entity_type]", "leads"),
                ("filter[entity_id][]", "5001"),
            ],
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_filter_has_these_brackets(condition, params):
    assert list(condition.params()) == params


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (LeadFilter(), True),
        (LeadFilter(ids=[2]), False),
        (LeadFilter(stages=[StageRef(11, 1102)]), True),
        (LeadFilter(stages=[StageRef(12, 1102)]), False),
        (LeadFilter(responsible_user_ids=[5]), False),
        (LeadFilter(price=Amount(100, 100)), True),
        (LeadFilter(price=Amount(101)), False),
        (LeadFilter(created=MARCH_5), True),
        (LeadFilter(created=Period(AT - DAY, AT)), False),
        (LeadFilter(closed=MARCH_5), False),
    ],
)
def test_a_deal_is_judged_here_too(condition, holds):
    deal = Lead(1, "", 100, responsible_user_id=102, pipeline_id=11, status_id=1102, created_at=AT)
    assert condition.matches(deal) is holds


def test_a_period_is_half_open():
    assert MARCH_5.holds(AT)
    assert MARCH_5.holds(AT + DAY - timedelta(seconds=1))
    assert not MARCH_5.holds(AT + DAY)
    assert Period().holds(None)
    assert not MARCH_5.holds(None)
    assert not Period(start=AT).holds(None)
    assert not Period(end=AT).holds(None)


def test_people_and_tasks_are_judged_here_too():
    assert not PersonFilter(responsible_user_ids=[5]).matches(Contact(1, "", 6))
    late = Task(1, "", 102, complete_till=AT - DAY)
    assert TaskFilter(is_completed=False, due=Period(end=AT)).matches(late)
    assert not TaskFilter(due=MARCH_5).matches(late)
    assert not TaskFilter(is_completed=True).matches(late)


def test_a_search_puts_its_parts_in_order_and_shortens_junk():
    search = Search(
        "x" * 5000, LeadFilter(ids=[1]), Order("id", descending=False), ("contacts", "x")
    )
    assert list(search.params(2, 50)) == [
        ("query", "x" * 200),
        ("filter[id][]", "1"),
        ("order[id]", "asc"),
        ("with", "contacts,x"),
        ("page", "2"),
        ("limit", "50"),
    ]
    assert ("filter[id][]", "1") not in search.params(1, 50, filtered=False)


def test_a_deadline_filter_is_judged_over_all_pages(crm):
    session = crm.acting(101)
    by_hand = [one.id for one in session.tasks.collect().items if one.complete_till < AT]
    page = session.tasks.list(filter=TaskFilter(due=Period(end=AT)))
    assert sorted(one.id for one in page.items) == sorted(by_hand)


def test_pages_counted_here_follow_each_other(crm):
    crm.handle.world.flags = crm.handle.world.flags.changed({"is_api_filter_enabled": False})
    session = crm.acting(101)
    order = Order("id", descending=False)
    condition = LeadFilter(pipeline_ids=[11])
    whole = [one.id for one in session.leads.collect(filter=condition, order=order).items]
    paged = []
    for number in (1, 2, 3, 4, 5, 6, 7):
        page = session.leads.list(filter=condition, order=order, page=number, limit=3)
        paged += [one.id for one in page.items]
        assert page.has_more is (len(paged) < len(whole))
    assert paged == whole
