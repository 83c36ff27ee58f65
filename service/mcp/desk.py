"""What every tool does alike: who calls, off the event loop, and led through its questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import anyio.to_thread
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from amo.widget_token import Caller
from nlu import Intent, Record
from service.assistant import Reply
from service.dialogue.state import Chosen
from service.mcp.asking import Asking, Outcome
from service.mcp.bearers import caller_of
from service.mcp.door import Door
from service.mcp.names import Names
from service.page import PageContext, page_at
from service.resources import Card

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes the calls of one server.

    Args:
        own: whose the server is over stdio; None over HTTP, where each request says it.
    """

    door: Door
    asking: Asking
    own: Caller | None = None

    async def request(
        self,
        ctx: Context[Any, Any],
        tool: str,
        make: Callable[[Names], Intent],
        page: PageContext | None = None,
        picked: Chosen | None = None,
    ) -> Outcome:
        """Carry a typed request out.

        Args:
            make: makes the request of arguments read against the account.
        """
        caller, before = self.caller(ctx), page or PageContext()

        def begin() -> Reply:
            intent = make(Names(self.door.directory(caller), self.door.texts))
            return self.door.act(caller, tool, intent, before, picked)

        return await self._led(ctx, caller, begin, before)

    async def phrase(
        self, ctx: Context[Any, Any], text: str, state: str, page: PageContext
    ) -> Outcome:
        """Answer a phrase."""
        caller = self.caller(ctx)
        return await self._led(ctx, caller, lambda: self.door.say(caller, text, state, page), page)

    async def aside(self, ctx: Context[Any, Any], work: Callable[[Caller], T]) -> T:
        """Do what asks nobody anything."""
        caller = self.caller(ctx)
        return await anyio.to_thread.run_sync(lambda: work(caller))

    def caller(self, ctx: Context[Any, Any]) -> Caller:
        """Who calls: never anybody by default."""
        if self.own is not None:
            return self.own
        scope = getattr(ctx.request_context.request, "scope", None) or {}
        user = scope.get("user")
        caller = caller_of(user.access_token) if isinstance(user, AuthenticatedUser) else None
        if caller is None:
            raise ToolError(self.door.texts("mcp.no_user"))
        return caller

    async def _led(
        self,
        ctx: Context[Any, Any],
        caller: Caller,
        begin: Callable[[], Reply],
        page: PageContext,
    ) -> Outcome:
        """Go through the questions of a call; what is open stays open till the last answer."""

        async def beginning() -> Reply:
            return await anyio.to_thread.run_sync(begin)

        async def say(text: str, state: str) -> Reply:
            return await anyio.to_thread.run_sync(self.door.say, caller, text, state, page)

        return await self.asking.lead(ctx, beginning, say)


def page_of(card: Card | None) -> PageContext:
    """The page on which a record is open."""
    return PageContext() if card is None else page_at((card.uri,))


def picked(role: str, card: Card) -> Chosen:
    """A record named by its number, in the place of words for it."""
    return Chosen(role, "", Record(card.kind, card.id, ""))
