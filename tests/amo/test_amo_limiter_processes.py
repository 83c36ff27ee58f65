"""Several processes share one budget, and the death of one holds up nobody."""

import multiprocessing
import os
import signal
import time

import pytest
from redis import Redis

from amo.limiter import Granted, LimiterUnavailable, Refused, SqliteLimiter
from amo.limiter.redis import RedisLimiter
from tests.amo.test_amo_limiter import RATE, most_in_a_second

SPAWN = multiprocessing.get_context("spawn")


def hammer(make, start, times, seconds):
    """Takes slots for a while, as a worker would; notes when each call would start."""
    limiter = make()
    start.wait(30)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        verdict = limiter.reserve("a", 5.0)
        time.sleep(verdict.wait)
        while isinstance(late := limiter.start("a"), Refused):
            time.sleep(late.wait)
        times.put((os.getpid(), verdict.wait, time.monotonic()))


class OnDisk:
    def __init__(self, path):
        self.path = path

    def __call__(self):
        return SqliteLimiter(self.path, time.monotonic, RATE)


class InRedis:
    def __init__(self, port):
        self.port = port

    def __call__(self):
        return RedisLimiter(Redis(port=self.port), RATE)


@pytest.fixture(params=["sqlite", "redis"])
def shared(request, tmp_path):
    if request.param == "sqlite":
        return OnDisk(tmp_path / "rate.db")
    return InRedis(request.getfixturevalue("redis_port"))


def test_four_processes_share_one_budget_and_nobody_starves(shared):
    times, start = SPAWN.Queue(), SPAWN.Barrier(4)
    workers = [SPAWN.Process(target=hammer, args=(shared, start, times, 2.3)) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(20)
    seen = [times.get(timeout=1) for _ in range(times.qsize())]
    assert len(seen) >= 14
    assert most_in_a_second([at for _, _, at in seen]) <= 7
    # Of four callers with one call each, nobody is behind more than one full window.
    assert max(wait for _, wait, _ in seen) <= 1.1
    assert len({own for own, _, _ in seen}) == 4


def hold(path, holding):
    """Takes the file's lock and never lets go."""
    limiter = SqliteLimiter(path, time.monotonic, RATE)
    limiter.reserve("a", 0)
    limiter._connection.execute("BEGIN IMMEDIATE")
    holding.set()
    time.sleep(60)


def test_a_killed_holder_of_the_lock_holds_it_no_longer(tmp_path):
    path, holding = tmp_path / "rate.db", SPAWN.Event()
    holder = SPAWN.Process(target=hold, args=(path, holding))
    holder.start()
    assert holding.wait(20)
    limiter = SqliteLimiter(path, time.monotonic, RATE)
    with pytest.raises(LimiterUnavailable):
        limiter.reserve("a", 1)
    os.kill(holder.pid, signal.SIGKILL)
    holder.join(10)
    assert isinstance(limiter.reserve("a", 5), Granted)
    limiter.close()
