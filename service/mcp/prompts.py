"""Ready requests for common jobs; their words are in data/replies/mcp.toml."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.prompts import Prompt

from service.mcp.shapes import Name
from service.replies import Replies


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

    def call_brief(self, record: Name) -> str:
        """Prepare for a call about a record (amocrm://leads/5001)."""
        return self._texts("mcp.call_brief", record=record)

    def my_day(self) -> str:
        """Plan the day."""
        return self._texts("mcp.my_day")

    def pipeline_review(self, pipeline: Name) -> str:
        """Look where a pipeline is stuck."""
        return self._texts("mcp.pipeline_review", pipeline=pipeline)
