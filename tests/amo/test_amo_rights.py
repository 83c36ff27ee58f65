"""The rights: the whole matrix, and that a hidden record changes no byte of any answer."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from amo import LeadFilter, Order, TaskFilter
from amo.errors import Forbidden, Unauthorized
from amo.models import Action, Kind, Level, Rights, Task, User
from amo.rights import Sight, allowed, may_add, may_view_any, narrowest_users, task_sight, visible
from amo.rights_matrix import OWNERS, patched, record, user
from amo.sandbox.account import rights as amocrm
from amo.sandbox.flags import Flags
from amo.sandbox.trouble.faults import read_fault
from tests.amo.conftest import Crm

ASKERS = (101, 102, 103, 104, 105, 106, 107, 108, 109, 112)
MODES = {
    "amoCRM enforces": {},
    "the header is refused": {"context_user_unsupported": True},
    "the header is ignored": {"context_user_ignored": True},
}
SEEN_BY_LEVEL = {
    Level.ALL: {"own", "group", "other"},
    Level.GROUP: {"own", "group"},
    Level.MAIN: {"own"},
    Level.LINKED: set(),
    Level.DENIED: set(),
}


def matrix():
    kinds = [(kind, action) for kind in Kind for action in (Action.VIEW, Action.EDIT)]
    kinds.remove((Kind.TASKS, Action.VIEW))
    return list(itertools.product(kinds, Level, OWNERS))


@pytest.mark.parametrize(
    ("what", "level", "owner"), matrix(), ids=lambda v: "-".join(v) if isinstance(v, tuple) else v
)
def test_a_level_reaches_these_owners(what, level, owner):
    kind, action = what
    expected = owner in SEEN_BY_LEVEL[level]
    assert allowed(user(kind, action, level), action, record(kind, owner)) is expected
    other = Action.EDIT if action is Action.VIEW else Action.VIEW
    if kind is not Kind.TASKS:
        assert not allowed(user(kind, action, level), other, record(kind, owner))


@pytest.mark.parametrize("action", [Action.VIEW, Action.EDIT])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("owner", OWNERS)
def test_a_stage_right_wins_over_the_general_one(action, level, owner):
    deal = record(Kind.LEADS, owner)
    assert allowed(user(Kind.LEADS, action, level, stage=Level.ALL), action, deal)
    assert not allowed(user(Kind.LEADS, action, level, stage=Level.DENIED), action, deal)


@pytest.mark.parametrize("level", Level)
def test_adding_is_all_or_nothing(level):
    for kind in (Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES):
        assert may_add(user(kind, Action.ADD, level), kind) is (level is Level.ALL)


@pytest.mark.parametrize("made", [{"is_free": True}, {"is_active": False}])
def test_free_and_inactive_users_may_nothing(made):
    for admin in (False, True):
        asking = user(Kind.LEADS, Action.VIEW, Level.ALL, is_admin=admin, **made)
        assert not allowed(asking, Action.VIEW, record(Kind.LEADS, "own"))
        assert not may_add(asking, Kind.TASKS)
        assert not may_view_any(asking, Kind.TASKS)
        assert task_sight(asking, Task(1, "", asking.id)) is Sight.HIDDEN


@pytest.mark.parametrize(
    "raw",
    [{}, {"leads": None}, {"leads": []}, {"leads": {"view": "Z"}}, {"leads": {"view": ["A"]}},
     {"leads": {"view": None}}, {"leads": "A"}, {"status_rights": None}],
    ids=str,
)  # fmt: skip
def test_rights_that_cannot_be_read_allow_nothing(raw):
    asking = User(1, "", Rights.from_json({"is_active": True, **raw}))
    for kind in (Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES):
        assert not allowed(asking, Action.VIEW, record(kind, "own"))


def test_a_record_of_nobody_is_in_no_group():
    asking = User(1, "", Rights({Kind.CONTACTS: {Action.VIEW: Level.GROUP}}, is_active=True))
    orphan = type(record(Kind.CONTACTS, "own"))(5, "", None, 0)
    assert not allowed(asking, Action.VIEW, orphan)


def test_the_published_table_is_what_the_command_prints():
    text = (Path(__file__).parents[2] / "docs" / "rights.md").read_text(encoding="utf-8")
    assert patched(text) == text
    with pytest.raises(ValueError, match="needs the lines"):
        patched("no markers here")


def test_our_check_agrees_with_amocrm_on_every_record(crm):
    session = crm.acting(101)
    world = crm.handle.world
    everything = {
        kind: [(one, world.store.entity(kind.value, one.id)) for one in reading.iterate()]
        for kind, reading in (
            (Kind.LEADS, session.leads),
            (Kind.CONTACTS, session.contacts),
            (Kind.COMPANIES, session.companies),
        )
    }
    compared = 0
    for own in ASKERS:
        ours, theirs = session.directory.user(own), world.directory.users[own]
        for pairs in everything.values():
            for mine, entity in pairs:
                for action in (Action.VIEW, Action.EDIT):
                    said = amocrm.allowed(theirs, action.value, entity, world.directory)
                    assert allowed(ours, action, mine) is said, (own, action, mine)
                    compared += 1
    assert compared == len(ASKERS) * 2 * (20 + 16 + 6)


@pytest.fixture(params=MODES)
def mode(request, sandbox):
    sandbox.world.flags = sandbox.world.flags.changed(MODES[request.param])
    return request.param


def everything_seen(crm: Crm, own: int) -> str:
    """Every kind of answer a user can get, as one text."""
    session = crm.acting(own)
    oldest = Order("id", descending=False)

    def ask(question):
        try:
            return repr(question())
        except Forbidden:
            return "Forbidden"

    kinds = (session.leads, session.contacts, session.companies, session.tasks)
    pages = [
        ask(lambda one=one, page=page: one.list(order=oldest, page=page, limit=3))
        for one in kinds
        for page in (1, 2, 3)
    ]
    whole = [ask(lambda one=one: one.collect(order=oldest)) for one in kinds]
    counts = [ask(lambda one=one: len(one.collect().items)) for one in kinds]
    ids = {kind: range(first, first + 22) for kind, first in
           ((0, 5001), (1, 7001), (2, 8001), (3, 6001))}  # fmt: skip
    singles = [ask(lambda one=one, n=n: one.get(n)) for k, one in enumerate(kinds) for n in ids[k]]
    batches = [ask(lambda one=one, k=k: one.by_ids(list(ids[k]))) for k, one in enumerate(kinds)]
    found = [
        ask(lambda: session.contacts.list("Петров")),
        ask(lambda: session.companies.list("Ромашка")),
        ask(lambda: session.contacts.list("4567")),
        ask(lambda: session.contacts.list("ivan.petrov@romashka.example")),
        ask(lambda: session.leads.list("Внедрение")),
        ask(lambda: session.leads.list(filter=LeadFilter(pipeline_ids=[11]), limit=2)),
        ask(lambda: session.tasks.list(filter=TaskFilter(is_completed=False), limit=2)),
    ]
    return "\n".join([*pages, *whole, *counts, *singles, *batches, *found])


@pytest.mark.parametrize("own", ASKERS)
def test_a_hidden_record_changes_no_byte_of_any_answer(sandbox, mode, own):
    with_them = everything_seen(fresh(sandbox), own)
    hide_from(sandbox, own)
    assert everything_seen(fresh(sandbox), own) == with_them, mode


@pytest.mark.parametrize("own", ASKERS)
def test_who_enforces_the_rights_changes_no_byte_either(sandbox, own):
    seen = set()
    for flags in MODES.values():
        sandbox.world.flags = Flags(rate_limit=0).changed(flags)
        seen.add(everything_seen(fresh(sandbox), own))
    assert len(seen) == 1


def fresh(sandbox) -> Crm:
    return Crm(sandbox)


def hide_from(sandbox, own: int) -> None:
    """Takes out of the account every record that the user may not see."""
    world = sandbox.world
    asking = world.directory.users[own]
    store = world.store
    for rows in (store.tasks, store.leads, store.contacts, store.companies):
        hidden = [
            key for key, one in rows.items() if not amocrm.sees(asking, one, store, world.directory)
        ]
        for key in hidden:
            del rows[key]


def test_where_the_header_is_refused_it_is_not_sent(crm):
    crm.handle.world.flags = crm.handle.world.flags.changed({"context_user_unsupported": True})
    session = crm.acting(104)
    assert not session.viewer.enforced
    crm.handle.world.journal.clear()
    session.contacts.list()
    assert [one["context_user"] for one in crm.handle.world.journal.listing()] == [None]


def test_an_ignored_header_is_noticed(crm):
    crm.handle.world.flags = crm.handle.world.flags.changed({"context_user_ignored": True})
    crm.acting(101)  # the owner of the token would be named either way, which proves nothing
    assert not crm.acting(104).viewer.enforced


def test_the_question_who_enforces_is_asked_once_for_all_users(crm):
    for own in (102, 103, 104, 105):
        crm.acting(own)
    asked = [one for one in crm.handle.world.journal.listing() if one["context_user"]]
    assert len(asked) == 1


def test_users_who_come_together_wait_for_one_question(crm):
    crm.client.directory(crm.deadline())
    crm.handle.world.faults.add(read_fault({"kind": "slow", "seconds": 0.3, "match": "/account"}))
    with ThreadPoolExecutor(4) as pool:
        sessions = list(pool.map(crm.acting, (102, 103, 104, 105)))
    assert all(one.viewer.enforced for one in sessions)
    asked = [one for one in crm.handle.world.journal.listing() if one["context_user"]]
    assert len(asked) == 1


def test_where_the_list_of_users_is_kept_from_us_amocrm_alone_decides(crm):
    crm.handle.world.flags = crm.handle.world.flags.changed({"users_forbidden": True})
    session = crm.acting(104)
    assert session.viewer.user is None
    assert {one.responsible_user_id for one in session.contacts.iterate()} == {104}


def test_where_nobody_can_tell_the_rights_nothing_is_allowed(crm):
    flags = {"users_forbidden": True, "context_user_unsupported": True}
    crm.handle.world.flags = crm.handle.world.flags.changed(flags)
    with pytest.raises(Forbidden):
        crm.acting(104)


@pytest.mark.parametrize("own", [110, 111, 4242])
def test_without_the_list_of_users_amocrm_refuses_who_may_not_enter(crm, own):
    crm.handle.world.flags = crm.handle.world.flags.changed({"users_forbidden": True})
    with pytest.raises((Forbidden, Unauthorized)):
        crm.acting(own)


def test_a_narrow_right_is_asked_of_amocrm_where_it_does_not_enforce():
    mine = user(Kind.CONTACTS, Action.VIEW, Level.MAIN)
    group = user(Kind.CONTACTS, Action.VIEW, Level.GROUP)
    colleagues = [mine, User(2, "", Rights(group_id=10)), User(3, "", Rights(group_id=20))]
    assert narrowest_users(mine, Kind.CONTACTS, colleagues) == (1,)
    assert narrowest_users(group, Kind.CONTACTS, colleagues) == (1, 2)
    extended = user(Kind.LEADS, Action.VIEW, Level.MAIN, stage=Level.ALL)
    assert narrowest_users(extended, Kind.LEADS, colleagues) == ()
    everybody = user(Kind.CONTACTS, Action.VIEW, Level.ALL)
    assert narrowest_users(everybody, Kind.CONTACTS, colleagues) == ()


def test_deleted_records_are_in_nobodys_sight():
    admin = user(Kind.LEADS, Action.VIEW, Level.ALL, is_admin=True)
    deleted = type(record(Kind.LEADS, "own"))(1, "", is_deleted=True)
    assert visible(admin, [deleted]) == ()
