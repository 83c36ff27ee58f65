"""OAuth 2.0 of amoCRM: where an administrator is asked, codes, refreshes, the uninstall hook.

Sources: amoCRM, "OAuth 2.0" (JSON bodies; `redirect_uri` repeated exactly; refresh tokens are
single-use and rotate; `/oauth2/account/current/subdomain` after a change of address).
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from amo.answers import interpret
from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import (
    EmptyAnswer,
    Forbidden,
    HostNotAllowed,
    NeedsReauthorization,
    NotFound,
    Rejected,
    Unauthorized,
    UnreadableAnswer,
)
from amo.hosts import Hosts
from amo.http import Transport
from amo.line import read_one
from amo.models import Account, Json
from amo.models.fields import integer, text
from amo.tokens.grant import Grant, read_claims

SHORTEST_LIFE = 1
LONGEST_LIFE = 7 * 86_400


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The integration as its settings in amoCRM have it.

    Args:
        client_id: the integration's UUID.
        secret: its secret key.
        redirect_uri: exactly as in the settings.
        portal: `https://www.amocrm.ru` or `https://www.kommo.com`.
    """

    client_id: str
    secret: str = field(repr=False)
    redirect_uri: str
    portal: str = "https://www.amocrm.ru"


class OAuth:
    """Gets and renews grants; keeps none.

    Args:
        app: the integration.
        transport: with a generous limit: a lost answer to a refresh has spent the token.
        hosts: which addresses are amoCRM's.
        now: unix seconds.
    """

    def __init__(
        self, app: OAuthApp, transport: Transport, hosts: Hosts, now: Callable[[], float]
    ) -> None:
        self._app = app
        self._transport = transport
        self._hosts = hosts
        self._now = now

    def authorize_url(self, state: str) -> str:
        """Where an administrator grants access.

        Args:
            state: a word of the caller's that the callback must bring back.
        """
        query = {"client_id": self._app.client_id, "state": state, "mode": "popup"}
        return f"{self._app.portal}/oauth?{urlencode(query)}"

    def exchange(self, code: str, referer: str, deadline: Deadline) -> Grant:
        """The grant that an authorization code buys; the code is spent by it.

        Args:
            code: from the callback.
            referer: the account's address, from the callback; checked to be amoCRM's.
            deadline: when the answer must be there.

        Raises:
            HostNotAllowed: the address is no amoCRM account.
            Rejected, Unauthorized: amoCRM does not accept the code.
            AmoError: amoCRM gave no usable answer.
        """
        base_url = self._hosts.base_url(referer)
        given = {"grant_type": "authorization_code", "code": code}
        grant = self._grant(0, base_url, self._buy(base_url, given, deadline))
        return replace(grant, account_id=self._account(grant, deadline))

    def refresh(self, grant: Grant, deadline: Deadline) -> Grant:
        """The next grant; the old refresh token is spent by it. Sent once, never repeated.

        Args:
            grant: the one to renew.
            deadline: long, and not a user's.

        Raises:
            NeedsReauthorization: amoCRM does not accept the refresh token.
            AmoError: amoCRM gave no usable answer; the token may be spent.
        """
        try:
            return self._refresh_at(grant.base_url, grant, deadline)
        except (Unauthorized, NotFound, Rejected, Forbidden) as error:
            moved = isinstance(error, Unauthorized | NotFound)
            address = self._moved_to(grant, deadline) if moved else None
        if address is None or address == grant.base_url:
            raise NeedsReauthorization
        try:
            return self._refresh_at(address, grant, deadline)
        except (Unauthorized, NotFound, Rejected, Forbidden):
            raise NeedsReauthorization from None

    def is_uninstall(self, account_id: str, client_id: str, signature: str) -> bool:
        """Whether a call of the uninstall hook comes from amoCRM.

        Args:
            account_id, client_id, signature: the hook's parameters as they came.
        """
        said = f"{client_id}|{account_id}".encode()
        right = hmac.new(self._app.secret.encode(), said, hashlib.sha256).hexdigest()
        ours = hmac.compare_digest(client_id.encode(), self._app.client_id.encode())
        return ours and hmac.compare_digest(right.encode(), signature.encode())

    def _refresh_at(self, base_url: str, grant: Grant, deadline: Deadline) -> Grant:
        given = {"grant_type": "refresh_token", "refresh_token": grant.refresh}
        return self._grant(grant.account_id, base_url, self._buy(base_url, given, deadline))

    def _buy(self, base_url: str, given: dict[str, str], deadline: Deadline) -> Json:
        app = self._app
        body = {
            "client_id": app.client_id,
            "client_secret": app.secret,
            "redirect_uri": app.redirect_uri,
            **given,
        }
        return self._ask(base_url, Request("POST", "/oauth2/access_token", body=body), {}, deadline)

    def _grant(self, account_id: int, base_url: str, answer: Json) -> Grant:
        access, renewal = text(answer, "access_token"), text(answer, "refresh_token")
        lifetime = integer(answer, "expires_in") or 0
        if not (access and renewal and SHORTEST_LIFE <= lifetime <= LONGEST_LIFE):
            raise UnreadableAnswer(maybe_done=True)
        now = self._now()
        return Grant(account_id, base_url, access, renewal, now + lifetime, now)

    def _account(self, grant: Grant, deadline: Deadline) -> int:
        """Whose grant it is: asked of amoCRM, as nobody can verify what the token says."""
        headers = {"Authorization": f"Bearer {grant.access}"}
        request = Request("GET", "/api/v4/account")
        answer = self._ask(grant.base_url, request, headers, deadline)
        return read_one(answer, Account.from_json).id

    def _moved_to(self, grant: Grant, deadline: Deadline) -> str | None:
        """The account's present address, if amoCRM knows one that is amoCRM's."""
        home = read_claims(grant.access).api_domain
        asked = f"https://{home}" if self._hosts.allows(home) else grant.base_url
        request = Request("GET", "/oauth2/account/current/subdomain")
        headers = {"X-Refresh-Token": grant.refresh}
        try:
            answer = self._ask(asked, request, headers, deadline)
            return self._hosts.base_url(text(answer, "domain"))
        except (Unauthorized, NotFound, Rejected, Forbidden, HostNotAllowed):
            return None

    def _ask(
        self, base_url: str, request: Request, headers: dict[str, str], deadline: Deadline
    ) -> Json:
        answer = interpret(request, self._transport.exchange(base_url, request, headers, deadline))
        if answer is None:
            raise EmptyAnswer(request.call)
        return answer
