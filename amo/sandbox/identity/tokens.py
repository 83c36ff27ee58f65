"""Every token amoCRM hands out: disposable, access, long-lived, code, refresh.

All are signed and need no storage, so they outlive a restart of the sandbox; what is kept is
only which single-use ones were spent and which grants were revoked.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from amo.sandbox.account.clock import Clock
from amo.sandbox.account.directory import Directory
from amo.sandbox.errors import TokenFault
from amo.sandbox.identity.integration import Integration

DISPOSABLE_SECONDS = 30 * 60
ACCESS_SECONDS = 86_400
CODE_SECONDS = 20 * 60
REFRESH_SECONDS = 90 * 86_400
LONG_LIVED_SECONDS = 5 * 365 * 86_400
REFRESH_PREFIX = "def502"
BASE_DOMAIN = "amocrm.ru"

NOT_ACCEPTED = "Invalid user name or password"
CODE_EXPIRED = "Authorization code has expired"
CODE_REVOKED = "Authorization code has been revoked"
CODE_UNREADABLE = "Cannot decrypt the authorization code"
REFRESH_REVOKED = "Token has been revoked"
REFRESH_UNREADABLE = "Invalid refresh token"


@dataclass(frozen=True, slots=True)
class Pair:
    """The answer of a token request."""

    access_token: str
    refresh_token: str
    expires_in: int


@dataclass(slots=True)
class Mint:
    """Makes and checks tokens.

    Args:
        access_seconds: lifetime of access tokens; amoCRM's is a day.
    """

    integration: Integration
    directory: Directory
    clock: Clock
    access_seconds: int = ACCESS_SECONDS
    _spent: set[str] = field(default_factory=set)
    _revoked_before: float = 0.0

    @property
    def issuer(self) -> str:
        """``iss`` of disposable tokens: the account's address in the world."""
        return f"https://{self.directory.subdomain}.{BASE_DOMAIN}"

    def disposable(self, user_id: int) -> str:
        """The widget's token for a user: HS256 with the integration's secret, 30 minutes."""
        now = self.clock.now()
        user = self.directory.users.get(user_id)
        claims = {
            "iss": self.issuer,
            "aud": self.integration.audience(),
            "jti": str(uuid.uuid4()),
            "iat": now,
            "nbf": now,
            "exp": now + DISPOSABLE_SECONDS,
            "account_id": self.directory.id,
            "subdomain": self.directory.subdomain,
            "client_uuid": self.integration.client_id,
            "user_id": user_id,
            "is_admin": bool(user and user.is_admin),
        }
        return jwt.encode(claims, self.integration.client_secret, algorithm="HS256")

    def access(self, user_id: int, seconds: int, *, long_lived: bool = False) -> str:
        """A bearer token granted by a user, with the claims real ones show."""
        now = self.clock.now()
        claims = {
            "aud": self.integration.client_id,
            "jti": uuid.uuid4().hex,
            "iat": now,
            "nbf": now,
            "exp": now + seconds,
            "sub": str(user_id),
            "grant_type": "" if long_lived else "authorization_code",
            "account_id": self.directory.id,
            "base_domain": BASE_DOMAIN,
            "version": 2,
            "scopes": ["crm", "files", "notifications"],
        }
        return jwt.encode(claims, self.integration.key("access"), algorithm="HS256")

    def bearer(self, token: str) -> int:
        """The user who granted a bearer token.

        Raises:
            TokenFault: the token is forged, expired, revoked or of another integration.
        """
        claims = self._open(token, "access", self.integration.client_id, NOT_ACCEPTED)
        revoked = claims["grant_type"] and float(claims["iat"]) < self._revoked_before
        if revoked or claims["exp"] <= self.clock.now():
            raise TokenFault(NOT_ACCEPTED)
        return int(claims["sub"])

    def code(self, user_id: int) -> str:
        """An authorization code a user has just granted."""
        return self._sealed("code", user_id, CODE_SECONDS)

    def exchange(self, code: str) -> Pair:
        """Spend an authorization code.

        Raises:
            TokenFault: the code is forged, expired or was spent before.
        """
        claims = self._open(code, "code", self.integration.client_id, CODE_UNREADABLE)
        if claims["exp"] <= self.clock.now():
            raise TokenFault(CODE_EXPIRED)
        self._spend(claims, CODE_REVOKED)
        return self._pair(int(claims["sub"]))

    def refresh(self, token: str) -> Pair:
        """Spend a refresh token; the new pair starts a new three-month window.

        Raises:
            TokenFault: the token is forged, expired, revoked or was spent before.
        """
        claims = self.read_refresh(token)
        self._spend(claims, REFRESH_REVOKED)
        return self._pair(int(claims["sub"]))

    def read_refresh(self, token: str) -> Mapping[str, Any]:
        """The claims of a refresh token that could still be spent.

        Raises:
            TokenFault: as :meth:`refresh` has it.
        """
        if not token.startswith(REFRESH_PREFIX):
            raise TokenFault(REFRESH_UNREADABLE)
        bare = token.removeprefix(REFRESH_PREFIX)
        claims = self._open(bare, "refresh", self.integration.client_id, REFRESH_UNREADABLE)
        old = float(claims["iat"]) < self._revoked_before
        if old or claims["jti"] in self._spent or claims["exp"] <= self.clock.now():
            raise TokenFault(REFRESH_REVOKED)
        return claims

    def revoke_all(self) -> None:
        """Make every OAuth grant given until now worthless, as an uninstall does."""
        self._revoked_before = self.clock.precise()

    def _spend(self, claims: Mapping[str, Any], hint: str) -> None:
        if claims["jti"] in self._spent:
            raise TokenFault(hint)
        self._spent.add(claims["jti"])

    def _pair(self, user_id: int) -> Pair:
        return Pair(
            self.access(user_id, self.access_seconds),
            REFRESH_PREFIX + self._sealed("refresh", user_id, REFRESH_SECONDS),
            self.access_seconds,
        )

    def _sealed(self, purpose: str, user_id: int, seconds: int) -> str:
        now = self.clock.precise()
        claims = {
            "aud": self.integration.client_id,
            "jti": uuid.uuid4().hex,
            "iat": now,
            "exp": int(now) + seconds,
            "sub": str(user_id),
        }
        return jwt.encode(claims, self.integration.key(purpose), algorithm="HS256")

    def _open(self, token: str, purpose: str, audience: str, hint: str) -> dict[str, Any]:
        # Times are compared by the sandbox's own clock, which the library cannot be given.
        key = self.integration.key(purpose)
        try:
            return jwt.decode(
                token,
                key,
                algorithms=["HS256"],
                audience=audience,
                options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError as fault:
            raise TokenFault(hint) from fault
