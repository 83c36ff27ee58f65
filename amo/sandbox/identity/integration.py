"""The one integration the account knows: its ids, its secret, where it redirects to."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

CLIENT_ID = "3f1c9a52-7b64-4a0e-9d2b-5e8c1f70a6d4"
# Not a secret of anything real: it opens only this sandbox, which prints it on request.
CLIENT_SECRET = "sandbox-secret-0f6b1d9c4e2a7853b1c6d0e9f4a27b38"
REDIRECT_URI = "http://127.0.0.1:8000/oauth/callback"


@dataclass(frozen=True, slots=True)
class Integration:
    """What amoMarket would have given its developer.

    Args:
        redirect_uri: absolute; must match exactly in every token request.
    """

    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    redirect_uri: str = REDIRECT_URI

    def audience(self) -> str:
        """``aud`` of disposable tokens: scheme and host of the redirect, the port dropped."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.hostname}"

    def key(self, purpose: str) -> bytes:
        """A signing key for one purpose; tokens outlive a restart as the secret does."""
        return hmac.digest(self.client_secret.encode(), purpose.encode(), hashlib.sha256)

    def uninstall_signature(self, account_id: int) -> str:
        """The ``signature`` of amoCRM's uninstall hook (hex HMAC-SHA256 of client|account)."""
        text = f"{self.client_id}|{account_id}".encode()
        return hmac.new(self.client_secret.encode(), text, hashlib.sha256).hexdigest()
