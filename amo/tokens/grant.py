"""What an administrator granted: the pair of tokens of one account."""

import base64
import binascii
import json
from dataclasses import dataclass, field, replace

from amo.errors import StoreUnavailable
from amo.models import Json
from amo.models.fields import as_object, integer, text


@dataclass(frozen=True, slots=True)
class Grant:
    """The tokens of one account and where they are good.

    Args:
        account_id: the account.
        base_url: its address, checked to be amoCRM's.
        access: the bearer token.
        refresh: the single-use token that buys the next pair.
        expires_at: unix seconds at which `access` ends.
        obtained_at: unix seconds at which the pair was got.
        dead: whether amoCRM has refused `refresh`, so that only a new grant helps.
    """

    account_id: int
    base_url: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: float
    obtained_at: float
    dead: bool = False

    def marked_dead(self) -> "Grant":
        return replace(self, dead=True)


def to_text(grant: Grant) -> str:
    """The grant as a store keeps it, before encryption."""
    return json.dumps({name: getattr(grant, name) for name in Grant.__slots__})


def from_text(stored: str) -> Grant:
    """The grant that a store kept.

    Raises:
        StoreUnavailable: it is not what `to_text` wrote.
    """
    try:
        return Grant(**json.loads(stored))
    except (ValueError, TypeError):
        raise StoreUnavailable from None


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """What an access token says of itself; unverified, amoCRM gives no key to verify it with.

    Args:
        account_id: the account.
        user_id: who granted it.
        api_domain: the host that keeps answering when a subdomain changes; "" in older tokens.
    """

    account_id: int | None
    user_id: int | None
    api_domain: str


def read_claims(access: str) -> TokenClaims:
    """The claims of an access token; empty ones if it is no JWT."""
    raw = _payload(access)
    return TokenClaims(integer(raw, "account_id"), integer(raw, "sub"), text(raw, "api_domain"))


def _payload(access: str) -> Json:
    part = access.split(".")[1] if access.count(".") == 2 else ""
    try:
        return as_object(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))
    except (ValueError, RecursionError, binascii.Error):
        return {}
