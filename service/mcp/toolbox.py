"""A method as a tool: its signature is the schema, small and closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import cleandoc
from typing import Any

from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase
from mcp.types import ToolAnnotations
from pydantic import BaseModel, ConfigDict, create_model

from service.mcp.asking import Outcome
from service.mcp.shapes import without_titles


class _Closed(ArgModelBase):
    """A misspelt argument is refused: ignored, it would widen a search or lose a change."""

    model_config = ConfigDict(extra="forbid")


def tool_of(method: Callable[..., Awaitable[Outcome]], hints: ToolAnnotations) -> Tool:
    """A tool named, described and typed as a method is.

    Args:
        hints: what clients are told of its effects.
    """
    made = Tool.from_function(method, description=cleandoc(method.__doc__ or ""), annotations=hints)
    given = made.fn_metadata.arg_model
    closed = create_model(given.__name__, __base__=(given, _Closed))
    made.fn_metadata.arg_model = closed
    made.parameters = _schema(closed)
    return made


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    without_titles(schema)
    return schema
