"""An access token with the address it is for, and where such tokens come from."""

import hashlib
from dataclasses import dataclass, field
from typing import Protocol

from amo.deadline import Deadline
from amo.errors import Unauthorized


@dataclass(frozen=True, slots=True)
class Access:
    """What a call needs: the account's address and a token for it.

    Args:
        base_url: `https://name.amocrm.ru`, checked to be an amoCRM account.
        token: the bearer token; never shown.
    """

    base_url: str
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.token or not all("!" <= one <= "~" for one in self.token):
            raise ValueError("an access token is a word of ASCII letters, digits and signs")

    @property
    def fingerprint(self) -> str:
        """What a log may say of the token."""
        return hashlib.sha256(self.token.encode()).hexdigest()[:6]


class Credentials(Protocol):
    """The source of one account's tokens."""

    def access(self, deadline: Deadline) -> Access:
        """A token that should work now.

        Raises:
            NeedsReauthorization: there is none any more.
            StoreUnavailable: the store cannot be read.
        """
        ...

    def replaced(self, stale: Access) -> Access | None:
        """A token other than the one amoCRM just refused, if somebody has stored one."""
        ...

    def renew(self, stale: Access, deadline: Deadline) -> Access:
        """A new token in place of the one amoCRM just refused.

        Raises:
            Unauthorized: there can be none, or none yet.
            AmoError: the refresh failed.
        """
        ...


@dataclass(frozen=True, slots=True)
class LongLived:
    """The long-lived token of one account: nothing to refresh, nothing to store."""

    granted: Access

    def access(self, deadline: Deadline) -> Access:  # noqa: ARG002
        """The token."""
        return self.granted

    def replaced(self, stale: Access) -> Access | None:  # noqa: ARG002
        """Nothing: there is only one token."""
        return None

    def renew(self, stale: Access, deadline: Deadline) -> Access:  # noqa: ARG002
        """Nothing either.

        Raises:
            Unauthorized: always; an administrator has to make a new token.
        """
        raise Unauthorized
