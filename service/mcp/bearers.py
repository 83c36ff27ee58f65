"""Whose a bearer token is: looked up at every request, so that a revoked one ends at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import anyio.to_thread
from mcp.server.auth.provider import AccessToken, TokenVerifier

from amo.widget_token import Caller
from service.connections import LONGEST_TOKEN, Connection, Connections, digest_of
from service.errors import StoreDown

_ACCOUNT = "amocrm_account"


class Bearers(TokenVerifier):
    """Verifies bearer tokens against the store of connections.

    Args:
        clock: the time in seconds since the epoch.
    """

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self.clock = clock

    async def verify_token(self, token: str) -> AccessToken | None:
        """The user of a token; None for any that is not good now."""
        try:
            found = await self.find(token)
        except StoreDown:  # nobody can tell, so nobody is let in
            return None
        if found is None or not found.good_at(self.clock()):
            return None
        return AccessToken(
            token=token,
            client_id=digest_of(token),
            scopes=[],
            subject=str(found.user_id),
            claims={_ACCOUNT: found.account_id},
        )

    async def find(self, token: str) -> Connection | None:
        """The connection of a token, ended or not.

        Raises:
            StoreDown: nobody knows now.
        """
        if not token or len(token) > LONGEST_TOKEN:
            return None
        return await anyio.to_thread.run_sync(self._connections.find, digest_of(token))


def caller_of(token: AccessToken) -> Caller | None:
    """The user a verified token stands for."""
    account = (token.claims or {}).get(_ACCOUNT)
    if not isinstance(account, int) or not token.subject:
        return None
    return caller_for(account, int(token.subject))


def caller_for(account_id: int, user_id: int) -> Caller:
    """A user as the rest of the service knows callers."""
    return Caller(account_id, user_id, token_id="mcp", expires_at=0, address="")
