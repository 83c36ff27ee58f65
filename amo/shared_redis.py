"""The connection to Redis: impatient, for a limiter or a lock that waits is worse than none."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE_SECONDS = 0.5


def connect(url: str) -> Redis:
    """A client that gives up after half a second and tries nothing twice.

    Args:
        url: `redis://` or `rediss://` with host, port and database.

    Raises:
        ValueError: the address is not one of Redis.
    """
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
