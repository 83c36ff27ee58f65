"""Connecting accounts by OAuth: the start page, the callback, and the hook of disconnecting.

Source: amoCRM, "OAuth 2.0": the callback brings code, referer and our state; an installation
begun inside amoCRM brings `from_widget=1` and no state.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, render_template_string, request

from amo import AmoError
from amo.deadline import Deadline
from amo.errors import HostNotAllowed, NeedsReauthorization, Rejected, Unauthorized
from service.amo_settings import AmoSettings
from service.errors import BadState, Refusal
from service.journal import notice
from service.parts import Parts
from service.quota import Allowance
from service.replies import Replies
from service.tenants import ManyTenants

START, UNINSTALL = "/oauth/start", "/oauth/uninstall"
COOKIE = "connecting"
TYPE = "text/html; charset=utf-8"
PAGE = Path(__file__).resolve().parents[1] / "data" / "pages" / "account.html"
CONNECT_SECONDS = 20.0
HOOK_SECONDS = 5.0
A_MINUTE = 120
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Connecting:
    """The pages an administrator sees while an account is connected.

    Args:
        parts: the accounts, made on first use.
        clock: the time in seconds since the epoch.
    """

    amo: AmoSettings
    texts: Replies
    parts: Callable[[], Parts]
    clock: Callable[[], float]

    def register(self, app: Flask) -> None:
        """Put the pages on an application."""
        callback = urlsplit(self.amo.redirect_uri).path or "/"
        app.add_url_rule(START, "connect", self.start, methods=["GET"])
        app.add_url_rule(callback, "connected", self.callback, methods=["GET"])
        app.add_url_rule(UNINSTALL, "uninstall", self.uninstall, methods=["GET"])

    def start(self) -> Response:
        """The page with the button that leads to amoCRM's question."""
        self._slowly()
        nonce = secrets.token_urlsafe(16)
        state = self.parts().sealer.seal(nonce, 0, 0)
        page = self._page(
            "connecting.start", 200, self._tenants().authorize_url(state), "connecting.button"
        )
        page.set_cookie(
            COOKIE,
            nonce,
            max_age=900,
            path="/",
            secure=self.amo.redirect_uri.startswith("https:"),
            httponly=True,
            samesite="Lax",
        )
        return page

    def callback(self) -> Response:
        """What amoCRM brings back: a code to exchange, or a refusal."""
        self._slowly()
        if request.args.get("error"):
            return self._page("connecting.denied", 200, START)
        if not self._begun_here():
            return self._page("connecting.stale", 400, START)
        code, referer = request.args.get("code", ""), request.args.get("referer", "")
        if not (0 < len(code) <= LONGEST):
            return self._page("connecting.refused", 400, START)
        return self._connected(code, referer)

    def uninstall(self) -> Response:
        """amoCRM says that an account has gone; the signature proves that it is amoCRM."""
        self._slowly()
        account = request.args.get("account_id", "")[:20]
        client = request.args.get("client_uuid", request.args.get("client_id", ""))[:100]
        signature = request.args.get("signature", "")[:200]
        deadline = Deadline.after(HOOK_SECONDS, time.monotonic)
        tenants = self._tenants()
        try:
            gone = tenants.installations.uninstall(account, client, signature, deadline)
        except AmoError:
            raise Refusal(503, "problems.store") from None
        if not gone:
            raise Refusal(403, "problems.forbidden")
        tenants.changed()
        notice("account_gone", f"account {account} has disconnected; its tokens are deleted")
        return Response(status=204)

    def _connected(self, code: str, referer: str) -> Response:
        tenants = self._tenants()
        deadline = Deadline.after(CONNECT_SECONDS, time.monotonic)
        try:
            account_id = tenants.installations.connect(code, referer, deadline)
        except HostNotAllowed:
            return self._page("connecting.foreign", 400, START)
        except (Rejected, Unauthorized, NeedsReauthorization):
            return self._page("connecting.refused", 400, START)
        except AmoError as error:
            notice("not_connected", f"an account could not be connected: {type(error).__name__}")
            return self._page("connecting.unavailable", 503, START)
        tenants.changed()
        notice("account_connected", f"account {account_id} is connected")
        return self._page("connecting.done", 200, address=tenants.address(account_id) or "")

    def _begun_here(self) -> bool:
        """Whether this browser began at our page, or the administrator inside amoCRM."""
        state = request.args.get("state", "")
        if not state and request.args.get("from_widget") == "1":
            return request.args.get("client_id") == self.amo.client_id
        try:
            nonce = self.parts().sealer.open(state, 0, 0)
        except BadState:
            return False
        given = request.cookies.get(COOKIE, "")
        return hmac.compare_digest(str(nonce).encode(), given.encode("utf-8", "replace"))

    def _slowly(self) -> None:
        wait = self.parts().quota.wait([Allowance("connecting", A_MINUTE)])
        if wait > 0:
            raise Refusal(429, "problems.busy", headers={"Retry-After": str(int(wait) + 1)})

    def _tenants(self) -> ManyTenants:
        tenants = self.parts().tenants
        assert isinstance(tenants, ManyTenants)
        return tenants

    def _page(
        self, key: str, status: int, link: str = "", label: str = "connecting.again", **values: str
    ) -> Response:
        nonce = secrets.token_urlsafe(16)
        page = render_template_string(
            PAGE.read_text(encoding="utf-8"),
            title=self.texts("connecting.title"),
            text=self.texts(key, **values),
            link=link,
            label=self.texts(label),
            nonce=nonce,
        )
        answer = Response(page, status, content_type=TYPE)
        rules = f"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'"
        answer.headers["Content-Security-Policy"] = rules
        return answer
