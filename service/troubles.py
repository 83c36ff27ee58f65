"""amoCRM's errors in words a manager understands, with the contract's codes."""

from __future__ import annotations

from amo.errors import (
    AmoError,
    DeadlineExceeded,
    Forbidden,
    NotFound,
    RateLimited,
    Rejected,
    Shut,
    StoreUnavailable,
    Unauthorized,
)
from service.answer import Answer, Code, Status, Trouble
from service.replies import Replies


def trouble_of(error: AmoError) -> Trouble:
    """The code of an error and whether sending the message again can help."""
    match error:
        case DeadlineExceeded():
            return Trouble(Code.TIMEOUT, retry=True)
        case Unauthorized():
            return Trouble(Code.AMO_UNAUTHORIZED, retry=False)
        case RateLimited():
            return Trouble(Code.AMO_RATE_LIMITED, retry=True)
        case Rejected() | NotFound():
            return Trouble(Code.AMO_REJECTED, retry=False)
        case Shut():
            return Trouble(Code.AMO_UNAVAILABLE, retry=False)
        case StoreUnavailable():
            return Trouble(Code.INTERNAL, retry=True)
        case _:
            return Trouble(Code.AMO_UNAVAILABLE, retry=not error.permanent)


def answer_of(error: AmoError, texts: Replies) -> Answer:
    """The answer to a message during which amoCRM failed."""
    if isinstance(error, Forbidden):
        return Answer(texts("troubles.forbidden"), Status.REFUSED)
    trouble = trouble_of(error)
    return Answer(texts(_key(error, trouble)), Status.ERROR, trouble=trouble)


def _key(error: AmoError, trouble: Trouble) -> str:
    match error:
        case Shut():
            return "troubles.amo_shut"
        case NotFound():
            return "troubles.amo_gone"
        case StoreUnavailable():
            return "problems.store"  # it is ours that is away, not amoCRM
        case _:
            return f"troubles.{trouble.code}"
