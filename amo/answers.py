"""What an answer of amoCRM means: JSON, nothing, or which error.

Source: amoCRM API, "Errors"; an HTML 403 is the front server's block, not a missing right.
"""

import json
from typing import Never

from amo.calls import Request
from amo.errors import (
    AmoError,
    Blocked,
    EmptyAnswer,
    FilterUnavailable,
    Forbidden,
    NotFound,
    PaymentRequired,
    Problem,
    RateLimited,
    Rejected,
    ServerError,
    Unauthorized,
    UnexpectedStatus,
    UnreadableAnswer,
)
from amo.http import Answer
from amo.models import Json
from amo.models.fields import objects, text

LONGEST_WAIT = 600.0  # a larger Retry-After is somebody's mistake
_FILTER_REFUSED = "invalid filter for current account"


def interpret(request: Request, answer: Answer) -> Json | None:
    """The JSON object of an answer; None for 204.

    Args:
        request: what was asked.
        answer: what came back.

    Raises:
        AmoError: whatever the status or the body says went wrong.
    """
    if answer.status == 204:
        return None
    if answer.status in (200, 201, 202):
        return _content(request, answer)
    raise error_of(request, answer)


def error_of(request: Request, answer: Answer) -> AmoError:
    """The error that an answer with this status is."""
    match answer.status:
        case 400 | 422:
            return _rejected(request, answer)
        case 403:
            kind: type[AmoError] = Blocked if parse(answer.body) is None else Forbidden
        case 429:
            return _error(RateLimited, request, answer, retry_after=retry_after(answer))
        case status if status >= 500:
            done = request.method != "GET"
            return _error(ServerError, request, answer, maybe_done=done)
        case status:
            kind = _BY_STATUS.get(status, UnexpectedStatus)
    return _error(kind, request, answer)


_BY_STATUS: dict[int, type[AmoError]] = {
    401: Unauthorized,
    402: PaymentRequired,
    404: NotFound,
    405: NotFound,
}


def parse(body: bytes) -> Json | None:
    """The JSON object a body holds; None for anything else, however deep, long or strange."""
    try:
        found = json.loads(body, parse_constant=_no_constants)
    except (ValueError, RecursionError):  # an undecodable byte is a ValueError too
        return None
    return found if isinstance(found, dict) else None


def retry_after(answer: Answer) -> float | None:
    """How long amoCRM asks to wait, in seconds, capped: its header first, then its body."""
    for said in (answer.retry_after, text(parse(answer.body) or {}, "retry_after")):
        if said and len(said) <= 9 and said.strip().isdecimal():
            return min(float(said), LONGEST_WAIT)
    return None


def _content(request: Request, answer: Answer) -> Json:
    found = parse(answer.body)
    if found is not None:
        return found
    kind = UnreadableAnswer if answer.body.strip() else EmptyAnswer
    raise _error(kind, request, answer, maybe_done=request.method != "GET")


def _rejected(request: Request, answer: Answer) -> Rejected:
    raw = parse(answer.body) or {}
    refused = text(raw, "detail").strip().lower() == _FILTER_REFUSED
    return (FilterUnavailable if refused else Rejected)(
        request.call,
        status=answer.status,
        request_id=answer.request_id,
        problems=_problems(raw),
    )


def _problems(raw: Json) -> tuple[Problem, ...]:
    return tuple(
        Problem(text(one, "path")[:200], text(one, "code")[:80], text(item, "request_id")[:80])
        for item in objects(raw, "validation-errors")[:50]
        for one in objects(item, "errors")[:50]
    )


def _error(
    kind: type[AmoError],
    request: Request,
    answer: Answer,
    *,
    retry_after: float | None = None,
    maybe_done: bool = False,
) -> AmoError:
    return kind(
        request.call,
        status=answer.status,
        request_id=answer.request_id,
        retry_after=retry_after,
        maybe_done=maybe_done,
    )


def _no_constants(name: str) -> Never:
    raise ValueError(name)
