"""What a client hears whose token is not good: which fault it is, and what mends it.

The SDK answers every such request alike; here the answer is a JSON-RPC error, which clients show,
with a reason that a program can act on, and the header of RFC 6750.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from mcp.types import INVALID_REQUEST
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import StoreDown
from service.journal import Journal
from service.mcp.bearers import Bearers
from service.replies import Replies

_SCHEME = "bearer "
_RETRY_SECONDS = "5"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the token of a request.

    Args:
        key: of the sentence; its end is the reason for programs.
        when: when it ended, where that is the fault.
    """

    key: str
    status: int = 401
    when: str = ""

    @property
    def reason(self) -> str:
        return self.key.rpartition(".")[2]

    @property
    def headers(self) -> dict[str, str]:
        if self.status != 401:
            return {"Retry-After": _RETRY_SECONDS}
        if self == MISSING:
            return {"WWW-Authenticate": "Bearer"}
        about = f"{self.reason} {self.when}".strip()
        said = f'Bearer error="invalid_token", error_description="{about}"'
        return {"WWW-Authenticate": said}


MISSING = Fault("mcp.token_missing")
UNKNOWN = Fault("mcp.token_unknown")
STORE_DOWN = Fault("mcp.token_store_down", 503)


class Refusing:
    """An application that explains the refusals of the one inside.

    Args:
        app: refuses with a bare 401.
    """

    def __init__(self, app: ASGIApp, bearers: Bearers, texts: Replies, journal: Journal) -> None:
        self._app = app
        self._bearers = bearers
        self._texts = texts
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def kept_back(message: Message) -> None:
            nonlocal refused
            refused = refused or message.get("status") == 401
            if not refused:
                await send(message)

        await self._app(scope, receive, kept_back)
        if refused:
            await self._explained(await self._fault(scope))(scope, receive, send)

    async def _fault(self, scope: Scope) -> Fault:
        shown = Headers(scope=scope).get("authorization", "")
        if not shown.lower().startswith(_SCHEME):
            return MISSING
        try:
            found = await self._bearers.find(shown[len(_SCHEME) :])
        except StoreDown:
            return STORE_DOWN
        if found is None or found.good_at(self._bearers.clock()):
            return UNKNOWN
        return Fault("mcp.token_expired", when=moment(found.expires))

    def _explained(self, fault: Fault) -> JSONResponse:
        self._journal.refused(str(uuid.uuid4()), fault.status, fault.key)
        sentence = self._texts(fault.key, when=fault.when)
        data = {"reason": fault.reason, **({"expired_at": fault.when} if fault.when else {})}
        error = {"code": INVALID_REQUEST, "message": sentence, "data": data}
        body = {"jsonrpc": "2.0", "id": None, "error": error}
        return JSONResponse(body, fault.status, fault.headers)


def moment(at: float) -> str:
    """A moment for programs and tables: 2026-03-05T10:00:00Z."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
