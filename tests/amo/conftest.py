"""The client of these tests: the production one, over a real socket, against the sandbox."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from amo.api import AccountApi, Report, Runtime
from amo.client import AmoClient
from amo.deadline import Deadline
from amo.http import Limits, Transport
from amo.limiter import MemoryLimiter, Rate
from amo.oauth import OAuth
from amo.sandbox import Flags, Handle, start
from amo.session import Session
from amo.tokens import Access, Cipher, LongLived, SqliteTokenStore, TokenStore
from amo.tokens.redis import RedisTokenStore
from tests.amo.amo_grants import KEY, oauth_for

UNLIMITED = Rate(slots=10_000, window=0.001)


@pytest.fixture(scope="session")
def _running() -> Iterator[Handle]:
    with start(small=True, flags=Flags(rate_limit=0)) as handle:
        yield handle


@pytest.fixture
def sandbox(_running: Handle) -> Handle:
    """A small account with all its data put back and no rate limit."""
    _running.world.reset()
    return _running


class Crm:
    """The sandbox as tests speak to it.

    Args:
        handle: the running sandbox.
        seconds: the longest a call may take.
    """

    def __init__(self, handle: Handle, seconds: float = 4.0) -> None:
        self.handle = handle
        self.reports: list[Report] = []
        self.transport = Transport(Limits(seconds=seconds))
        access = Access(handle.url, handle.world.admin_token())
        runtime = Runtime(time.monotonic, time.sleep, lambda: 0.5, self.reports.append)
        self.limiter = MemoryLimiter(time.monotonic, UNLIMITED)
        self.api = AccountApi(self.transport, LongLived(access), self.limiter, "test", runtime)
        self.client = AmoClient(self.api, time.monotonic)

    def acting(self, user_id: int, seconds: float = 14.0) -> Session:
        return self.client.acting(user_id, self.deadline(seconds))

    @staticmethod
    def deadline(seconds: float = 14.0) -> Deadline:
        return Deadline.after(seconds, time.monotonic)


@pytest.fixture
def crm(sandbox: Handle) -> Iterator[Crm]:
    made = Crm(sandbox)
    yield made
    made.transport.close()


@pytest.fixture
def connect(sandbox: Handle) -> Iterator[Callable[[float], Crm]]:
    """A client whose calls may take so many seconds."""
    made: list[Crm] = []

    def make(seconds: float) -> Crm:
        made.append(Crm(sandbox, seconds))
        return made[-1]

    yield make
    for one in made:
        one.transport.close()


class FakeClock:
    """A clock that tests turn by hand; sleeping turns it too."""

    def __init__(self, at: float = 1000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A Redis of our own; tests that need it are skipped, loudly, where there is none."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("REDIS IS NOT TESTED: no redis-server here (Debian package redis-server)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_until_listening(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def redis(redis_port: int) -> Iterator[Redis]:
    client = Redis(port=redis_port, socket_timeout=5)
    client.flushall()
    yield client
    client.close()


def _wait_until_listening(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("redis-server did not start")


@pytest.fixture
def oauth(sandbox: Handle) -> OAuth:
    return oauth_for(sandbox.url, sandbox.world.integration)


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    """Both stores fulfil the same contract."""
    if request.param == "sqlite":
        return SqliteTokenStore(tmp_path / "tokens.db", Cipher([KEY]), time.sleep)
    redis = request.getfixturevalue("redis")
    return RedisTokenStore(redis, Cipher([KEY]), time.sleep, lambda: os.urandom(8).hex())
