"""Four workers that want far more than they may: the account never refuses one of them."""

import multiprocessing
import time

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
LATE = 0.08  # the limiter's window is a tenth of a second longer than amoCRM's


def work(where, access, begin, outcomes):
    """Calls as fast as the budget lets it."""
    limiter = (
        RedisLimiter(connect(where))
        if isinstance(where, str)
        else SqliteLimiter(where, time.monotonic)
    )

    def sleep(seconds):
        until = time.monotonic() + seconds
        time.sleep(seconds)
        if time.monotonic() - until > LATE:
            outcomes.put("overslept")

    runtime = Runtime(time.monotonic, sleep, lambda: 0.5, lambda _: None)
    api = AccountApi(Transport(), LongLived(access), limiter, "key", runtime)
    begin.wait(60)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            api.call(Request("GET", "/api/v4/leads"), Deadline.after(14, time.monotonic))
            outcomes.put("fine")
        except Exception as error:
            outcomes.put(type(error).__name__)


def run(where):
    """What four workers say, and what the account has seen of them."""
    with start(small=True, flags=Flags(rate_limit=7)) as handle:
        access = Access(handle.url, handle.world.admin_token())
        begin, outcomes = SPAWN.Barrier(4), SPAWN.Queue()
        workers = [
            SPAWN.Process(target=work, args=(where, access, begin, outcomes)) for _ in range(4)
        ]
        for one in workers:
            one.start()
        for one in workers:
            one.join(60)
        seen = handle.world.journal.listing()
    return {outcomes.get(timeout=1) for _ in range(outcomes.qsize())}, seen


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_the_account_sees_at_most_seven_calls_a_second_and_refuses_none(tmp_path, request, kind):
    for attempt in range(3):
        where = tmp_path / f"rate-{attempt}.db"
        if kind == "redis":
            request.getfixturevalue("redis").flushall()
            where = f"redis://127.0.0.1:{request.getfixturevalue('redis_port')}"
        said, seen = run(where)
        if "overslept" not in said:  # else the machine was too busy to wake anybody in time
            break
    assert said - {"overslept"} == {"fine"}
    assert {one["status"] for one in seen} == {200}
    assert len(seen) >= 20
