"""The tools that only read: phrases, searches, a record, a report."""

from __future__ import annotations

from typing import Any, Literal

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from nlu.intents import FindCompanies, FindContacts, FindLeads, FindTasks, Report, Show
from service.errors import Refusal
from service.mcp.asking import Outcome
from service.mcp.desk import Desk, page_of, picked
from service.mcp.names import CARDS, Names, between, card_at
from service.mcp.shapes import Date, Limit, Money, Name, Page, Result, Text, Token, Uri
from service.mcp.toolbox import tool_of
from service.page import PageContext, page_at
from service.replies import Replies

READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
ASKS = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=False
)


class ReadTools:
    """The tools, as methods whose signatures are their schemas."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tools(self) -> list[Tool]:
        """The tools themselves."""
        own = (self.search_contacts, self.search_deals, self.search_companies, self.search_tasks)
        reading = (*own, self.show, self.report)
        return [tool_of(self.ask, ASKS), *(tool_of(one, READS) for one in reading)]

    async def ask(
        self, ctx: Context[Any, Any], text: Text, state: Token = "", context: Page = ()
    ) -> Outcome:
        """Say a Russian phrase to the amoCRM assistant; writes wait for the person's «да».

        state: from an earlier answer, to go on. context: what is open, as amocrm:// addresses
        (card, amocrm://section/leads_card, amocrm://selection/1,2). «отмени» undoes.
        """
        page = await self._desk.aside(ctx, lambda _: self._page(context))
        return await self._desk.phrase(ctx, text, state, page)

    async def search_contacts(
        self,
        ctx: Context[Any, Any],
        name: Name = "",
        phone: Name = "",
        email: Name = "",
        company: Name = "",
        responsible: Name = "",
        limit: Limit = 10,
        cursor: Token = "",
    ) -> Outcome:
        """Find people. responsible: a user's name or "me".

        limit: the first so many, without pages. cursor: the state of a page with more.
        """
        if cursor:
            return await self._next(ctx, cursor, "contacts")
        return await self._desk.request(
            ctx,
            "search_contacts",
            lambda names: FindContacts(
                name=name or None,
                phone=phone or None,
                email=email.lower() or None,
                company=company or None,
                responsible=names.user(responsible),
                limit=_asked(limit),
            ),
        )

    async def search_deals(
        self,
        ctx: Context[Any, Any],
        name: Name = "",
        contact: Name = "",
        company: Name = "",
        pipeline: Name = "",
        stage: Name = "",
        status: Literal["", "open", "won", "lost"] = "",
        responsible: Name = "",
        created_from: Date = "",
        created_to: Date = "",
        min_budget: Money | None = None,
        max_budget: Money | None = None,
        sort: Literal["newest", "oldest", "largest", "smallest"] = "newest",
        limit: Limit = 10,
        cursor: Token = "",
    ) -> Outcome:
        """Find deals; all conditions together. Dates: 2026-03-05, both counted in."""
        if cursor:
            return await self._next(ctx, cursor, "leads")
        return await self._desk.request(
            ctx,
            "search_deals",
            lambda names: FindLeads(
                name=name or None,
                contact=contact or None,
                company=company or None,
                pipeline=names.pipeline(pipeline),
                stage=names.stage(stage),
                status=status or None,
                responsible=names.user(responsible),
                created=names.stretch(created_from, created_to),
                budget=between(min_budget, max_budget),
                sort=None if sort == "newest" else sort,
                limit=_asked(limit),
            ),
        )

    async def search_companies(
        self,
        ctx: Context[Any, Any],
        name: Name = "",
        phone: Name = "",
        email: Name = "",
        limit: Limit = 10,
        cursor: Token = "",
    ) -> Outcome:
        """Find companies."""
        if cursor:
            return await self._next(ctx, cursor, "companies")
        return await self._desk.request(
            ctx,
            "search_companies",
            lambda _: FindCompanies(
                name=name or None,
                phone=phone or None,
                email=email.lower() or None,
                limit=_asked(limit),
            ),
        )

    async def search_tasks(
        self,
        ctx: Context[Any, Any],
        record: Uri = "",
        responsible: Name = "",
        status: Literal["", "open", "overdue", "done"] = "",
        due_from: Date = "",
        due_to: Date = "",
        limit: Limit = 10,
        cursor: Token = "",
    ) -> Outcome:
        """Find tasks, of one record where its address is given."""
        if cursor:
            return await self._next(ctx, cursor, "tasks")
        card = card_at(record, CARDS, self._texts) if record else None
        return await self._desk.request(
            ctx,
            "search_tasks",
            lambda names: FindTasks(
                this=True if card else None,
                responsible=names.user(responsible),
                status=status or None,
                due=names.stretch(due_from, due_to),
                limit=_asked(limit),
            ),
            page_of(card),
        )

    async def show(
        self,
        ctx: Context[Any, Any],
        record: Uri,
        field: Literal[
            "summary", "phone", "email", "budget", "stage", "responsible", "tasks", "notes"
        ] = "summary",
    ) -> Outcome:
        """Tell about one record by its address, such as amocrm://leads/5001."""
        card = card_at(record, (*CARDS, "tasks"), self._texts)
        chosen = picked("record", card) if card.kind == "tasks" else None
        page = PageContext() if chosen else page_of(card)
        return await self._desk.request(
            ctx, "show", lambda _: Show(this=True, field=field), page, chosen
        )

    async def report(
        self,
        ctx: Context[Any, Any],
        metric: Literal["count", "sum", "average", "conversion"],
        of: Literal["leads", "contacts", "tasks"] = "leads",
        group_by: Literal["", "stage", "pipeline", "responsible", "month", "source"] = "",
        pipeline: Name = "",
        stage: Name = "",
        status: Literal["", "open", "won", "lost", "overdue", "done"] = "",
        responsible: Name = "",
        date_from: Date = "",
        date_to: Date = "",
    ) -> Outcome:
        """Count, sum or average records, over those the user may see."""

        def make(names: Names) -> Report:
            period = names.stretch(date_from, date_to)
            closed = of == "leads" and status in ("won", "lost")
            return Report(
                metric=metric,
                of=of,
                group_by=group_by or None,
                pipeline=names.pipeline(pipeline),
                stage=names.stage(stage),
                status=status or None,
                responsible=names.user(responsible),
                due=period if of == "tasks" else None,
                closed=period if closed else None,
                created=None if of == "tasks" or closed else period,
            )

        return await self._desk.request(ctx, "report", make)

    async def _next(self, ctx: Context[Any, Any], cursor: str, kind: str) -> Outcome:
        """The next page; a cursor that leads to none is an error, not the end of the list."""
        said = self._texts("buttons.more_send")
        page = await self._desk.phrase(ctx, said, cursor, PageContext())
        if isinstance(page, Result) and not page.holds(kind):
            raise ToolError(self._texts("mcp.bad_cursor"))
        return page

    def _page(self, uris: tuple[str, ...]) -> PageContext:
        try:
            return page_at(uris)
        except Refusal:
            said = ", ".join(uris)[:200]
            raise ToolError(self._texts("mcp.bad_record", said=said)) from None

    @property
    def _texts(self) -> Replies:
        return self._desk.door.texts


def _asked(limit: int) -> int | None:
    """The limit where it is not a page's own size; pages follow only a list without one."""
    return None if limit == 10 else limit
