"""Seven calls a second for everybody together, first come first served."""

import time

import pytest

from amo.limiter import (
    FallbackLimiter,
    Granted,
    LimiterUnavailable,
    MemoryLimiter,
    Rate,
    Refused,
    SqliteLimiter,
)
from amo.limiter.redis import RedisLimiter
from amo.shared_redis import connect

RATE = Rate(slots=7, window=1.1)


def most_in_a_second(times: list[float]) -> int:
    times = sorted(times)
    return max(sum(begin <= one < begin + 1.0 for one in times) for begin in times)


@pytest.fixture(params=["memory", "sqlite"])
def limiter(request, tmp_path, clock):
    if request.param == "memory":
        yield MemoryLimiter(clock, RATE)
        return
    made = SqliteLimiter(tmp_path / "rate.db", clock, RATE)
    yield made
    made.close()


def test_seven_go_at_once_and_the_rest_queue(limiter):
    waits = [limiter.reserve("a", 60).wait for _ in range(15)]
    assert waits == pytest.approx([0.0] * 7 + [1.1] * 7 + [2.2])


def test_no_second_sees_more_than_seven_however_calls_come(limiter, clock):
    granted = []
    for pause in (0.0, 0.03, 0.05, 0.2, 0.0, 0.1, 1.9) * 12:
        clock.sleep(pause)
        verdict = limiter.reserve("a", 60)
        granted.append(clock() + verdict.wait)
    assert granted == pytest.approx(sorted(granted))
    assert 6 <= most_in_a_second(granted) <= 7


def test_a_caller_who_cannot_wait_is_refused_and_takes_no_slot(limiter):
    for _ in range(7):
        limiter.reserve("a", 0)
    assert limiter.reserve("a", 1.0) == Refused(pytest.approx(1.1))
    assert limiter.reserve("a", 1.2) == Granted(pytest.approx(1.1))


def test_keys_have_budgets_of_their_own(limiter):
    for _ in range(7):
        limiter.reserve("a", 0)
    assert limiter.reserve("b", 0) == Granted(0.0)


def test_a_429_makes_everybody_wait(limiter):
    limiter.push("a", 3.0)
    assert limiter.reserve("a", 60) == Granted(3.0)
    assert limiter.reserve("a", 1) == Refused(3.0)


def test_a_block_refuses_at_once_and_ends(limiter, clock):
    limiter.block("a", 300)
    assert limiter.reserve("a", 600) == Refused(300.0, blocked=True)
    clock.sleep(301)
    assert limiter.reserve("a", 0) == Granted(0.0)


def test_callers_who_wake_late_together_start_no_more_than_seven_a_second(limiter, clock):
    waiting = [limiter.reserve("a", 60) for _ in range(21)]
    clock.sleep(waiting[-1].wait + 0.7)  # the machine stood still: all slots are over
    started, late = [], len(waiting)
    while late:
        verdict = limiter.start("a")
        if isinstance(verdict, Refused):
            clock.sleep(verdict.wait)
            continue
        started.append(clock())
        late -= 1
    assert most_in_a_second(started) == 7
    assert started[-1] - started[0] == pytest.approx(2.1)


def test_who_starts_in_the_slot_or_a_little_late_is_not_held_up(limiter, clock):
    begun, late = clock(), (0.0, 0.04, 0.02) * 10
    slots = [begun + limiter.reserve("a", 60).wait for _ in late]
    for at in sorted(slot + by for slot, by in zip(slots, late, strict=True)):
        clock.at = at
        assert limiter.start("a") == Granted(0.0)


def test_a_pause_or_a_block_stops_those_who_had_their_slot_before(limiter, clock):
    assert limiter.reserve("a", 0) == Granted(0.0)
    limiter.push("a", 3.0)
    assert limiter.start("a") == Refused(3.0)
    limiter.block("a", 300)
    assert limiter.start("a") == Refused(300.0, blocked=True)
    clock.sleep(301)
    assert limiter.start("a") == Granted(0.0)


def test_a_clock_set_back_does_not_stop_calls(limiter, clock):
    clock.sleep(100_000)
    for _ in range(9):
        limiter.reserve("a", 60)
        limiter.start("a")
    limiter.push("a", 50)
    clock.sleep(-90_000)
    assert limiter.start("a") == Granted(0.0)
    assert limiter.reserve("a", 0) == Granted(0.0)


@pytest.mark.parametrize("alone", ["reserve", "start", "push", "block"])
def test_each_time_that_only_a_clock_set_back_explains_is_forgotten(limiter, clock, alone):
    clock.sleep(100_000)
    if alone in ("push", "block"):
        getattr(limiter, alone)("a", 50)
    for _ in range(7):
        limiter.reserve("a", 60) if alone == "reserve" else limiter.start("a")
    clock.sleep(-90_000)
    assert limiter.start("a") == Granted(0.0)
    assert limiter.reserve("a", 0) == Granted(0.0)


def test_a_spoilt_log_is_forgotten(tmp_path, clock):
    limiter = SqliteLimiter(tmp_path / "rate.db", clock, RATE)
    limiter.reserve("a", 0)
    limiter._connection.execute("UPDATE log SET value = 'gibberish'")
    assert limiter.reserve("a", 0) == Granted(0.0)
    limiter.close()


class TestRedis:
    """The same arithmetic, run by a real Redis with its own clock."""

    def test_seven_go_at_once_and_the_rest_queue(self, redis):
        limiter = RedisLimiter(redis, RATE)
        waits = [limiter.reserve("a", 60).wait for _ in range(15)]
        assert waits[:7] == [0.0] * 7
        assert waits[7:14] == pytest.approx([1.1] * 7, abs=0.5)
        assert waits[14] == pytest.approx(2.2, abs=0.5)

    def test_a_caller_who_cannot_wait_is_refused_and_takes_no_slot(self, redis):
        limiter = RedisLimiter(redis, Rate(slots=1, window=30))
        limiter.reserve("a", 0)
        assert isinstance(limiter.reserve("a", 5), Refused)
        assert limiter.reserve("a", 31) == Granted(pytest.approx(30, abs=1))

    def test_pauses_and_blocks_reach_every_machine(self, redis):
        here, there = RedisLimiter(redis, RATE), RedisLimiter(redis, RATE)
        here.push("a", 30)
        assert there.reserve("a", 60) == Granted(pytest.approx(30, abs=1))
        here.block("a", 300)
        assert there.reserve("a", 600) == Refused(pytest.approx(300, abs=1), blocked=True)
        assert there.reserve("b", 0) == Granted(0.0)

    def test_callers_who_wake_late_together_start_no_more_than_seven_a_second(self, redis):
        here, there = RedisLimiter(redis, RATE), RedisLimiter(redis, RATE)
        verdicts = [one.start("a") for one in (here, there) * 4]
        assert verdicts[:7] == [Granted(0.0)] * 7
        assert verdicts[7] == Refused(pytest.approx(1.05, abs=0.5))
        time.sleep(verdicts[7].wait)
        assert there.start("a") == Granted(0.0)

    def test_a_pause_or_a_block_stops_those_who_had_their_slot_before(self, redis):
        limiter = RedisLimiter(redis, RATE)
        limiter.reserve("a", 0)
        limiter.push("a", 30)
        assert limiter.start("a") == Refused(pytest.approx(30, abs=1))
        limiter.block("a", 300)
        assert limiter.start("a") == Refused(pytest.approx(300, abs=1), blocked=True)

    def test_a_clock_set_back_does_not_stop_calls(self, redis):
        limiter = RedisLimiter(redis, RATE)
        ahead = f"{time.time() + 90_000:.6f}"
        full = " ".join([ahead] * 7)
        redis.hset("amo:rate:a", mapping={"granted": full, "started": full, "resume": ahead})
        assert limiter.reserve("a", 0) == Granted(0.0)
        assert limiter.start("a") == Granted(0.0)

    def test_its_keys_expire(self, redis):
        RedisLimiter(redis, RATE).reserve("a", 0)
        assert 0 < redis.ttl("amo:rate:a") <= 1000

    def test_a_dead_redis_is_unavailable(self):
        with pytest.raises(LimiterUnavailable):
            RedisLimiter(connect("redis://127.0.0.1:1"), RATE).reserve("a", 1)


class Broken:
    """A shared limiter that cannot be reached for a while."""

    def __init__(self, inner):
        self.inner, self.broken, self.asked = inner, True, 0

    def reserve(self, key, max_wait):
        self.asked += 1
        if self.broken:
            raise LimiterUnavailable
        return self.inner.reserve(key, max_wait)

    push = block = reserve

    def start(self, key):
        return self.reserve(key, 0)


def test_without_the_shared_limiter_the_local_share_serves_until_it_is_back(clock):
    shared = Broken(MemoryLimiter(clock, RATE))
    limiter = FallbackLimiter(shared, MemoryLimiter(clock, Rate(slots=3, window=1.1)), clock)
    assert [limiter.reserve("a", 9).wait for _ in range(4)] == [0, 0, 0, pytest.approx(1.1)]
    assert [limiter.start("a").wait for _ in range(4)] == [0, 0, 0, pytest.approx(1.05)]
    assert shared.asked == 1
    shared.broken = False
    clock.sleep(6)
    assert limiter.reserve("a", 0) == Granted(0.0)
    assert shared.asked == 2


def test_a_block_holds_even_while_the_shared_limiter_is_away(clock):
    limiter = FallbackLimiter(Broken(None), MemoryLimiter(clock, RATE), clock)
    limiter.block("a", 60)
    limiter.push("a", 1)
    assert limiter.reserve("a", 90) == Refused(60.0, blocked=True)
