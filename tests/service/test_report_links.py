"""Every number of a report that has a link is the number of amoCRM's own list behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from amo import Amount, Directory, LeadFilter, Period, TaskFilter
from amo.models import WON, Account
from amo.sandbox import Flags, start
from service import counting
from service.list_links import leads_list, tasks_list
from service.mind import Mind
from tests.service.assistant_stage import Stage, settings_for

COUNTS = [
    "сколько сделок на переговорах",
    "сколько сделок по воронкам",
    "сколько сделок по этапам",
    "сколько открытых сделок по менеджерам",
    "сколько выигранных сделок",
    "сколько сделок по месяцам",
    "сколько выигранных сделок по месяцам",
    "сколько сделок создано в этом месяце",
    "сколько сделок выиграно в этом году по менеджерам",
    "сколько моих сделок",
    "сколько контактов у Марии Ивановой",
    "сколько контактов создано в этом месяце",
]


def total(stage: Stage, url: str, user: int) -> int:
    """How many records amoCRM's own page shows under an address."""
    path, _, query = url.partition("?")
    kind = path.split("/")[1]
    page = f"{stage.sandbox.url}/_page/list/{kind}?{query}"
    found: dict[str, Any] = requests.get(
        page, headers={"X-Sandbox-User": str(user)}, timeout=10
    ).json()
    return int(found["total"])


@pytest.mark.parametrize("user", [101, 104])
@pytest.mark.parametrize("phrase", COUNTS)
def test_the_list_behind_a_number_has_as_many_records(stage: Stage, phrase: str, user: int) -> None:
    said = stage.talk(user).say(phrase)
    assert said.body["intent"] == "report"
    assert said.text.split()[0] == str(total(stage, said.body["link"]["url"], user))
    for bar in (said.body["chart"] or {"bars": ()})["bars"]:
        assert (total(stage, bar["url"], user) if bar["url"] else 0) == bar["value"]


def test_a_month_in_which_nothing_happened_is_a_month_too(stage: Stage) -> None:
    """Sidorov's deals came 90 days ago and within the last 20."""
    chart = stage.talk().say("сколько сделок Сидорова по месяцам").body["chart"]
    values = [bar["value"] for bar in chart["bars"]]
    assert sum(values) == 4
    assert values[0] > 0
    assert 0 in values


def test_won_deals_belong_to_the_month_they_were_closed_in(stage: Stage) -> None:
    said = stage.talk().say("сумма выигранных сделок по месяцам за два года")
    world = stage.sandbox.world
    won = [one for one in world.store.leads.values() if one.status_id == WON and one.closed_at]
    closed = [datetime.fromtimestamp(one.closed_at or 0, world.clock.zone) for one in won]
    months = {(at.year, at.month) for at in closed}
    assert months.isdisjoint(
        {(at.year, at.month) for at in (datetime.fromtimestamp(one.created_at, UTC) for one in won)}
    )
    shown = [bar["label"].split() for bar in said.body["chart"]["bars"]]
    assert {int(year) for _, year in shown} == {year for year, _ in months}
    assert len(shown) == len(months)


@pytest.mark.parametrize(
    "phrase",
    [
        "сколько сделок дороже 500 тысяч",
        "сумма сделок Ивана Сидорова",
        "сколько просроченных задач",
    ],
)
def test_what_no_address_can_carry_has_no_link(stage: Stage, phrase: str) -> None:
    assert stage.talk().say(phrase).body["link"] is None


def test_conditions_that_do_not_fit_an_address_give_none() -> None:
    day, noon = datetime(2026, 3, 5, tzinfo=UTC), datetime(2026, 3, 5, 12, tzinfo=UTC)
    directory = Directory(Account(1, "account", "account", None))
    for condition in (
        LeadFilter(price=Amount(1)),
        LeadFilter(created=Period(day), closed=Period(day)),
        LeadFilter(created=Period(noon)),
    ):
        assert leads_list(condition, directory, UTC) is None
    assert tasks_list(TaskFilter(is_completed=True)) is None
    assert tasks_list(TaskFilter(is_completed=False, responsible_user_ids=(5,))) is not None
    whole = LeadFilter(created=Period(day, datetime(2026, 3, 7, tzinfo=UTC)))
    assert leads_list(whole, directory, UTC) == (
        "/leads/list/?filter_date_switch=created"
        "&filter_date_from=05.03.2026&filter_date_to=06.03.2026&useFilter=y"
    )


@pytest.fixture(scope="module")
def large(mind: Mind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The assistant of an account with many records."""
    with start(flags=Flags(rate_limit=0)) as sandbox:
        folder = tmp_path_factory.mktemp("large")
        with Stage(sandbox, settings_for(sandbox, folder), mind) as stage:
            stage.talk().say("привет")
            yield stage


def calls(stage: Stage) -> int:
    return len(list(stage.sandbox.world.journal._entries))


@pytest.mark.parametrize("phrase", ["сумма сделок по этапам", "что у меня на сегодня"])
def test_a_large_account_is_read_within_the_budget(large: Stage, phrase: str) -> None:
    large.sandbox.world.journal.clear()
    assert large.talk().say(phrase).body["status"] == "done"
    assert calls(large) <= 5


def test_a_report_that_could_not_read_all_says_so(
    large: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_PAGES", 1)
    count = large.talk().say("сколько сделок")
    assert count.text.startswith("Больше 250 сделок.")
    assert "посчитано последних: 250" in count.text
    assert large.talk().say("сумма сделок").text.startswith("Сумма: больше ")
