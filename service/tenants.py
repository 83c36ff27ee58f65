"""The amoCRM accounts this service answers for: one by its token, or many by OAuth."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from typing import Protocol, assert_never

from amo import AmoClient, AmoError
from amo.deadline import Clock
from amo.hosts import Hosts
from amo.http import Limits, Transport
from amo.installations import Installations, Installer
from amo.oauth import OAuth, OAuthApp
from amo.tokens import Access, Cipher, LongLived, SqliteTokenStore, TokenStore
from amo.tokens.redis import RedisTokenStore
from amo.tokens.remembered import RememberedGrants
from service.amo_settings import AmoSettings, ManyAccounts, OneAccount
from service.crm import Connect
from service.settings import Settings
from service.shared_store import Shared
from service.store_place import make_folder

ADDRESSES_SECONDS = 15.0
AGAIN_SECONDS = 2.0  # after the store gave no answer
TOKEN_CALL_SECONDS = 20.0  # a lost answer to a refresh has spent the token


class Tenants(Protocol):
    """The accounts served."""

    def client(self, account_id: int) -> AmoClient | None:
        """The client of an account; None when it is none of ours.

        Raises:
            StoreUnavailable: nobody knows now.
        """
        ...

    def address(self, account_id: int) -> str | None:
        """The address that widget tokens of an account must name; None when it is none of ours.

        Raises:
            StoreUnavailable: nobody knows now.
        """
        ...

    def addresses(self) -> frozenset[str]:
        """The addresses of all accounts: the origins of their pages."""
        ...

    def check(self) -> None:
        """Raise unless what is known about accounts can be read and written.

        Raises:
            StoreUnavailable: it cannot.
        """
        ...


class OneTenant:
    """The one account of a long-lived token.

    Args:
        account: its address and token.
        connect: makes its client.
    """

    def __init__(self, account: OneAccount, connect: Connect) -> None:
        self._account = account
        access = Access(account.base_url, account.token)
        self._client = connect(account.account_id, LongLived(access))

    def client(self, account_id: int) -> AmoClient | None:
        return self._client if account_id == self._account.account_id else None

    def address(self, account_id: int) -> str | None:
        return self._account.issuer if account_id == self._account.account_id else None

    def addresses(self) -> frozenset[str]:
        return frozenset({self._account.issuer})

    def check(self) -> None:
        """Nothing is kept, so nothing can be amiss."""


class ManyTenants:
    """The accounts that granted access.

    Args:
        installations: those accounts.
        oauth: where administrators are asked.
        store: where grants are kept.
        clock: a monotonic clock in seconds.
    """

    def __init__(
        self, installations: Installations, oauth: OAuth, store: TokenStore, clock: Clock
    ) -> None:
        self.installations = installations
        self.authorize_url = oauth.authorize_url
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._due_at = clock()

    def client(self, account_id: int) -> AmoClient | None:
        return self.installations.client(account_id)

    def address(self, account_id: int) -> str | None:
        return self.installations.address(account_id)

    def addresses(self) -> frozenset[str]:
        if self._clock() >= self._due_at:
            with self._lock:  # the others wait: knowing none yet, they would refuse every page
                if self._clock() >= self._due_at:
                    found = self._read()
                    self._known = self._known if found is None else found
                    wait = AGAIN_SECONDS if found is None else ADDRESSES_SECONDS
                    self._due_at = self._clock() + wait
        return self._known

    def changed(self) -> None:
        """Read the addresses anew next time: an account came or went."""
        self._due_at = self._clock()

    def check(self) -> None:
        self._store.check()

    def _read(self) -> frozenset[str] | None:
        try:
            found = [self.address(account_id) for account_id in self._store.accounts()]
        except AmoError:
            return None
        return frozenset(one for one in found if one)


def open_tenants(settings: Settings, connect: Connect, shared: Shared | None) -> Tenants:
    """The accounts of the settings; make them after a fork.

    Raises:
        StoreUnavailable: the file of grants cannot be made.
    """
    match settings.amo.serves:
        case OneAccount() as account:
            return OneTenant(account, connect)
        case ManyAccounts() as many:
            store = _store(many, settings, shared)
            oauth = make_oauth(settings.amo, many)
            installer = Installer(
                store, oauth, time.time, time.monotonic, connect, dict(many.sandbox)
            )
            return ManyTenants(Installations(installer), oauth, store, time.monotonic)
        case _:
            assert_never(settings.amo.serves)


def make_oauth(amo: AmoSettings, many: ManyAccounts, now: Callable[[], float] = time.time) -> OAuth:
    """OAuth towards the portal of the settings."""
    app = OAuthApp(amo.client_id, amo.client_secret, amo.redirect_uri, many.portal)
    hosts = Hosts(many.zones, tuple(base for base, _ in many.sandbox))
    return OAuth(app, Transport(Limits(seconds=TOKEN_CALL_SECONDS)), hosts, now)


def _store(many: ManyAccounts, settings: Settings, shared: Shared | None) -> TokenStore:
    cipher = Cipher([_fernet_key(one) for one in many.keys])
    if shared is None:
        path = settings.store_path.with_suffix(".grants.sqlite3")
        make_folder(path)
        return SqliteTokenStore(path, cipher, time.sleep)
    store = RedisTokenStore(shared.client, cipher, time.sleep, secrets.token_hex)
    return RememberedGrants(store, shared.watch)


def _fernet_key(secret: str) -> str:
    digest = hashlib.sha256(b"grants of accounts\0" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()
