"""The official client, driven from plain tests: in this process, or over a real socket."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import ElicitRequestFormParams, ElicitResult

from amo.sandbox import Handle
from service.connections import Connections, issue
from service.mcp.bearers import Bearers, caller_for
from service.mcp.door import Door
from service.mcp.server import http_app, open_connections, stdio_server
from service.mcp_settings import DAY
from tests.service.assistant_stage import wait_until

T = TypeVar("T")


def alone(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: a browser's fixture may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


MODES = ("auto", "legacy")


@dataclass
class Person:
    """Whoever answers the questions of a client.

    Args:
        answers: given in order; None declines.
    """

    answers: list[str | None] = field(default_factory=list)
    asked: list[ElicitRequestFormParams] = field(default_factory=list)

    async def __call__(self, _context: Any, params: Any) -> ElicitResult:
        self.asked.append(params)
        said = self.answers.pop(0)
        if said is None:
            return ElicitResult(action="decline")
        return ElicitResult(action="accept", content={"answer": said})


@dataclass
class Wary(Person):
    """Whoever answers confirmations alone.

    Args:
        says: to each of them; None declines.
    """

    says: str | None = None

    async def __call__(self, context: Any, params: Any) -> ElicitResult:
        self.answers = [self.says if offered(params) else None]
        return await super().__call__(context, params)

    @property
    def confirmations(self) -> list[str]:
        return [one.message for one in self.asked if offered(one)]


def offered(asked: ElicitRequestFormParams) -> list[str]:
    """What a question leaves to choose from; nothing where words are free."""
    return list(asked.requested_schema["properties"]["answer"].get("enum", ()))


@dataclass
class House:
    """A sandbox account and the door before it."""

    sandbox: Handle
    door: Door

    @property
    def account(self) -> int:
        return int(self.sandbox.world.directory.id)

    @property
    def written(self) -> list[tuple[str, str, object]]:
        """The requests that change something: method, path, and as whom."""
        seen = self.sandbox.world.journal.listing()
        return [
            (one["method"], one["path"], one["context_user"])
            for one in seen
            if one["method"] != "GET"
        ]

    @property
    def writes(self) -> int:
        return len(self.written)

    @property
    def connections(self) -> Connections:
        return open_connections(self.door.settings)

    def token(self, user: int, now: float | None = None, lifetime: float = DAY) -> str:
        """A new bearer token of a user."""
        issued = time.time() if now is None else now
        return issue(self.connections, self.account, user, issued, lifetime)

    def with_client(
        self,
        work: Callable[[Client], Awaitable[T]],
        *,
        user: int = 101,
        mode: Any = "auto",
        person: Person | None = None,
    ) -> T:
        """Do some work with a client connected as a user."""
        server = stdio_server(self.door, caller_for(self.account, user))

        async def whole() -> T:
            async with Client(server, mode=mode, elicitation_callback=person) as client:
                return await work(client)

        return alone(whole())

    def call(self, tool: str, arguments: dict[str, Any] | None = None, **given: Any) -> Any:
        """Call a tool once."""
        return self.with_client(lambda client: client.call_tool(tool, arguments or {}), **given)

    @contextmanager
    def served(self, clock: Callable[[], float] = time.time) -> Iterator[str]:
        """The door over streamable HTTP on a free port."""
        bearers = Bearers(self.connections, clock)
        web = http_app(self.door, bearers, "http://localhost", ("127.0.0.1:*",))
        config = uvicorn.Config(web, "127.0.0.1", 0, log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        wait_until(lambda: server.started, 20)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/mcp"
        finally:
            server.should_exit = True
            thread.join(20)


def over_http(
    url: str,
    token: str,
    work: Callable[[Client], Awaitable[T]],
    *,
    mode: Any = "auto",
    person: Person | None = None,
) -> T:
    """Do some work with a client that shows a bearer token."""

    async def whole() -> T:
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=headers, timeout=20) as http:
            transport = streamable_http_client(url, http_client=http)
            async with Client(transport, mode=mode, elicitation_callback=person) as client:
                return await work(client)

    return alone(whole())


def bearer(token: str) -> dict[str, str]:
    """The headers of a bare request."""
    return {"Authorization": f"Bearer {token}", "Accept": "application/json, text/event-stream"}


def text_of(result: Any) -> str:
    """What a result tells a model."""
    return "\n".join(one.text for one in result.content)
