"""Access tokens: where they come from, how they are kept, how they are renewed.

`amo.tokens.redis` is imported by whoever uses Redis, so that nobody else needs its library.
"""

from amo.tokens.access import Access, Credentials, LongLived
from amo.tokens.cipher import Cipher
from amo.tokens.grant import Grant, TokenClaims, read_claims
from amo.tokens.sqlite import SqliteTokenStore
from amo.tokens.store import TokenStore

__all__ = [
    "Access",
    "Cipher",
    "Credentials",
    "Grant",
    "LongLived",
    "SqliteTokenStore",
    "TokenClaims",
    "TokenStore",
    "read_claims",
]
