"""Where grants are kept: the protocol that SQLite and Redis fulfil."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from amo.deadline import Deadline
from amo.tokens.grant import Grant


class TokenStore(Protocol):
    """Keeps the grants of all accounts, encrypted."""

    def get(self, account_id: int) -> Grant | None:
        """The account's grant.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        ...

    def alone(self, account_id: int, deadline: Deadline) -> AbstractContextManager["StoredSlot"]:
        """The account's slot, while nobody else has it: no thread, process or machine.

        Raises:
            DeadlineExceeded: somebody else still has it.
            StoreUnavailable: the store cannot be reached.
        """
        ...

    def accounts(self) -> tuple[int, ...]:
        """The accounts that have a grant."""
        ...

    def delete(self, account_id: int) -> None:
        """Forgets the account's grant.

        Raises:
            StoreUnavailable: the store cannot be written.
        """
        ...

    def check(self) -> None:
        """Reads and writes for a try, for the readiness of the service.

        Raises:
            StoreUnavailable: one of the two does not work.
        """
        ...

    def put(self, grant: Grant) -> None:
        """Stores the grant before returning; call it inside `alone`.

        Raises:
            StoreUnavailable: it could not be stored.
        """
        ...


@dataclass(frozen=True, slots=True)
class StoredSlot:
    """One account's grant, held by one thread in the world.

    Args:
        store: where it is kept.
        account_id: the account.
    """

    store: TokenStore
    account_id: int

    def read(self) -> Grant | None:
        """The grant as it is now.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        return self.store.get(self.account_id)

    def write(self, grant: Grant) -> None:
        """Stores the grant before returning.

        Raises:
            StoreUnavailable: it could not be stored.
        """
        self.store.put(grant)

    def prove_writable(self) -> None:
        """Writes for a try, so that a refresh is not spent on what cannot be kept.

        Raises:
            StoreUnavailable: nothing can be stored.
        """
        self.store.check()
