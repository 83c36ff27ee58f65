"""Tokens at rest are encrypted; keys rotate by putting a new one first."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from amo.errors import StoreUnavailable


class Cipher:
    """Encrypts with the first key and decrypts with any.

    Args:
        keys: Fernet keys (32 bytes in base64url), the current one first.

    Raises:
        ValueError: there is no key, or one is not a Fernet key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("at least one Fernet key is needed to keep tokens")
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, plain: str) -> str:
        """The text, encrypted."""
        return self._fernet.encrypt(plain.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was encrypted.

        Raises:
            StoreUnavailable: none of the keys fits, or the text was tampered with.
        """
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError):
            raise StoreUnavailable from None
