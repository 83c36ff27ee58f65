"""The settings of the door for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from service.environment import Environment

DAY = 86_400


@dataclass(frozen=True, slots=True)
class McpSettings:
    """Where the door is, and whose it is over stdio.

    Args:
        url: the address clients use.
        user_id: the amoCRM user of a stdio connection; 0 when none is set.
        token_lifetime: seconds a new bearer token is good for.
    """

    host: str
    port: int
    url: str
    user_id: int = 0
    token_lifetime: int = 90 * DAY


def read_mcp(env: Environment) -> McpSettings:
    """Read and check them.

    Raises:
        BadSetting: one is unusable.
    """
    host = env.text("MCP_HOST", "127.0.0.1")
    port = env.integer("MCP_PORT", 8002, least=1, most=65_535)
    return McpSettings(
        host=host,
        port=port,
        url=env.url("MCP_URL", f"http://{host}:{port}"),
        user_id=env.integer("MCP_USER", 0, least=0, most=2**53),
        token_lifetime=DAY * env.integer("MCP_TOKEN_DAYS", 90, least=1, most=3650),
    )
