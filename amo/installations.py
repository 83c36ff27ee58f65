"""The accounts that have granted access by OAuth: connecting, serving and forgetting them."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from amo.client import AmoClient
from amo.deadline import Clock, Deadline
from amo.errors import AmoError
from amo.oauth import OAuth
from amo.tokens.access import Credentials
from amo.tokens.granted import Granted, keep
from amo.tokens.store import TokenStore


@dataclass(frozen=True, slots=True)
class Installer:
    """What connecting an account needs.

    Args:
        store: where grants are kept.
        oauth: how they are bought and renewed.
        now: unix seconds.
        clock: a monotonic clock in seconds.
        client: makes the client of an account from its credentials.
        issuers: the address that widget tokens name, where it is not the one calls go to (a
            sandbox on another host).
    """

    store: TokenStore
    oauth: OAuth
    now: Callable[[], float]
    clock: Clock
    client: Callable[[int, Credentials], AmoClient]
    issuers: Mapping[str, str] = field(default_factory=dict)


class Installations:
    """One client per connected account; safe to share between threads.

    Args:
        installer: what connecting an account needs.
    """

    def __init__(self, installer: Installer) -> None:
        self._by = installer
        self._known: dict[int, tuple[AmoClient, Granted]] = {}
        self._lock = threading.Lock()

    def connect(self, code: str, referer: str, deadline: Deadline) -> int:
        """Connects the account that the OAuth callback is about, and gives its id.

        Args:
            code, referer: the callback's parameters; its `state` is the caller's to check.
            deadline: when the answer must be there.

        Raises:
            HostNotAllowed: the referer is no amoCRM account.
            Rejected, Unauthorized: amoCRM does not accept the code.
            AmoError: amoCRM or the store failed.
        """
        self._by.store.check()  # a code is spent by its use, so the grant must be sure of a place
        grant = self._by.oauth.exchange(code, referer, deadline)
        keep(self._by.store, grant, deadline)
        with self._lock:
            self._known.pop(grant.account_id, None)
        return grant.account_id

    def client(self, account_id: int) -> AmoClient | None:
        """The client of a connected account; None for any other.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        if self._by.store.get(account_id) is None:
            return None
        return self._pair(account_id)[0]

    def address(self, account_id: int) -> str | None:
        """The address that widget tokens of a connected account must name; None for any other.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        grant = self._by.store.get(account_id)
        if grant is None or grant.dead:
            return None
        return self._by.issuers.get(grant.base_url, grant.base_url)

    def uninstall(
        self, account_id: str, client_id: str, signature: str, deadline: Deadline
    ) -> bool:
        """Forgets an account whose uninstall hook was called; False if amoCRM did not call it.

        Args:
            account_id, client_id, signature: the hook's parameters as they came.
            deadline: how long to wait for a refresh that is under way.

        Raises:
            DeadlineExceeded, StoreUnavailable: the grant is not forgotten.
        """
        signed = self._by.oauth.is_uninstall(account_id, client_id, signature)
        if not (signed and account_id.isascii() and account_id.isdecimal()):
            return False
        own = int(account_id)
        with self._by.store.alone(own, deadline):
            self._by.store.delete(own)
        with self._lock:
            self._known.pop(own, None)
        return True

    def keep_alive(self, deadline: Deadline) -> dict[int, str]:
        """Renews what ends soon; a daily call keeps unused grants from lapsing.

        Returns:
            The accounts that could not be served, with the name of the error.
        """
        failed: dict[int, str] = {}
        for account_id in self._by.store.accounts():
            try:
                self._pair(account_id)[1].access(deadline)
            except AmoError as error:
                failed[account_id] = type(error).__name__
        return failed

    def _pair(self, account_id: int) -> tuple[AmoClient, Granted]:
        with self._lock:
            if account_id not in self._known:
                by = self._by
                granted = Granted(account_id, by.store, by.oauth, by.now, by.clock)
                self._known[account_id] = (by.client(account_id, granted), granted)
            return self._known[account_id]
