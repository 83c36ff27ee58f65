"""Which addresses are amoCRM accounts; a token goes to no other.

A host is matched whole: `evilamocrm.ru`, `x.amocrm.ru.evil.com` and `x.amocrm.ru\\n` are none.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from amo.errors import HostNotAllowed

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
RESERVED = frozenset({"www", "api"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The zones of amoCRM, and addresses an operator has allowed besides.

    Args:
        zones: domains whose direct subdomains are accounts: `amocrm.ru`, `kommo.com`.
        extra: whole addresses such as `http://127.0.0.1:8001`, for a sandbox.
    """

    zones: Collection[str] = ("amocrm.ru", "kommo.com")
    extra: Collection[str] = field(default=())

    def base_url(self, address: str) -> str:
        """The address of an account in its one spelling: scheme and host, nothing behind.

        Args:
            address: a bare host, or a URL whose path is ignored.

        Raises:
            HostNotAllowed: it is no account of amoCRM and was not allowed.
        """
        for one in self.extra:
            if address.rstrip("/") in (one, one.partition("://")[2]):
                return one
        host = _host(address if "://" in address else f"https://{address}")
        label, _, zone = host.partition(".")
        if zone not in self.zones or not _LABEL.fullmatch(label) or label in RESERVED:
            raise HostNotAllowed
        return f"https://{host}"

    def allows(self, address: str) -> bool:
        """Whether an address is one that `base_url` accepts."""
        try:
            self.base_url(address)
        except HostNotAllowed:
            return False
        return True


def _host(url: str) -> str:
    """The host of an https address that has nothing but a host and perhaps a path.

    Raises:
        HostNotAllowed: it is written in any other way.
    """
    if len(url) > 300 or not url.isascii() or not url.isprintable():
        raise HostNotAllowed
    try:
        parts = urlsplit(url)
    except ValueError:
        raise HostNotAllowed from None
    if parts.scheme != "https" or parts.netloc != parts.hostname:
        raise HostNotAllowed
    return parts.netloc
