"""The tools that change something: each is a proposal first, and waits for the person's «да»."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from nlu.intents import AddNote, CompleteTask, CreateTask, UpdateLead
from service.mcp.asking import Outcome
from service.mcp.desk import Desk, page_of, picked
from service.mcp.names import CARDS, Names, card_at
from service.mcp.shapes import Date, Money, Name, Text, Uri
from service.mcp.toolbox import tool_of
from service.page import PageContext

ADDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)
CHANGES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False
)


class WriteTools:
    """The tools, as methods whose signatures are their schemas."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tools(self) -> list[Tool]:
        """The tools themselves."""
        adding = (tool_of(one, ADDS) for one in (self.create_task, self.add_note))
        changing = (tool_of(one, CHANGES) for one in (self.complete_task, self.update_deal))
        return [*adding, *changing]

    async def create_task(
        self,
        ctx: Context[Any, Any],
        text: Text,
        due: Date,
        record: Uri = "",
        type: Name = "",
        responsible: Name = "",
    ) -> Outcome:
        """Set a task, after the person's «да». due: 2026-03-06 or 2026-03-06T15:00.

        type: call, meeting, email or the account's own.
        """
        card = card_at(record, CARDS, self._desk.door.texts) if record else None
        return await self._desk.request(
            ctx,
            "create_task",
            lambda names: CreateTask(
                this=True if card else None,
                text=text.strip() or None,
                due=names.deadline(due),
                type=names.task_type(type),
                responsible=names.user(responsible),
            ),
            page_of(card),
        )

    async def complete_task(self, ctx: Context[Any, Any], task: Uri, result: Text = "") -> Outcome:
        """Mark a task as done, after the person's «да». task: amocrm://tasks/…"""
        card = card_at(task, ("tasks",), self._desk.door.texts)
        return await self._desk.request(
            ctx,
            "complete_task",
            lambda _: CompleteTask(result=result.strip() or None),
            PageContext(),
            picked("task", card),
        )

    async def add_note(self, ctx: Context[Any, Any], record: Uri, text: Text) -> Outcome:
        """Write a note on a record, after the person's «да»."""
        card = card_at(record, CARDS, self._desk.door.texts)
        return await self._desk.request(
            ctx, "add_note", lambda _: AddNote(this=True, text=text.strip() or None), page_of(card)
        )

    async def update_deal(
        self,
        ctx: Context[Any, Any],
        deal: Uri,
        stage: Name = "",
        pipeline: Name = "",
        budget: Money | None = None,
        responsible: Name = "",
        name: Name = "",
    ) -> Outcome:
        """Change a deal, after the person's «да». deal: amocrm://leads/…"""
        card = card_at(deal, ("leads",), self._desk.door.texts)
        if not (stage or pipeline or responsible or name.strip()) and budget is None:
            raise ToolError(self._desk.door.texts("mcp.no_change"))

        def make(names: Names) -> UpdateLead:
            return UpdateLead(
                lead_id=card.id,
                set_stage=names.stage(stage),
                set_pipeline=names.pipeline(pipeline),
                set_budget=budget,
                set_responsible=names.user(responsible),
                set_name=name.strip() or None,
            )

        return await self._desk.request(ctx, "update_deal", make)
