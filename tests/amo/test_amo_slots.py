"""Waiting for a slot: who may start, who hears of a pause or a block, who is refused at once."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest

from amo.errors import Blocked, QueueFull, RateLimited
from amo.http import Answer
from amo.limiter import Granted, Rate, Refused
from tests.amo.amo_rig import OK, POST, TOO_MANY, Rig

BLOCK_PAGE = Answer(403, "text/html", b"<html>403 Forbidden</html>")


def test_a_429_makes_the_next_caller_wait():
    rig = Rig(TOO_MANY)
    with pytest.raises(RateLimited):
        rig.call(POST)
    assert rig.limiter.reserve("k", 60).wait == pytest.approx(2.0)


def test_a_429_without_a_pause_is_a_pause_all_the_same():
    rig = Rig(Answer(429, "application/json", b'{"retry_after": 0}'), OK)
    rig.call()
    assert sum(rig.slept) == pytest.approx(1.0)


def test_an_html_403_stops_all_calls_for_minutes():
    rig = Rig(BLOCK_PAGE, OK)
    with pytest.raises(Blocked):
        rig.call()
    with pytest.raises(Blocked) as caught:
        rig.call()
    assert len(rig.transport.asked) == 1
    assert caught.value.retry_after == pytest.approx(300)
    assert isinstance(rig.limiter.reserve("k", 1), Refused)
    rig.clock.sleep(301)
    assert rig.call() == {"id": 1}


def test_a_slot_too_far_away_refuses_before_anything_is_sent():
    rig = Rig(OK, OK, rate=Rate(slots=1, window=20))
    rig.call()
    with pytest.raises(QueueFull) as caught:
        rig.call()
    assert caught.value.retry_after == pytest.approx(20)
    assert (len(rig.transport.asked), rig.slept) == (1, [])


def test_a_slot_that_leaves_no_time_for_the_call_is_too_far_away():
    rig = Rig(OK, OK, rate=Rate(slots=1, window=12.5))
    rig.call()
    with pytest.raises(QueueFull):
        rig.call(seconds=14.0)
    assert rig.call(seconds=14.6) == {"id": 1}


def test_a_slot_within_reach_is_waited_for():
    rig = Rig(OK, OK, rate=Rate(slots=1, window=5))
    rig.call()
    rig.call()
    assert rig.slept == [5.0]
    assert [one.waited for one in rig.reports] == [0, 5.0]


def test_who_wakes_late_in_a_crowd_waits_until_it_is_gone():
    rig = Rig(OK, OK, rate=Rate(slots=2, window=1.1))
    rig.limiter.reserve("k", 0)
    rig.limiter.reserve("k", 0)

    def oversleep(seconds):
        rig.sleep(seconds + 0.7)
        rig.sleeps = rig.sleep
        assert {rig.limiter.start("k") for _ in range(2)} == {Granted(0.0)}  # two others woke too

    rig.sleeps = oversleep
    assert rig.call() == {"id": 1}
    assert rig.slept == pytest.approx([1.8, 1.05])
    assert rig.reports[0].waited == pytest.approx(2.15)


@pytest.mark.parametrize(
    ("trouble", "error", "sent"),
    [("push", None, 1), ("block", Blocked, 0)],
)
def test_who_waits_for_a_slot_hears_that_amocrm_wants_a_pause(trouble, error, sent):
    rig = Rig(OK, rate=Rate(slots=1, window=5))
    rig.limiter.reserve("k", 0)

    def meanwhile(seconds):
        rig.sleeps = rig.sleep
        getattr(rig.limiter, trouble)("k", 7.0)
        rig.sleep(seconds)

    rig.sleeps = meanwhile
    if error:
        with pytest.raises(error):
            rig.call()
    else:
        rig.call()
        assert sum(rig.slept) == pytest.approx(7.0)
    assert len(rig.transport.asked) == sent


def test_a_pause_longer_than_the_deadline_is_not_waited_for():
    rig = Rig(OK, rate=Rate(slots=1, window=5))
    rig.limiter.reserve("k", 0)

    def meanwhile(seconds):
        rig.limiter.push("k", 60.0)
        rig.sleep(seconds)

    rig.sleeps = meanwhile
    with pytest.raises(QueueFull) as caught:
        rig.call()
    assert caught.value.retry_after == pytest.approx(55)
    assert rig.transport.asked == []


def test_a_slow_account_holds_no_more_than_six_threads():
    rig, gate = Rig(*[OK] * 12), threading.Event()
    answer = rig.transport.exchange
    rig.transport.exchange = lambda *args: (gate.wait(20), answer(*args))[1]
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(rig.call) for _ in range(8)]
        refused = list(islice(as_completed(calls, timeout=20), 2))
        assert {type(one.exception()) for one in refused} == {QueueFull}
        gate.set()
        outcomes = [one.exception(20) for one in calls]
    assert outcomes.count(None) == 6
