"""Who may ask at all: a token, from the account's own page, and not too often."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import Request, Response

from amo.errors import StoreUnavailable
from amo.widget_token import Caller
from service.cors import preflight
from service.errors import Refusal
from service.parts import Parts
from service.quota import Allowance
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Entrance:
    """Lets a request of the widget in.

    Args:
        parts: what needs sockets and locks, made on first use.
    """

    settings: Settings
    parts: Callable[[], Parts]

    def caller(self, request: Request) -> Caller:
        """Who asks.

        Raises:
            Refusal: 400 and 401 for the token, 403 for a foreign page, 429 for too much, 503 while
                nobody can tell.
        """
        caller = self.parts().gate.caller(request)
        self._from_own_page(request, caller)
        self.within_quota(caller)
        return caller

    def origins(self) -> Collection[str]:
        """The pages that may read answers: the accounts' own, and those an operator has named."""
        named = frozenset(self.settings.origins)
        try:
            return self.parts().tenants.addresses() | named
        except StoreUnavailable:
            return named

    def preflight(self, request: Request) -> Response:
        """Say to a browser what these pages may send."""
        return preflight(request.headers.get("Origin"), self.origins())

    def _from_own_page(self, request: Request, caller: Caller) -> None:
        """Refuse the page of one account that shows the token of another."""
        origin = request.headers.get("Origin")
        if origin is not None and origin not in (caller.address, *self.settings.origins):
            raise Refusal(403, "problems.forbidden")

    def within_quota(self, caller: Caller) -> None:
        """Count a request of a user.

        Raises:
            Refusal: 429, it is one too many.
        """
        account = f"account:{caller.account_id}"
        wait = self.parts().quota.wait(
            (
                Allowance(f"{account}:user:{caller.user_id}", self.settings.per_user_minute),
                Allowance(account, self.settings.per_account_minute),
            )
        )
        if wait > 0:
            headers = {"Retry-After": str(math.ceil(wait))}
            raise Refusal(429, "problems.too_many", headers=headers)
