"""One engine and one sandbox for all tests of the service; its data is put back for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amo.sandbox import Flags, Handle, start
from service.mind import Mind
from service.replies import Replies, load_replies
from service.settings import Settings
from tests.service.assistant_stage import Stage, settings_for
from tests.service.own_redis import OwnRedis


@pytest.fixture(scope="session")
def mind() -> Mind:
    return Mind.load()


@pytest.fixture(scope="session")
def texts() -> Replies:
    return load_replies()


@pytest.fixture(scope="session")
def _running() -> Iterator[Handle]:
    with start(small=True, flags=Flags(rate_limit=0)) as handle:
        yield handle


@pytest.fixture
def sandbox(_running: Handle) -> Handle:
    _running.world.reset()
    return _running


@pytest.fixture
def settings(sandbox: Handle, tmp_path: Path) -> Settings:
    return settings_for(sandbox, tmp_path)


@pytest.fixture(scope="session")
def _stage(
    _running: Handle, mind: Mind, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    settings = settings_for(_running, tmp_path_factory.mktemp("stage"))
    with Stage(_running, settings, mind) as stage:
        yield stage


@pytest.fixture
def stage(_stage: Stage, sandbox: Handle) -> Stage:
    """The assistant with its directory already read, as it is on any but the first message."""
    assert sandbox is _stage.sandbox
    _stage.talk().say("привет")
    sandbox.world.journal.clear()
    return _stage


@pytest.fixture
def make_stage(sandbox: Handle, mind: Mind, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Makes stages with settings of their own; all are stopped in the end."""
    made: list[Stage] = []

    def make(**changes: Any) -> Stage:
        given = {key: changes.pop(key) for key in ("clock", "fallback") if key in changes}
        made.append(Stage(sandbox, settings_for(sandbox, tmp_path, **changes), mind, **given))
        return made[-1]

    yield make
    for one in made:
        one.__exit__(None, None, None)


@pytest.fixture(scope="session")
def _redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    made = OwnRedis(tmp_path_factory.mktemp("redis"))
    made.start()
    yield made
    made.kill()


@pytest.fixture
def redis_url(_redis: OwnRedis) -> str:
    """The address of a real Redis, empty."""
    _redis.flush()
    return _redis.url


@pytest.fixture
def mortal_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    """A Redis for this test alone, not started yet."""
    made = OwnRedis(tmp_path)
    yield made
    made.kill()
