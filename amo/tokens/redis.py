"""Grants in Redis, for several machines; a lock with an owner keeps a refresh to one of them.

Redis must write its log to disk (`appendonly yes`): it holds the only copy of a refresh token.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from redis import Redis, RedisError

from amo.deadline import Deadline
from amo.errors import DeadlineExceeded, StoreUnavailable
from amo.tokens.cipher import Cipher
from amo.tokens.grant import Grant, from_text, to_text
from amo.tokens.store import StoredSlot

POLL_SECONDS = 0.02
LOCK_SECONDS = 30  # longer than a refresh may take, `granted.REFRESH_SECONDS`

_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"


class RedisTokenStore:
    """Keeps grants for several machines.

    Args:
        redis: a client whose own timeouts are short.
        cipher: encrypts what is kept.
        sleep: waits so many seconds.
        owner: gives a word nobody else has, such as `secrets.token_hex`.
        prefix: what its keys begin with.
    """

    def __init__(
        self,
        redis: Redis,
        cipher: Cipher,
        sleep: Callable[[float], None],
        owner: Callable[[], str],
        prefix: str = "amo:grant:",
    ) -> None:
        self._redis: Any = redis
        self._cipher = cipher
        self._sleep = sleep
        self._owner = owner
        self._prefix = prefix
        self._release: Any = redis.register_script(_RELEASE)

    def get(self, account_id: int) -> Grant | None:
        """The account's grant. See `TokenStore`."""
        with _translated():
            sealed = self._redis.get(self._key(account_id))
        return None if sealed is None else from_text(self._cipher.open(_text(sealed)))

    @contextmanager
    def alone(self, account_id: int, deadline: Deadline) -> Iterator[StoredSlot]:
        """The account's slot, while nobody else in the world has it. See `TokenStore`."""
        lock, owner = f"{self._key(account_id)}:lock", self._owner()
        while not self._taken(lock, owner):
            if deadline.expired():
                raise DeadlineExceeded
            self._sleep(POLL_SECONDS)
        try:
            yield StoredSlot(self, account_id)
        finally:
            with suppress(RedisError):  # it would run out by itself
                self._release(keys=[lock], args=[owner])

    def accounts(self) -> tuple[int, ...]:
        """The accounts that have a grant."""
        with _translated():
            return tuple(sorted(int(one) for one in self._redis.smembers(self._all)))

    def delete(self, account_id: int) -> None:
        """Forgets the account's grant. See `TokenStore`."""
        with _translated():
            self._redis.delete(self._key(account_id))
            self._redis.srem(self._all, account_id)

    def check(self) -> None:
        """Reads and writes for a try. See `TokenStore`."""
        with _translated():
            self._redis.set(f"{self._prefix}trial", "1", ex=LOCK_SECONDS)

    def put(self, grant: Grant) -> None:
        """Stores a grant, even if the lock ran out meanwhile: nobody else can have a newer one.

        Raises:
            StoreUnavailable: Redis gives no answer.
        """
        sealed = self._cipher.seal(to_text(grant))
        with _translated(), self._redis.pipeline(transaction=True) as both:
            both.set(self._key(grant.account_id), sealed)
            both.sadd(self._all, grant.account_id)
            both.execute()

    @property
    def _all(self) -> str:
        return f"{self._prefix}accounts"

    def _key(self, account_id: int) -> str:
        return f"{self._prefix}{account_id}"

    def _taken(self, lock: str, owner: str) -> bool:
        with _translated():
            return bool(self._redis.set(lock, owner, nx=True, ex=LOCK_SECONDS))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except RedisError:
        raise StoreUnavailable from None


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value
