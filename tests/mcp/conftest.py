"""One engine and one sandbox for the tests of the door; its data is put back for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from amo.sandbox import Flags, Handle, start
from service.mcp.door import Door
from service.mcp.server import open_door
from service.mind import Mind
from tests.mcp.callers import House
from tests.service.assistant_stage import settings_for


@pytest.fixture(scope="session")
def _running() -> Iterator[Handle]:
    with start(small=True, flags=Flags(rate_limit=0)) as handle:
        yield handle


@pytest.fixture(scope="session")
def _door(_running: Handle, tmp_path_factory: pytest.TempPathFactory) -> Door:
    folder: Path = tmp_path_factory.mktemp("door")
    return open_door(settings_for(_running, folder), Mind.load())


@pytest.fixture
def house(_running: Handle, _door: Door) -> House:
    _running.world.reset()
    return House(_running, _door)
