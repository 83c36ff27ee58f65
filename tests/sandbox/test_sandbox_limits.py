"""The rate limit: 429 beyond seven a second, then the plain HTML block."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import amo.sandbox
from amo.sandbox.flags import Flags
from amo.sandbox.trouble.limits import Limiter, Verdict
from tests.sandbox.sandbox_client import Client


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watched(sandbox: amo.sandbox.Handle) -> Iterator[tuple[Client, Watch]]:
    watch = Watch()
    usual, sandbox.world.limiter = sandbox.world.limiter, Limiter(watch)
    with Client(sandbox.url) as client:
        client.flags(rate_limit=7, block_after=3)
        yield client, watch
    sandbox.world.limiter = usual


def test_the_eighth_request_of_a_second_is_429(watched: tuple[Client, Watch]) -> None:
    api, watch = watched
    assert [api.get("/account").status_code for _ in range(8)] == [200] * 7 + [429]
    refused = api.get("/account")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["retry_after"] == 1
    watch.now += 1.0
    assert api.get("/account").status_code == 200


def test_the_second_slides(watched: tuple[Client, Watch]) -> None:
    api, watch = watched
    for _ in range(7):
        api.get("/account")
        watch.now += 0.1
    assert api.get("/account").status_code == 429
    watch.now = 101.05
    assert api.get("/account").status_code == 200
    assert api.get("/account").status_code == 429


def test_insisting_brings_the_html_block_until_it_is_lifted(watched: tuple[Client, Watch]) -> None:
    api, watch = watched
    for _ in range(9):
        api.get("/account")
    blocked = api.get("/account")
    assert (blocked.status_code, blocked.headers["Content-Type"]) == (403, "text/html")
    assert "403 Forbidden" in blocked.text
    watch.now += 5
    assert api.get("/account").status_code == 403
    watch.now += 30
    assert api.get("/account").status_code == 200


def test_reset_lifts_a_block(watched: tuple[Client, Watch]) -> None:
    api, _ = watched
    for _ in range(10):
        api.get("/account")
    assert api.get("/account").status_code == 403
    assert api.control("/reset").status_code == 204
    assert api.get("/account").status_code == 200


def test_the_page_and_the_controls_are_not_limited(watched: tuple[Client, Watch]) -> None:
    api, _ = watched
    paths = ("/healthz", "/_page/boot.json", "/_sandbox/settings") * 5
    assert {api.http.get(api.url + path).status_code for path in paths} == {200}


def test_integrations_have_budgets_of_their_own() -> None:
    limiter, flags = Limiter(Watch()), Flags(rate_limit=1)
    assert limiter.check("a", flags) is Verdict.PASS
    assert limiter.check("b", flags) is Verdict.PASS
    assert limiter.check("a", flags) is Verdict.TOO_MANY
