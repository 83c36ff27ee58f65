"""Ready requests for common jobs; their words are in data/replies/mcp.toml."""

from __future__ import annotations

from typing import Any

from mcp import MCPError
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts import Prompt
from mcp.types import INVALID_PARAMS

from service.mcp.names import CARDS, card_at
from service.mcp.shapes import Name
from service.replies import Replies


async def invalid_told(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Answer a wrong request for a prompt with what is wrong; the SDK calls it a fault of ours."""
    try:
        return await call_next(ctx)
    except ValueError as error:
        if ctx.method != "prompts/get":
            raise
        raise MCPError(INVALID_PARAMS, str(error)) from None


class Jobs:
    """The prompts of a server."""

    def __init__(self, texts: Replies) -> None:
        self._texts = texts

    def register(self, server: MCPServer[Any]) -> None:
        """Put the prompts on a server."""
        for job, title in (
            (self.call_brief, self._texts("mcp.call_brief_title")),
            (self.my_day, self._texts("mcp.my_day_title")),
            (self.pipeline_review, self._texts("mcp.pipeline_review_title")),
        ):
            server.add_prompt(Prompt.from_function(job, title=title))

    def call_brief(self, record: str) -> str:
        """Prepare for a call about a record (amocrm://leads/5001)."""
        try:
            card = card_at(record, CARDS, self._texts)
        except ToolError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None
        return self._texts("mcp.call_brief", record=card.uri)

    def my_day(self) -> str:
        """Plan the day."""
        return self._texts("mcp.my_day")

    def pipeline_review(self, pipeline: Name) -> str:
        """Look where a pipeline is stuck."""
        return self._texts("mcp.pipeline_review", pipeline=pipeline)
