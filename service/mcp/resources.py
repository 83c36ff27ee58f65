"""Records and the account's names as resources, read with the caller's own rights."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError

from amo.widget_token import Caller
from nlu.catalog import load_catalog
from nlu.intents import Show
from service.answer import Status
from service.mcp.desk import Desk, page_of, picked
from service.mcp.names import CARDS, card_at
from service.page import PageContext
from service.resources import Card


class Records:
    """The resources of a server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, server: MCPServer[Any]) -> None:
        """Put the resources and their templates on a server."""
        plain, made = "text/plain", "application/json"
        server.resource("amocrm://leads/{number}", name="deal", mime_type=plain)(self.deal)
        server.resource("amocrm://contacts/{number}", name="contact", mime_type=plain)(self.contact)
        server.resource("amocrm://companies/{number}", name="company", mime_type=plain)(
            self.company
        )
        server.resource("amocrm://tasks/{number}", name="task", mime_type=plain)(self.task)
        server.resource("amocrm://account/{part}", name="account", mime_type=made)(self.account)
        server.resource("amocrm://help", name="help", mime_type=plain)(self.help)

    async def deal(self, number: str, ctx: Context[Any, Any]) -> str:
        """A deal: stage, sum, people, tasks, last notes."""
        return await self._read(ctx, f"amocrm://leads/{number}")

    async def contact(self, number: str, ctx: Context[Any, Any]) -> str:
        """A contact: how to reach them, their deals, tasks, last notes."""
        return await self._read(ctx, f"amocrm://contacts/{number}")

    async def company(self, number: str, ctx: Context[Any, Any]) -> str:
        """A company: how to reach it, its people and deals."""
        return await self._read(ctx, f"amocrm://companies/{number}")

    async def task(self, number: str, ctx: Context[Any, Any]) -> str:
        """A task: its text, deadline and record."""
        return await self._read(ctx, f"amocrm://tasks/{number}")

    async def account(self, part: str, ctx: Context[Any, Any]) -> str:
        """Names that tools take; part: users, pipelines (with stages) or task_types."""
        try:
            names = await self._desk.aside(ctx, self._names)
        except ToolError as error:
            raise ResourceError(str(error)) from None
        if part not in names:
            raise ResourceNotFoundError(self._desk.door.texts("mcp.not_found"))
        notice = self._desk.door.texts("mcp.notice")
        return json.dumps({"notice": notice, part: names[part]}, ensure_ascii=False)

    def help(self) -> str:
        """What can be said to `ask`, with examples."""
        entries = load_catalog().values()
        return "\n".join(f"{one.description} — {one.examples[0]}" for one in entries)

    async def _read(self, ctx: Context[Any, Any], uri: str) -> str:
        try:
            card = card_at(uri, (*CARDS, "tasks"), self._desk.door.texts)
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from None
        try:
            return await self._desk.aside(ctx, lambda caller: self._shown(caller, card))
        except ToolError as error:
            raise ResourceError(str(error)) from None

    def _shown(self, caller: Caller, card: Card) -> str:
        door = self._desk.door
        chosen = picked("record", card) if card.kind == "tasks" else None
        page = PageContext() if chosen else page_of(card)
        reply = door.act(caller, "read", Show(this=True), page, chosen)
        own = any((row.type, row.id) == (card.kind, card.id) for row in reply.answer.rows[:1])
        if reply.answer.status is not Status.DONE or not own:
            raise ResourceNotFoundError(door.texts("mcp.not_found"))
        rows = (f"{row.title}: {' · '.join(row.lines)}" for row in reply.answer.rows)
        return "\n".join((door.texts("mcp.notice"), reply.answer.text, *rows))

    def _names(self, caller: Caller) -> dict[str, Any]:
        directory = self._desk.door.directory(caller)
        return {
            "users": [one.name for one in directory.active_users],
            "pipelines": {
                one.name: [own.name for own in one.stages] for one in directory.pipelines
            },
            "task_types": [one.name for one in directory.task_types],
        }
