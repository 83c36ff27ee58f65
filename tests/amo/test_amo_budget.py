"""Workers of many threads that want far more than they may: the account refuses none of them.

In the middle they stand still all together, as on a machine that swaps or is moved; they wake up
with their slots over.
"""

import multiprocessing
import os
import signal
import time
from threading import Thread

import pytest

from amo.api import AccountApi, Runtime
from amo.calls import Request
from amo.deadline import Deadline
from amo.http import Transport
from amo.limiter import SqliteLimiter
from amo.limiter.redis import RedisLimiter
from amo.sandbox import Flags, start
from amo.shared_redis import connect
from amo.tokens import Access, LongLived

SPAWN = multiprocessing.get_context("spawn")
SECONDS = 4.0
WORKERS, THREADS = 2, 8
STILL_AT, STILL = 1.7, 1.0  # over the slots 2.2 seconds after the first


def work(where, access, begin, outcomes):
    """Calls as fast as the budget lets it."""
    limiter = (
        RedisLimiter(connect(where))
        if isinstance(where, str)
        else SqliteLimiter(where, time.monotonic)
    )
    runtime = Runtime(time.monotonic, time.sleep, lambda: 0.5, lambda _: None)
    api = AccountApi(Transport(), LongLived(access), limiter, "key", runtime)
    begin.wait(60)
    until = time.monotonic() + SECONDS

    def ask():
        while time.monotonic() < until:
            try:
                api.call(Request("GET", "/api/v4/leads"), Deadline.after(14, time.monotonic))
                outcomes.put("fine")
            except Exception as error:
                outcomes.put(type(error).__name__)

    threads = [Thread(target=ask) for _ in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def run(where):
    """What the workers say, and what the account has answered them."""
    with start(small=True, flags=Flags(rate_limit=7)) as handle:
        access = Access(handle.url, handle.world.admin_token())
        begin, outcomes = SPAWN.Barrier(WORKERS + 1), SPAWN.Queue()
        workers = [
            SPAWN.Process(target=work, args=(where, access, begin, outcomes))
            for _ in range(WORKERS)
        ]
        for one in workers:
            one.start()
        begin.wait(60)
        stand_still(workers)
        for one in workers:
            one.join(60)
        statuses = [one["status"] for one in handle.world.journal.listing()]
    return {outcomes.get(timeout=1) for _ in range(outcomes.qsize())}, statuses


def stand_still(workers):
    """Stops the workers for a while, and lets them go on."""
    time.sleep(STILL_AT)
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for one in workers:
            os.kill(one.pid, number)
        time.sleep(STILL)


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_the_account_sees_at_most_seven_calls_a_second_and_refuses_none(tmp_path, request, kind):
    for attempt in range(5):
        where = tmp_path / f"rate-{attempt}.db"
        if kind == "redis":
            request.getfixturevalue("redis").flushall()
            where = f"redis://127.0.0.1:{request.getfixturevalue('redis_port')}"
        said, statuses = run(where)
        if set(statuses) == {200}:  # else the machine was too busy to send in time
            break
    assert said == {"fine"}
    assert set(statuses) == {200}
    assert len(statuses) >= 20
