"""The widget's identity: the disposable token amoCRM signs for the person in front of the page.

Sources: amoCRM, "Disposable tokens" (HS256 with the integration's secret; claims; 30 minutes);
RFC 8725 (one algorithm, strict claims). The token is not single-use: amoCRM's page keeps it.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Never

import jwt

from amo.widget_token_errors import (
    BadClaim,
    BadSignature,
    MalformedToken,
    MissingToken,
    OversizedToken,
    TokenExpired,
    TokenLivesTooLong,
    TokenNotYetValid,
    UnknownAccount,
    WrongAlgorithm,
    WrongAudience,
    WrongIntegration,
    WrongIssuer,
)

ALGORITHM = "HS256"
LEEWAY = 60
LONGEST_LIFE = 3600
LARGEST_TOKEN = 4096
SHORTEST_SECRET = 32
_LARGEST_ID = 2**53
_SHAPE = re.compile(r"[A-Za-z0-9_-]++\.[A-Za-z0-9_-]++\.[A-Za-z0-9_-]++")


@dataclass(frozen=True, slots=True)
class Integration:
    """What amoCRM knows our widget by.

    Args:
        client_id: the integration's UUID.
        secrets: its secret keys, the current one first; old ones stay valid while rotating.
        audience: scheme and host of the redirect address, without port or path.
    """

    client_id: str
    secrets: Sequence[str] = field(repr=False)
    audience: str

    def __post_init__(self) -> None:
        if not self.secrets or any(len(one.encode()) < SHORTEST_SECRET for one in self.secrets):
            raise ValueError(f"an integration secret needs at least {SHORTEST_SECRET} bytes")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as amoCRM vouches for it.

    Args:
        account_id: the account.
        user_id: the user; whether they are active is the directory's to say.
        token_id: the token's own id, the same for many requests.
        expires_at: unix seconds.
        address: the account's address as we have it stored.
    """

    account_id: int
    user_id: int
    token_id: str
    expires_at: int
    address: str


class WidgetTokens:
    """Verifies disposable tokens of one integration.

    Args:
        integration: whose tokens these are.
        address_of: the stored address of an installed account; None for any other.
        now: unix seconds.
    """

    def __init__(
        self,
        integration: Integration,
        address_of: Callable[[int], str | None],
        now: Callable[[], float],
    ) -> None:
        self._integration = integration
        self._address_of = address_of
        self._now = now

    def verify(self, token: str | None) -> Caller:
        """The caller that a token names.

        Args:
            token: the value of `X-Auth-Token`.

        Raises:
            WidgetTokenError: one class for each way a token can be wrong.
        """
        payload = _signed_payload(token, self._integration.secrets)
        claims = _claims(payload)
        self._check_time(claims)
        self._check_destination(claims)
        account_id = _number(claims, "account_id")
        return Caller(
            account_id=account_id,
            user_id=_number(claims, "user_id"),
            token_id=_words(claims, "jti"),
            expires_at=_number(claims, "exp"),
            address=self._checked_address(account_id, _words(claims, "iss")),
        )

    def _check_time(self, claims: dict[str, object]) -> None:
        issued, begins, ends = (_number(claims, name) for name in ("iat", "nbf", "exp"))
        now = self._now()
        if not 0 < ends - issued <= LONGEST_LIFE:
            raise TokenLivesTooLong
        if now > ends + LEEWAY:
            raise TokenExpired
        if max(issued, begins) > now + LEEWAY:
            raise TokenNotYetValid

    def _check_destination(self, claims: dict[str, object]) -> None:
        said = claims.get("aud")
        audiences = said if isinstance(said, list) else [said]
        if not all(isinstance(one, str) for one in audiences):
            raise BadClaim("aud")
        if self._integration.audience not in audiences:
            raise WrongAudience
        if _words(claims, "client_uuid") != self._integration.client_id:
            raise WrongIntegration

    def _checked_address(self, account_id: int, issuer: str) -> str:
        address = self._address_of(account_id)
        if address is None:
            raise UnknownAccount
        if issuer != address:
            raise WrongIssuer
        return address


def _signed_payload(token: str | None, secrets: Sequence[str]) -> bytes:
    if not token:
        raise MissingToken
    if len(token) > LARGEST_TOKEN:
        raise OversizedToken
    if not _SHAPE.fullmatch(token):
        raise MalformedToken
    header, payload, _ = (_decoded(part) for part in token.split("."))
    _check_header(header)
    for secret in secrets:
        if _is_signed(token, secret):
            return payload
    raise BadSignature


def _is_signed(token: str, secret: str) -> bool:
    try:
        jwt.PyJWS().decode(token, secret, algorithms=[ALGORITHM])
    except jwt.InvalidSignatureError:
        return False
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise MalformedToken from None
    return True


def _decoded(part: str) -> bytes:
    """The bytes of a base64url part; another spelling of the same bytes is refused."""
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        raise MalformedToken from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=") != part.encode():
        raise MalformedToken
    return raw


def _check_header(raw: bytes) -> None:
    header = _claims(raw)
    if header.get("alg") != ALGORITHM:
        raise WrongAlgorithm
    if "crit" in header or header.get("b64") is False:
        raise MalformedToken


def _claims(raw: bytes) -> dict[str, object]:
    try:
        found = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constants
        )
    except (ValueError, RecursionError):
        raise MalformedToken from None
    if not isinstance(found, dict):
        raise MalformedToken
    return found


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object, unless a key repeats: readers disagree on which of the two counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constants(name: str) -> Never:
    raise ValueError(name)


def _number(claims: dict[str, object], name: str) -> int:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _LARGEST_ID:
        raise BadClaim(name)
    return value


def _words(claims: dict[str, object], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise BadClaim(name)
    return value
