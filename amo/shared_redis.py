"""The connection to Redis: impatient, for a limiter or a lock that waits is worse than none."""

import re
from urllib.parse import urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE_SECONDS = 0.5
_DATABASE = re.compile(r"(?:/[0-9]{0,4})?", re.ASCII)


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


def is_address(url: str) -> bool:
    """Whether `connect` can use an address; one it takes but reads otherwise is none."""
    try:
        place = urlsplit(url)
        connect(url).connection_pool.make_connection()  # connects to nothing yet
    except (ValueError, TypeError):
        return False
    named = place.scheme in ("redis", "rediss") and bool(place.hostname)
    return named and _DATABASE.fullmatch(place.path) is not None
