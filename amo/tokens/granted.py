"""The rotating tokens of one account: renewed in time, once, and by one process in the world."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from threading import Lock, Thread

from amo.deadline import Clock, Deadline
from amo.errors import DeadlineExceeded, NeedsReauthorization, Unauthorized
from amo.oauth import OAuth
from amo.tokens.access import Access
from amo.tokens.grant import Grant
from amo.tokens.store import TokenStore

EARLY_SECONDS = 3600.0  # a token is renewed this long before it ends
REFRESH_SECONDS = 20.0  # a refresh takes its own time: cut short, it has spent the token
EARLY_PAUSE_SECONDS = 30.0  # between two tries to renew early
YOUNGEST_SECONDS = 30.0  # a token this young was not refused for its age


class Granted:
    """Credentials from a grant; safe to share between threads.

    Args:
        account_id: whose they are.
        store: where grants are kept.
        oauth: how they are renewed.
        now: unix seconds.
        clock: a monotonic clock in seconds.
        youngest: the age below which a refused token is not renewed, in seconds.
    """

    def __init__(
        self,
        account_id: int,
        store: TokenStore,
        oauth: OAuth,
        now: Callable[[], float],
        clock: Clock,
        youngest: float = YOUNGEST_SECONDS,
    ) -> None:
        self._account_id = account_id
        self._store = store
        self._oauth = oauth
        self._now = now
        self._clock = clock
        self._youngest = youngest
        self._lock = Lock()
        self._flight: tuple[str, Future[Grant]] | None = None
        self._early_again_at = clock()

    def access(self, deadline: Deadline) -> Access:
        """A token that should work now; one that ends soon is renewed on the way.

        Called at least once in three months (a daily call is plenty), it keeps the grant alive.

        Raises:
            NeedsReauthorization: there is no grant any more.
            StoreUnavailable: the store cannot be read.
            AmoError: the token has ended and the refresh failed.
        """
        grant = self._stored()
        left = grant.expires_at - self._now()
        if left <= 0:
            return _access(self._renewed(grant.access, deadline))
        if left < min(EARLY_SECONDS, (grant.expires_at - grant.obtained_at) / 2):
            self._renew_early(grant)
        return _access(grant)

    def replaced(self, stale: Access) -> Access | None:
        """A token other than the refused one, if somebody has stored one."""
        grant = self._stored()
        return _access(grant) if grant.access != stale.token else None

    def renew(self, stale: Access, deadline: Deadline) -> Access:
        """A new token in place of the refused one.

        Raises:
            Unauthorized: the refused token is too young to have ended.
            NeedsReauthorization: there is no grant any more.
            AmoError: the refresh failed.
        """
        grant = self._stored()
        if grant.access == stale.token and self._now() - grant.obtained_at < self._youngest:
            raise Unauthorized
        return _access(self._renewed(stale.token, deadline))

    def _stored(self) -> Grant:
        grant = self._store.get(self._account_id)
        if grant is None or grant.dead:
            raise NeedsReauthorization
        return grant

    def _renew_early(self, grant: Grant) -> None:
        """Starts a refresh nobody waits for: the old token still works."""
        if self._clock() >= self._early_again_at:
            self._early_again_at = self._clock() + EARLY_PAUSE_SECONDS
            self._flight_for(grant.access)

    def _renewed(self, stale: str, deadline: Deadline) -> Grant:
        """The renewed grant; a caller whose time is up leaves, the refresh goes on."""
        try:
            return self._flight_for(stale).result(timeout=deadline.left())
        except FutureTimeout:
            raise DeadlineExceeded from None

    def _flight_for(self, stale: str) -> "Future[Grant]":
        """The refresh of this token that this process has under way, or a new one."""
        with self._lock:
            known = self._flight
            if known and known[0] == stale and not known[1].done():
                return known[1]
            future: Future[Grant] = Future()
            self._flight = (stale, future)
        Thread(target=self._fly, args=(future, stale), name="amo-refresh").start()
        return future

    def _fly(self, future: "Future[Grant]", stale: str) -> None:
        try:
            future.set_result(self._renew_alone(stale))
        except BaseException as error:  # whoever waits for the future raises it
            future.set_exception(error)

    def _renew_alone(self, stale: str) -> Grant:
        deadline = Deadline.after(REFRESH_SECONDS, self._clock)
        with self._store.alone(self._account_id, deadline) as slot:
            grant = slot.read()
            if grant is None or grant.dead:
                raise NeedsReauthorization
            if grant.access != stale:
                return grant
            slot.prove_writable()
            try:
                fresh = self._oauth.refresh(grant, deadline)
            except NeedsReauthorization:
                now = slot.read()
                if now and now.refresh != grant.refresh:
                    return now  # a lock can run out: somebody else has spent the token, and well
                if now:
                    slot.write(grant.marked_dead())
                raise
            slot.write(fresh)
            return fresh


def keep(store: TokenStore, grant: Grant, deadline: Deadline) -> None:
    """Stores a grant just bought with a code, in place of an older one.

    Raises:
        DeadlineExceeded, StoreUnavailable: it is not stored.
    """
    with store.alone(grant.account_id, deadline) as slot:
        slot.write(grant)


def _access(grant: Grant) -> Access:
    return Access(grant.base_url, grant.access)
