"""amoCRM on tape: one that writes down, one that answers from what was written."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from amo.calls import Api, Request
from amo.deadline import Deadline
from amo.errors import AmoError
from amo.models import Json
from service.errors import ServiceError
from service.replay.tape import Exchange, current_tape, key_of

STANDING = frozenset(
    {
        "/api/v4/account",
        "/api/v4/users",
        "/api/v4/leads/pipelines",
        "/api/v4/leads/loss_reasons",
        "/api/v4/leads/custom_fields",
        "/api/v4/contacts/custom_fields",
        "/api/v4/companies/custom_fields",
    }
)
_MOSTSTANDING = 200  # pages of the directory, and one probe for each user


class NotRecorded(ServiceError):
    """A replay asks amoCRM for something the recorded turn did not; names the route."""


class RecordedApi:
    """Passes calls on and writes them down.

    What is known about an account is read once in many turns, so its answers stand for all turns.

    Args:
        api: what carries calls out.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._standing: OrderedDict[tuple[object, ...], Exchange] = OrderedDict()
        self._lock = threading.Lock()

    def call(
        self, request: Request, deadline: Deadline, *, acting: int | None = None
    ) -> Json | None:
        """The answer of amoCRM; see `amo.calls.Api`."""
        try:
            answer = self._api.call(request, deadline, acting=acting)
        except AmoError as error:
            self._note(Exchange(request, acting, error=error))
            raise
        self._note(Exchange(request, acting, answer))
        return answer

    def standing(self) -> tuple[Exchange, ...]:
        """The last answers about the account itself."""
        with self._lock:
            return tuple(self._standing.values())

    def _note(self, exchange: Exchange) -> None:
        if exchange.request.path in STANDING:
            with self._lock:
                self._standing[exchange.key] = exchange
                while len(self._standing) > _MOSTSTANDING:
                    self._standing.popitem(last=False)
            return
        tape = current_tape.get()
        if tape is not None:
            tape.exchanges.append(exchange)


class RecordedApis:
    """The recorded clients of all accounts."""

    def __init__(self) -> None:
        self._by_account: dict[int, RecordedApi] = {}

    def wrap(self, account_id: int, api: Api) -> Api:
        """Let an account's calls be written down."""
        self._by_account[account_id] = RecordedApi(api)
        return self._by_account[account_id]

    def standing(self, account_id: int) -> tuple[Exchange, ...]:
        """What is known about an account, as amoCRM answered."""
        found = self._by_account.get(account_id)
        return found.standing() if found else ()


class ReplayedApi:
    """Answers from a tape: standing exchanges any number of times, the others once, in order.

    Args:
        standing: what is known about the account.
        exchanges: the calls of the turn.
    """

    def __init__(self, standing: Iterable[Exchange], exchanges: Iterable[Exchange]) -> None:
        self._standing = {one.key: one for one in standing}
        self._exchanges = list(exchanges)

    def call(
        self, request: Request, deadline: Deadline, *, acting: int | None = None
    ) -> Json | None:
        """The recorded answer.

        Raises:
            NotRecorded: the recorded turn made no such call.
            AmoError: as recorded.
        """
        del deadline
        found = self._found(key_of(request, acting))
        if found is None:
            raise NotRecorded(f"{request.call} was not asked when this was recorded")
        if found.error is not None:
            raise found.error
        return found.answer

    def _found(self, key: tuple[object, ...]) -> Exchange | None:
        for index, one in enumerate(self._exchanges):
            if one.key == key:
                return self._exchanges.pop(index)
        return self._standing.get(key)
