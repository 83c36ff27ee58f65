"""The errors of this package.

NluError
├── DataError        a file under data/ is wrong: names file, place and remedy
├── SlotError        a slot was set with a wrong name or a wrong type of value
├── RequestError     a request line does not have the contract's shape
└── FallbackError    the second reader (Mistral) gave no usable answer
"""

from enum import StrEnum


class NluError(Exception):
    """Base of everything this package raises on purpose."""

    permanent = True


class DataError(NluError):
    """A file under data/ is wrong; the message names file, place and remedy."""


class SlotError(NluError):
    """A slot was set with a name the intent lacks or a value of the wrong type."""


class RequestError(NluError):
    """A request line does not have the contract's shape."""


class FallbackFault(StrEnum):
    """Why the second reader gave no answer."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNAUTHORIZED = "unauthorized"
    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    RESTING = "resting"


class FallbackError(NluError):
    """The second reader gave no usable answer; the rules' answer stands.

    Args:
        retry_after: seconds it asked to be left alone, 0 when it asked for none.
    """

    permanent = False

    def __init__(self, fault: FallbackFault, retry_after: float = 0.0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.retry_after = retry_after
