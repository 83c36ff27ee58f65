"""What a turn takes from outside, written down while it happens."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from amo import errors
from amo.calls import Request
from amo.errors import AmoError, Problem, Rejected
from amo.models import Json


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call of amoCRM and what came back.

    Args:
        acting: the user whose rights applied; None is the token's own.
        answer: the JSON object, or None for 204.
        error: the failure instead of an answer.
    """

    request: Request
    acting: int | None
    answer: Json | None = None
    error: AmoError | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What was asked, comparable."""
        return key_of(self.request, self.acting)


def key_of(request: Request, acting: int | None) -> tuple[object, ...]:
    """What is asked, comparable."""
    params = tuple((name, value) for name, value in request.params)
    return request.method, request.path, params, repr(request.body), acting


@dataclass(slots=True)
class Tape:
    """The running tape of one turn; each list in the order things happened.

    Args:
        state: the dialogue's state in clear as it came in.
        state_fault: `expired` or `fresh` when it could not be opened.
        kept: the state in clear as it went out.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)
    claims: list[Any] = field(default_factory=list)
    readings: list[Any] = field(default_factory=list)
    state: Any = None
    state_fault: str | None = None
    kept: Any = None


current_tape: ContextVar[Tape | None] = ContextVar("current_tape", default=None)


def exchange_to_json(one: Exchange) -> dict[str, Any]:
    """Write an exchange."""
    request = one.request
    body = {
        "method": request.method,
        "path": request.path,
        "params": [list(pair) for pair in request.params],
        "body": request.body,
        "acting": one.acting,
    }
    if one.error is not None:
        return {**body, "error": _error_to_json(one.error)}
    return {**body, "answer": one.answer}


def exchange_from_json(data: dict[str, Any]) -> Exchange:
    """Read an exchange.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    params = tuple((str(name), str(value)) for name, value in data["params"])
    request = Request(data["method"], data["path"], params, data.get("body"))
    error = data.get("error")
    return Exchange(
        request=request,
        acting=data["acting"],
        answer=data.get("answer"),
        error=None if error is None else _error_from_json(error, request),
    )


def _error_to_json(error: AmoError) -> dict[str, Any]:
    problems = error.problems if isinstance(error, Rejected) else ()
    return {
        "name": type(error).__name__,
        "status": error.status,
        "retry_after": error.retry_after,
        "maybe_done": error.maybe_done,
        "problems": [[one.path, one.code, one.request_id] for one in problems],
    }


def _error_from_json(data: dict[str, Any], request: Request) -> AmoError:
    kind = getattr(errors, str(data["name"]), None)
    if not isinstance(kind, type) or not issubclass(kind, AmoError):
        raise ValueError(f"no error of amoCRM is called {data['name']}")
    if issubclass(kind, Rejected):
        problems = tuple(Problem(*one) for one in data.get("problems", ()))
        return kind(request.call, status=data.get("status"), problems=problems)
    return kind(
        request.call,
        status=data.get("status"),
        retry_after=data.get("retry_after"),
        maybe_done=bool(data.get("maybe_done")),
    )
