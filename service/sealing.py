"""The dialogue state as an opaque token: encrypted, authenticated, expiring, bound to one user.

Encrypted and not only signed, since titles of records stand in it and it passes proxies and logs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from service.errors import BadState

VERSION = 1
LARGEST_TOKEN = 12_000
LARGEST_BODY = 256_000
_FERNET = 57  # its version, time, vector and signature
_BLOCK = 16


class Sealer:
    """Makes and opens tokens.

    Args:
        keys: secrets, the newest first; a token of any of them opens.
        ttl: seconds a token lives.
        clock: the time in seconds since the epoch.
    """

    def __init__(self, keys: Sequence[str], ttl: int, clock: Callable[[], float]) -> None:
        self._fernet = MultiFernet([Fernet(_key(one)) for one in keys])
        self._ttl = ttl
        self._clock = clock

    def seal(self, body: Any, account_id: int, user_id: int) -> str:
        """A token of a JSON value for one user of one account."""
        packed = _packed(_whole(body, account_id, user_id))
        return self._fernet.encrypt_at_time(packed, int(self._clock())).decode()

    def open(self, token: str, account_id: int, user_id: int) -> Any:
        """The JSON value of a token.

        Raises:
            BadState: the token is forged, too large, of another user or version, or expired.
        """
        if len(token) > LARGEST_TOKEN or not token.isascii():
            raise BadState
        try:
            packed = self._fernet.decrypt(token.encode())
        except InvalidToken:
            raise BadState from None
        made = self._fernet.extract_timestamp(token.encode())
        version, account, user, body = _unpack(packed)
        if (version, account, user) != (VERSION, account_id, user_id):
            raise BadState
        if self._clock() - made > self._ttl:
            raise BadState(expired=True)
        return body


def fits(body: Any, account_id: int, user_id: int) -> bool:
    """Whether the token of a JSON value will open again."""
    whole = _whole(body, account_id, user_id)
    return len(whole) <= LARGEST_BODY and _token_length(len(_packed(whole))) <= LARGEST_TOKEN


def _whole(body: Any, account_id: int, user_id: int) -> bytes:
    return json.dumps([VERSION, account_id, user_id, body], ensure_ascii=False).encode()


def _packed(whole: bytes) -> bytes:
    return zlib.compress(whole, 9)


def _token_length(packed: int) -> int:
    """How long a token is: Fernet fills up the last block, then writes in base64."""
    filled = (packed // _BLOCK + 1) * _BLOCK
    return -(-(_FERNET + filled) // 3) * 4


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"dialogue state\0" + secret.encode()).digest())


def _unpack(packed: bytes) -> list[Any]:
    unpacker = zlib.decompressobj()
    try:
        data = json.loads(unpacker.decompress(packed, LARGEST_BODY))
    except (ValueError, zlib.error):
        raise BadState from None
    if not isinstance(data, list) or len(data) != 4:
        raise BadState
    return data
