"""What can go wrong with a model's server, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One way to fail."""

    HANG = "hang"
    DRIP = "drip"
    DRIP_HEADERS = "drip_headers"
    RESET = "reset"
    UNAUTHORIZED = "unauthorized"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    UNAVAILABLE_PAGE = "unavailable_page"
    PAGE = "page"
    REDIRECT = "redirect"
    MALFORMED = "malformed"
    TRUNCATED = "truncated"
    WRONG_SCHEMA = "wrong_schema"
    EMPTY_CHOICES = "empty_choices"
    NOTHING = "nothing"
    CUT_SHORT = "cut_short"
    TOOL_CALL = "tool_call"
    HUGE = "huge"
    PACKED = "packed"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault in force.

    Args:
        seconds: how long a hang or the whole of a drip lasts.
        retry_after: the header of a 429, as is.
        location: where a redirect points.
    """

    fault: Fault
    seconds: float = 20.0
    retry_after: str = ""
    location: str = ""


STATUS = {
    Fault.UNAUTHORIZED: 401,
    Fault.RATE_LIMITED: 429,
    Fault.SERVER_ERROR: 500,
    Fault.UNAVAILABLE_PAGE: 503,
    Fault.REDIRECT: 307,
}
