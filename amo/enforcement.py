"""Whether amoCRM itself answers with the asking user's rights.

`X-Context-User-ID` works for a token that an administrator granted. An account may refuse it (401)
or, worse, ignore it; then every answer would be the administrator's. So the account is asked once
in a while whom it takes us for. Source: amoCRM API, "account", field `current_user_id`.
"""

import threading

from amo.calls import Api
from amo.deadline import Clock, Deadline
from amo.errors import DeadlineExceeded, Forbidden, Unauthorized
from amo.reference import read_account


class Enforcement:
    """Remembers for one account whether the header is honoured.

    Args:
        api: what carries calls out.
        clock: a monotonic clock in seconds.
        lifetime: seconds for which a finding is good.
    """

    def __init__(self, api: Api, clock: Clock, lifetime: float) -> None:
        self._api = api
        self._clock = clock
        self._lifetime = lifetime
        self._found: dict[int, tuple[bool, float]] = {}
        self._lock = threading.Lock()
        self._flight = threading.Lock()

    def holds(self, user_id: int, owner_id: int | None, deadline: Deadline) -> bool:
        """Whether calls with this user's id are answered with this user's rights.

        Args:
            user_id: the asking user.
            owner_id: the user the token belongs to.
            deadline: when the answer must be there.

        One thread asks, for its finding mostly holds for everybody.

        Raises:
            DeadlineExceeded: another thread is still asking.
            AmoError: amoCRM gave no answer at all.
        """
        known = self._known(user_id)
        if known is not None:
            return known
        if not self._flight.acquire(timeout=deadline.left()):
            raise DeadlineExceeded
        try:
            known = self._known(user_id)
            return self._find_out(user_id, owner_id, deadline) if known is None else known
        finally:
            self._flight.release()

    def _find_out(self, user_id: int, owner_id: int | None, deadline: Deadline) -> bool:
        found = self._ask(user_id, deadline)
        # An account that ignores the header still names the right user when it is the owner.
        everyone = found and user_id != owner_id
        with self._lock:
            self._found[0 if everyone else user_id] = (found, self._clock() + self._lifetime)
        return found

    def _known(self, user_id: int) -> bool | None:
        with self._lock:
            for key in (0, user_id):
                found, until = self._found.get(key, (False, 0.0))
                if key in self._found and self._clock() < until:
                    return found
        return None

    def _ask(self, user_id: int, deadline: Deadline) -> bool:
        try:
            return read_account(self._api, deadline, acting=user_id).current_user_id == user_id
        except (Unauthorized, Forbidden):
            read_account(self._api, deadline)  # the token itself may be what is refused
            return False
