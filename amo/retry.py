"""Whether and when a call is tried again: pure functions."""

from amo.errors import AmoError, OversizedAnswer, QueueFull, RateLimited, Unavailable

MOST_RETRIES = 1
FIRST_PAUSE = 0.25
WORTH_TRYING = 3.0  # seconds that must be left for another attempt
RESERVE = 2.0  # seconds that must be left after the pause


def should_retry(method: str, error: AmoError, attempt: int) -> bool:
    """Whether another attempt is safe and may help.

    Args:
        method: only a GET is ever repeated; a write may have happened already.
        error: what the last attempt ended with.
        attempt: how many attempts were made before it.
    """
    passing = isinstance(error, Unavailable | RateLimited)
    futile = isinstance(error, OversizedAnswer | QueueFull)
    return method == "GET" and attempt < MOST_RETRIES and passing and not futile


def delay(attempt: int, retry_after: float | None, chance: float) -> float:
    """Seconds to wait before the next attempt.

    Args:
        attempt: how many attempts were made before the failed one.
        retry_after: what amoCRM asks for.
        chance: a random number from 0 to 1, so that many workers do not come back together.
    """
    if retry_after is not None:
        return retry_after
    return float(FIRST_PAUSE * 2**attempt * (0.5 + chance))


def pause(method: str, error: AmoError, attempt: int, left: float, chance: float) -> float | None:
    """Seconds to wait before another attempt, or None to give up.

    Args:
        left: seconds until the caller's deadline.
        method, error, attempt, chance: as in `should_retry` and `delay`.
    """
    if left <= WORTH_TRYING or not should_retry(method, error, attempt):
        return None
    seconds = delay(attempt, error.retry_after, chance)
    return seconds if seconds <= left - RESERVE else None
