"""A running sandbox for all tests, put back to its start before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import amo.sandbox
from tests.sandbox.sandbox_client import Client


@pytest.fixture(scope="session")
def running() -> Iterator[amo.sandbox.Handle]:
    flags = amo.sandbox.Flags(rate_limit=0)
    with amo.sandbox.start(small=True, flags=flags) as handle:
        yield handle


@pytest.fixture
def sandbox(running: amo.sandbox.Handle) -> amo.sandbox.Handle:
    running.world.reset()
    return running


@pytest.fixture
def api(sandbox: amo.sandbox.Handle) -> Iterator[Client]:
    with Client(sandbox.url) as client:
        yield client
