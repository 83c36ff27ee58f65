"""The bulk: how much, the same each time, and never in the way of the sample records."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from amo.sandbox.account.bulk import FIRST_ID, load_words
from amo.sandbox.account.records import Contact, Entity
from amo.sandbox.account.search import digits_of
from amo.sandbox.world import DATA, World, make_world

THURSDAY = datetime(2026, 3, 5, 10, 0, tzinfo=ZoneInfo("Europe/Moscow")).timestamp()
LEGAL_FORMS = {"ООО", "ЗАО", "АО", "ИП", "LLC", "Сеть", "кофеен", "П.", "А."}


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(now=lambda: THURSDAY)


@pytest.fixture(scope="module")
def sample() -> dict[str, list[dict[str, object]]]:
    return dict(json.loads((DATA / "records.json").read_text(encoding="utf-8")))


def bulk(world: World) -> list[Entity]:
    store = world.store
    held = [*store.leads.values(), *store.contacts.values(), *store.companies.values()]
    return [one for one in held if one.id >= FIRST_ID]


def plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def test_there_is_about_as_much_as_agreed(world: World) -> None:
    store = world.store
    counts = [len(one) for one in (store.contacts, store.companies, store.leads, store.tasks)]
    assert counts == [616, 156, 920, 408]
    ids = [one.id for one in bulk(world)]
    assert min(ids) == FIRST_ID
    assert len(set(ids)) == len(ids)


def test_it_is_the_same_each_time_and_with_another_start_but_for_dates(world: World) -> None:
    again = make_world(now=lambda: THURSDAY)
    assert again.store.leads == world.store.leads
    assert again.store.tasks == world.store.tasks
    later = make_world(now=lambda: THURSDAY + 86_400)
    assert later.store.contacts[FIRST_ID + 200].name == world.store.contacts[FIRST_ID + 200].name


def test_small_leaves_it_out() -> None:
    assert bulk(make_world(small=True)) == []


def test_no_name_or_title_has_a_surname_company_or_title_of_the_sample(
    world: World, sample: dict[str, list[dict[str, object]]]
) -> None:
    contacts = [str(one["name"]).split() for one in sample["contacts"]]
    # Two parts: the surname is last; three: it is first («Ли Мин Хо»). 7014 and 7015 are no names.
    surnames = {name[-1] if len(name) == 2 else name[0] for name in contacts if len(name) in (2, 3)}
    companies = {
        word.strip('«»"')
        for one in sample["companies"]
        for word in str(one["name"]).split()
        if word not in LEGAL_FORMS
    }
    titles = {str(one["name"]) for one in sample["leads"]}
    users = {one.name.split()[1] for one in world.directory.users.values()}
    forbidden = {plain(one) for one in surnames | companies | titles | users}
    assert {"петров", "гусь", "ромашка", "зерно", "реклама", "соколова"} <= forbidden
    texts = [plain(one.name) for one in bulk(world)]
    texts += [plain(one.text) for one in world.store.tasks.values() if one.id >= FIRST_ID]
    hits = {(word, text) for text in texts for word in forbidden if word in text}
    assert hits == set()


def test_a_fragment_of_a_sample_phone_finds_the_sample_alone(
    world: World, sample: dict[str, list[dict[str, object]]]
) -> None:
    held = [*sample["contacts"], *sample["companies"]]
    phones = [digits_of(str(phone)) for one in held for phone in one["phones"]]  # type: ignore[attr-defined]
    runs = {phone[at : at + 4] for phone in phones for at in range(len(phone) - 3)}
    for record in bulk(world):
        for phone in world.store.phones(record):
            digits = digits_of(phone)[1:]
            assert not any(run in digits for run in runs), phone


def test_owners_stages_and_dates_are_spread(world: World) -> None:
    leads = [one for one in world.store.leads.values() if one.id >= FIRST_ID]
    assert {one.responsible_user_id for one in leads} >= {101, 102, 103, 104, 105, 107, 112}
    assert len({(one.pipeline_id, one.status_id) for one in leads}) >= 18
    assert min(one.created_at for one in leads) < THURSDAY - 500 * 86_400
    assert max(one.created_at for one in leads) <= THURSDAY
    closed = [one for one in leads if one.status_id in (142, 143)]
    assert all(one.closed_at and one.created_at <= one.closed_at <= THURSDAY for one in closed)
    assert all(one.closed_at is None for one in leads if one.status_id not in (142, 143))
    tasks = [one for one in world.store.tasks.values() if one.id >= FIRST_ID]
    overdue = [one for one in tasks if not one.is_completed and one.complete_till < THURSDAY]
    assert 10 < len(overdue) < 200


def test_first_names_agree_with_surnames(world: World) -> None:
    words = load_words(world.files.words)["people"]
    masculine = {one[0] for one in words["surnames"]}
    feminine = {one[1] for one in words["surnames"]}
    people = [one.name.split() for one in bulk(world) if isinstance(one, Contact)]
    for first, last in people:
        assert last in (feminine if first in words["female"] else masculine)
