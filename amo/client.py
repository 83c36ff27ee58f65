"""One account of amoCRM: what is known about it, and sessions that act as its users."""

from dataclasses import dataclass

from amo.cache import Cached
from amo.calls import Api
from amo.deadline import Clock, Deadline
from amo.directory import Directory
from amo.enforcement import Enforcement
from amo.errors import Forbidden, UnknownUser
from amo.line import Line
from amo.reference import read_directory
from amo.session import Session
from amo.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long, in seconds, what is known about an account stays good.

    Args:
        fresh: after this it is read again.
        stale: up to this it still serves while amoCRM gives no answer.
        unknown_user: how old a reading may be when somebody unknown asks.
    """

    fresh: float = 600.0
    stale: float = 3600.0
    unknown_user: float = 60.0


class AmoClient:
    """One account of amoCRM; safe to share between threads.

    Args:
        api: what carries calls out for this account (`amo.http.connect`).
        clock: a monotonic clock in seconds.
        lifetimes: how long the directory stays good.
    """

    def __init__(self, api: Api, clock: Clock, lifetimes: Lifetimes | None = None) -> None:
        self._api = api
        self._lifetimes = lifetimes or Lifetimes()
        self._directory = Cached[Directory](clock, self._lifetimes.fresh, self._lifetimes.stale)
        self._enforcement = Enforcement(api, clock, self._lifetimes.fresh)

    def directory(self, deadline: Deadline) -> Directory:
        """The account, its users, pipelines, task types and fields.

        Read with the administrator's token and kept for a while; one thread reads, the others
        wait for it; an old reading serves while amoCRM gives no answer.

        Raises:
            AmoError: there is no usable reading and amoCRM gave none.
        """
        return self._directory.get(lambda: read_directory(self._api, deadline), deadline)

    def acting(self, user_id: int, deadline: Deadline) -> Session:
        """A session in which every call carries this user's rights and this deadline.

        Args:
            user_id: the asking user, as a verified widget token names them.
            deadline: when the answer must be there.

        Raises:
            UnknownUser: not an active, paid user of the account.
            Forbidden: nobody can tell the user's rights, so nothing is allowed.
            AmoError: amoCRM gave no answer.
        """
        directory = self._with_user(user_id, deadline)
        user = directory.user(user_id)
        if directory.users_known and not (user and user.can_sign_in):
            raise UnknownUser
        enforced = self._enforcement.holds(user_id, directory.account.current_user_id, deadline)
        if user is None and not enforced:
            raise Forbidden
        return Session(Line(self._api, directory, Viewer(user_id, user, enforced), deadline))

    def _with_user(self, user_id: int, deadline: Deadline) -> Directory:
        directory = self.directory(deadline)
        if not directory.users_known or directory.user(user_id):
            return directory
        return self._directory.get(
            lambda: read_directory(self._api, deadline),
            deadline,
            newer_than=self._lifetimes.unknown_user,
        )
