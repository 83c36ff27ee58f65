"""Grants as last read, for the minutes in which a shared store gives no answer."""

import threading
from contextlib import AbstractContextManager
from typing import Protocol

from amo.deadline import Deadline
from amo.errors import StoreUnavailable
from amo.tokens.grant import Grant
from amo.tokens.store import StoredSlot, TokenStore


class Health(Protocol):
    """How the shared store does."""

    def worth_trying(self) -> bool:
        """Whether to ask it now."""
        ...

    def failed(self) -> None:
        """It gave no answer."""
        ...

    def answered(self) -> None:
        """It gave an answer."""
        ...


class RememberedGrants:
    """A store whose readings outlive its silence: an access token stays good for hours.

    Only reading goes on. Renewing, connecting and forgetting need the store itself.

    Args:
        store: the shared store.
        health: says when asking it would only cost time.
    """

    def __init__(self, store: TokenStore, health: Health) -> None:
        self._store = store
        self._health = health
        self._lock = threading.Lock()
        self._grants: dict[int, Grant] = {}

    def get(self, account_id: int) -> Grant | None:
        """The account's grant, or the one last read. See `TokenStore`."""
        if not self._health.worth_trying():
            return self._last(account_id)
        try:
            grant = self._store.get(account_id)
        except StoreUnavailable:
            self._health.failed()
            return self._last(account_id)
        self._health.answered()
        self._remember(account_id, grant)
        return grant

    def alone(self, account_id: int, deadline: Deadline) -> AbstractContextManager[StoredSlot]:
        """The account's slot; what it reads is what the store has. See `TokenStore`."""
        return self._store.alone(account_id, deadline)

    def accounts(self) -> tuple[int, ...]:
        """The accounts that have a grant. See `TokenStore`."""
        return self._store.accounts()

    def delete(self, account_id: int) -> None:
        """Forgets the account's grant. See `TokenStore`."""
        self._store.delete(account_id)
        self._remember(account_id, None)

    def check(self) -> None:
        """Reads and writes for a try. See `TokenStore`."""
        self._store.check()

    def put(self, grant: Grant) -> None:
        """Stores the grant. See `TokenStore`."""
        self._store.put(grant)
        self._remember(grant.account_id, grant)

    def _last(self, account_id: int) -> Grant:
        with self._lock:
            if account_id not in self._grants:
                raise StoreUnavailable
            return self._grants[account_id]

    def _remember(self, account_id: int, grant: Grant | None) -> None:
        with self._lock:
            if grant is None:
                self._grants.pop(account_id, None)
            else:
                self._grants[account_id] = grant
