"""The settings of the door for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from service.environment import Environment


@dataclass(frozen=True, slots=True)
class McpSettings:
    """Where the door is, and whose it is over stdio.

    Args:
        url: the address clients use.
        user_id: the amoCRM user of a stdio connection; 0 when none is set.
    """

    host: str
    port: int
    url: str
    user_id: int = 0


def read_mcp(env: Environment) -> McpSettings:
    """Read and check them.

    Raises:
        BadSetting: one is unusable.
    """
    host = env.text("MCP_HOST", "127.0.0.1")
    port = env.integer("MCP_PORT", 8002, least=0, most=65_535)
    return McpSettings(
        host=host,
        port=port,
        url=env.text("MCP_URL", f"http://{host}:{port}"),
        user_id=env.integer("MCP_USER", 0, least=0, most=2**53),
    )
