"""Who asks: the widget's disposable token, through amoCRM's own rules."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Request

from amo.errors import StoreUnavailable
from amo.widget_token import Caller, Integration, WidgetTokens
from amo.widget_token_errors import WidgetTokenError
from service.amo_settings import AmoSettings
from service.errors import Refusal
from service.telemetry import auth_rejected

HEADER = "X-Auth-Token"


class Gate:
    """Lets in who amoCRM vouches for.

    Args:
        amo: the integration.
        address_of: the stored address of an account; None for one that is not ours.
        now: unix seconds.
    """

    def __init__(
        self,
        amo: AmoSettings,
        address_of: Callable[[int], str | None],
        now: Callable[[], float] = time.time,
    ) -> None:
        secrets = (amo.client_secret, *amo.old_secrets)
        integration = Integration(amo.client_id, secrets, _audience(amo.redirect_uri))
        self._tokens = WidgetTokens(integration, address_of, now)

    def caller(self, request: Request) -> Caller:
        """The caller of a request.

        Raises:
            Refusal: 400 for two tokens at once, 401 for any that does not prove who asks,
                503 while it cannot be known which accounts are ours.
        """
        found = request.headers.getlist(HEADER)
        if len(found) > 1 or (found and "Authorization" in request.headers) or _doubled(found):
            raise Refusal(400, "problems.two_tokens")
        if not found or not found[0]:
            raise Refusal(401, "problems.no_token")
        try:
            return self._tokens.verify(found[0])
        except WidgetTokenError as error:
            auth_rejected.labels(type(error).__name__).inc()
            # One sentence for every way it can be wrong: a forger learns nothing.
            raise Refusal(401, "problems.bad_token") from None
        except StoreUnavailable:
            raise Refusal(503, "problems.store", headers={"Retry-After": "5"}) from None


def _doubled(found: list[str]) -> bool:
    # WSGI servers join repeated headers with a comma, which no token contains.
    return any("," in one for one in found)


def _audience(redirect_uri: str) -> str:
    """Scheme and host of the redirect address, without its port (amoCRM, "Disposable tokens")."""
    parts = urlsplit(redirect_uri)
    return f"{parts.scheme}://{parts.hostname}"
