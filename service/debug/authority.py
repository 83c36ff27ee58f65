"""Who may look: whoever holds DEBUG_TOKEN, or an administrator of the account."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from flask import Request

from amo import AmoError
from amo.deadline import Deadline
from service.amo_settings import OneAccount
from service.auth import HEADER
from service.entrance import Entrance
from service.errors import Refusal
from service.parts import Parts
from service.quota import Allowance
from service.settings import Settings

_SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks, and at which account.

    Args:
        account_id: the one account whose names may be shown; None lets the operator say which.
        user_id: the administrator, or None for the operator.
    """

    account_id: int | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Authority:
    """Lets people in."""

    settings: Settings
    parts: Callable[[], Parts]

    @property
    def has_page(self) -> bool:
        """Whether the operator has opened the page at all."""
        return bool(self.settings.debug_token)

    def onlooker(self, request: Request, deadline: Deadline) -> Onlooker:
        """Who looks.

        Raises:
            Refusal: 404 to whoever shows nothing while the page is off, 401 for a wrong token,
                403 for a user who is no administrator, 429 after too many tries.
        """
        shown = request.headers.get("Authorization", "")
        if not shown and HEADER not in request.headers:
            raise Refusal(401, "problems.no_token") if self.has_page else _off()
        if HEADER in request.headers:
            return self._administrator(request, deadline)
        self._within_quota()
        return self._operator(shown)

    def _operator(self, shown: str) -> Onlooker:
        if not self.has_page:
            raise _off()
        token = shown.removeprefix(_SCHEME).encode("utf-8", "replace")
        known = self.settings.debug_token.encode()
        if not shown.startswith(_SCHEME) or not hmac.compare_digest(token, known):
            raise Refusal(401, "problems.bad_token")
        serves = self.settings.amo.serves
        return Onlooker(serves.account_id if isinstance(serves, OneAccount) else None, None)

    def _administrator(self, request: Request, deadline: Deadline) -> Onlooker:
        caller = Entrance(self.settings, self.parts).caller(request)
        client = self.parts().tenants.client(caller.account_id)
        if client is None:
            raise Refusal(401, "problems.bad_token")
        try:
            user = client.directory(deadline).user(caller.user_id)
        except AmoError:
            raise Refusal(503, "problems.store", headers={"Retry-After": "5"}) from None
        if user is None or not user.can_sign_in or not user.rights.is_admin:
            raise Refusal(403, "problems.forbidden")
        return Onlooker(caller.account_id, caller.user_id)

    def _within_quota(self) -> None:
        wait = self.parts().quota.wait((Allowance("debug", self.settings.per_user_minute),))
        if wait > 0:
            raise Refusal(429, "problems.too_many", headers={"Retry-After": str(int(wait) + 1)})


def _off() -> Refusal:
    return Refusal(404, "problems.not_found")
