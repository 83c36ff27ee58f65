"""Redis absent, dying, silent and back: one sentence each way, and reading goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from amo.limiter import Rate
from amo.sandbox import Handle
from service.amo_settings import ManyAccounts
from service.crm import own_share
from service.quota import Allowance, CountersDown, MemoryCounters, Quota
from service.quota_redis import RedisCounters
from service.quota_sqlite import SqliteCounters
from service.shared_store import PAUSE_SECONDS, Watch, open_shared
from tests.service.assistant_stage import ORIGIN, Stage
from tests.service.own_redis import OwnRedis
from tests.service.test_connecting import KEY, connected
from tests.service.test_http_body import refused
from tests.service.test_once import CARD, proposed, tasks

SEARCH = "найди сделки на этапе переговоры"


def said(caplog: pytest.LogCaptureFixture, event: str) -> int:
    own = [one for one in caplog.records if one.name == "assistant"]
    return sum(json.loads(one.getMessage())["event"] == event for one in own)


def test_the_service_starts_and_answers_without_its_redis(
    make_stage: Callable[..., Stage], mortal_redis: OwnRedis, caplog: pytest.LogCaptureFixture
) -> None:
    stage = make_stage(redis_url=mortal_redis.url)
    assert stage.talk().say(SEARCH).body["status"] == "done"
    assert said(caplog, "shared_store_down") == 1


def test_a_dead_redis_stops_writes_only_and_its_return_is_noticed(
    make_stage: Callable[..., Stage], mortal_redis: OwnRedis, caplog: pytest.LogCaptureFixture
) -> None:
    mortal_redis.start()
    stage = make_stage(redis_url=mortal_redis.url)
    talk = proposed(stage)
    mortal_redis.kill()
    state = talk.state
    assert stage.talk().say(SEARCH).body["status"] == "done"
    lost = talk.say("да", state=state)
    assert lost.body["error"] == {"code": "internal", "retry": True}
    assert not tasks(stage)
    mortal_redis.start()
    assert talk.say("да", state=state).body["status"] == "done"
    assert len(tasks(stage)) == 1
    assert said(caplog, "shared_store_down") == 1
    assert said(caplog, "shared_store_up") == 1


def test_a_silent_redis_costs_little_and_only_now_and_then(
    make_stage: Callable[..., Stage], mortal_redis: OwnRedis
) -> None:
    mortal_redis.start()
    stage = make_stage(redis_url=mortal_redis.url)
    stage.talk().say("привет")
    mortal_redis.stall()
    begun = time.monotonic()
    assert stage.talk().say(SEARCH).body["status"] == "done"
    first = time.monotonic() - begun
    assert stage.talk().say(SEARCH).body["status"] == "done"
    mortal_redis.go_on()
    assert first < 4, "a silent Redis must not eat the answer's time"


def test_connected_accounts_are_served_while_redis_is_away(
    make_stage: Callable[..., Stage], mortal_redis: OwnRedis, sandbox: Handle
) -> None:
    mortal_redis.start()
    many = ManyAccounts(keys=(KEY,), portal=sandbox.url, sandbox=((sandbox.url, ORIGIN),))
    stage = connected(make_stage(serves=many, redis_url=mortal_redis.url))
    assert stage.talk().say(SEARCH).body["status"] == "done"
    mortal_redis.kill()
    assert stage.talk().say(SEARCH).body["status"] == "done"
    fresh = make_stage(serves=many, redis_url=mortal_redis.url)
    assert refused(fresh.post({"text": SEARCH}), 503)["detail"]


def test_two_instances_take_the_turns_of_one_dialogue_in_turn(
    make_stage: Callable[..., Stage], redis_url: str
) -> None:
    first, second = make_stage(redis_url=redis_url), make_stage(redis_url=redis_url)
    talk = first.talk(101, entity=CARD)
    talk.say("поставь задачу проверить договор завтра")
    talk.stage = second
    assert talk.say("нет, на пятницу").body["status"] == "confirm"
    talk.stage = first
    assert talk.say("да").body["status"] == "done"
    assert len(tasks(first)) == 1


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_a_watch_speaks_once_each_way_and_leaves_the_dead_alone() -> None:
    clock, heard = Clock(), list[str]()
    watch = Watch(clock, lambda event, _: heard.append(event))
    assert watch.worth_trying()
    watch.failed()
    watch.failed()
    assert not watch.worth_trying()
    clock.at += PAUSE_SECONDS
    assert watch.worth_trying()
    watch.answered()
    watch.answered()
    assert heard == ["shared_store_down", "shared_store_up"]


@pytest.mark.parametrize("processes", [1, 2, 4, 7, 8, 20])
def test_the_shares_of_all_processes_never_pass_the_rate(processes: int) -> None:
    rate = Rate(7)
    own = own_share(rate, processes)
    assert processes * own.slots / own.window <= rate.slots / rate.window + 1e-9


class Down:
    def add(self, _key: str, _minute: int) -> tuple[int, int]:
        raise CountersDown


@pytest.fixture(params=["memory", "sqlite", "redis", "own while the shared are away"])
def quota_of(request: pytest.FixtureRequest) -> Callable[[Clock], Quota]:
    kind = request.param

    def make(clock: Clock) -> Quota:
        if kind == "memory":
            return Quota(MemoryCounters(), MemoryCounters(), clock)
        if kind == "sqlite":
            counters = SqliteCounters(request.getfixturevalue("tmp_path") / "deep" / "q.sqlite3")
            request.addfinalizer(counters.close)
            return Quota(counters, MemoryCounters(), clock)
        if kind == "redis":
            shared = open_shared(request.getfixturevalue("redis_url"), time.monotonic)
            assert shared
            return Quota(RedisCounters(shared.client, shared.watch), MemoryCounters(), clock)
        return Quota(Down(), MemoryCounters(), clock)

    return make


class TestQuota:
    ONE = (Allowance("user", 3), Allowance("account", 100))

    def test_the_fourth_of_three_waits_and_another_minute_helps(
        self, quota_of: Callable[[Clock], Quota]
    ) -> None:
        clock = Clock()
        quota = quota_of(clock)
        assert [quota.wait(self.ONE) for _ in range(3)] == [0, 0, 0]
        wait = quota.wait(self.ONE)
        assert 0 < wait <= 60
        assert quota.wait((Allowance("other", 3),)) == 0
        clock.at += 120
        assert quota.wait(self.ONE) == 0

    def test_one_users_flood_does_not_silence_the_account(
        self, quota_of: Callable[[Clock], Quota]
    ) -> None:
        quota, account = quota_of(Clock()), Allowance("account", 5)
        waits = [quota.wait((Allowance("user", 3), account)) for _ in range(50)]
        assert [wait > 0 for wait in waits] == [False] * 3 + [True] * 47
        others = [quota.wait((Allowance("other", 3), account)) for _ in range(3)]
        assert [wait > 0 for wait in others] == [False, False, True]

    def test_a_minute_slides(self, quota_of: Callable[[Clock], Quota]) -> None:
        clock = Clock()
        clock.at = 60 * 1000 + 59
        quota = quota_of(clock)
        assert [quota.wait(self.ONE) for _ in range(3)] == [0, 0, 0]
        clock.at += 2  # a new minute by the clock, not by the quota
        assert quota.wait(self.ONE) > 0


def test_limits_hold_over_instances(make_stage: Callable[..., Stage], redis_url: str) -> None:
    stages = [make_stage(redis_url=redis_url, per_user_minute=4) for _ in range(2)]
    codes = [stages[i % 2].post({"text": "привет"}).status_code for i in range(5)]
    assert codes == [200, 200, 200, 200, 429]
