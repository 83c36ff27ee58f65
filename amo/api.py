"""Carries out calls for one account: token, rate limit, deadline, retries, the answer's meaning."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from amo.answers import interpret
from amo.calls import Request
from amo.deadline import Clock, Deadline
from amo.errors import (
    AmoError,
    Blocked,
    Call,
    QueueFull,
    RateLimited,
    Unauthorized,
)
from amo.http import Transport
from amo.limiter import Granted, Limiter, Refused
from amo.models import Json
from amo.retry import pause
from amo.tokens.access import Access, Credentials

BLOCK_SECONDS = 300.0
PUSH_SECONDS = 1.0
IN_FLIGHT = 6  # so that one slow account does not hold every thread
CROWD_SECONDS = 0.5  # how late behind its slot a call may start for that reason
RESERVE = 2.0  # seconds of the deadline that waiting for a slot must leave


@dataclass(frozen=True, slots=True)
class Report:
    """One attempt, in a form fit for logs and metrics.

    Args:
        call: what was asked.
        seconds: how long amoCRM took.
        waited: how long the rate limit took before.
        error: the name of the error it ended with; None for an answer.
        status: the HTTP status of an error, where there was one.
        request_id: amoCRM's id of an error's answer.
    """

    call: Call
    seconds: float
    waited: float
    error: str | None = None
    status: int | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the client may not take for itself.

    Args:
        clock: a monotonic clock in seconds.
        sleep: waits so many seconds.
        chance: gives a number from 0 to 1.
        report: told about every attempt, for logs and metrics.
    """

    clock: Clock
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    report: Callable[[Report], None]


class AccountApi:
    """The API of one account; safe to share between threads.

    Args:
        transport: sends and receives.
        credentials: the account's tokens.
        limiter: the budget of calls.
        key: whose budget it is: the integration and the account.
        runtime: clock, sleep, chance and whom to tell.
    """

    def __init__(
        self,
        transport: Transport,
        credentials: Credentials,
        limiter: Limiter,
        key: str,
        runtime: Runtime,
    ) -> None:
        self._transport = transport
        self._credentials = credentials
        self._limiter = limiter
        self._key = key
        self._runtime = runtime
        self._in_flight = threading.BoundedSemaphore(IN_FLIGHT)

    def call(
        self, request: Request, deadline: Deadline, *, acting: int | None = None
    ) -> Json | None:
        """The JSON object of the answer; None for 204. See `amo.calls.Api`."""
        attempt = 0
        while True:
            try:
                return self._authorised(request, deadline, acting)
            except AmoError as error:
                chance = self._runtime.chance()
                seconds = pause(request.method, error, attempt, deadline.left(), chance)
                if seconds is None:
                    raise
            self._runtime.sleep(seconds)
            attempt += 1

    def _authorised(self, request: Request, deadline: Deadline, acting: int | None) -> Json | None:
        access = self._credentials.access(deadline)
        try:
            return self._once(access, request, deadline, acting)
        except Unauthorized:
            other = self._credentials.replaced(access)
            if other is None and acting is not None and self._works(access, deadline):
                raise  # the acting user is refused, not the token
        other = other or self._credentials.renew(access, deadline)
        return self._once(other, request, deadline, acting)

    def _works(self, access: Access, deadline: Deadline) -> bool:
        """Whether the token itself is good; a refresh token must not be spent on a wrong user."""
        try:
            self._once(access, Request("GET", "/api/v4/account"), deadline, None)
        except Unauthorized:
            return False
        return True

    def _once(
        self, access: Access, request: Request, deadline: Deadline, acting: int | None
    ) -> Json | None:
        waited = self._wait_for_slot(request, deadline)
        while True:
            with self._place(request, deadline):
                verdict = self._limiter.start(self._key)
                if isinstance(verdict, Granted):
                    return self._reported(access, request, deadline, acting, waited)
            waited += self._wait_again(verdict, request, deadline)

    @contextmanager
    def _place(self, request: Request, deadline: Deadline) -> Iterator[None]:
        """One of the few places in flight."""
        if not self._in_flight.acquire(timeout=min(deadline.left(), CROWD_SECONDS)):
            raise QueueFull(request.call, retry_after=PUSH_SECONDS)
        try:
            yield
        finally:
            self._in_flight.release()

    def _wait_for_slot(self, request: Request, deadline: Deadline) -> float:
        verdict = self._limiter.reserve(self._key, max(0.0, deadline.left() - RESERVE))
        if isinstance(verdict, Refused):
            raise _refused(verdict, request)
        if verdict.wait > 0:
            self._runtime.sleep(verdict.wait)
        return verdict.wait

    def _wait_again(self, verdict: Refused, request: Request, deadline: Deadline) -> float:
        """Waits until a caller who woke late, or into a pause, may ask again."""
        if verdict.blocked or verdict.wait > deadline.left() - RESERVE:
            raise _refused(verdict, request)
        self._runtime.sleep(verdict.wait)
        return verdict.wait

    def _reported(
        self,
        access: Access,
        request: Request,
        deadline: Deadline,
        acting: int | None,
        waited: float,
    ) -> Json | None:
        begun = self._runtime.clock()
        failed: AmoError | None = None
        try:
            answer = self._transport.exchange(
                access.base_url, request, _headers(access, acting), deadline
            )
            return interpret(request, answer)
        except AmoError as error:
            failed = error
            self._tell_everybody(error)
            raise
        finally:
            seconds = self._runtime.clock() - begun
            self._runtime.report(_report(request, seconds, waited, failed))

    def _tell_everybody(self, error: AmoError) -> None:
        if isinstance(error, Blocked):
            self._limiter.block(self._key, BLOCK_SECONDS)
        elif isinstance(error, RateLimited):
            self._limiter.push(self._key, max(PUSH_SECONDS, error.retry_after or 0.0))


def _refused(verdict: Refused, request: Request) -> RateLimited | Blocked:
    kind = Blocked if verdict.blocked else QueueFull
    return kind(request.call, retry_after=verdict.wait)


def _headers(access: Access, acting: int | None) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {access.token}"}
    if acting is not None:
        headers["X-Context-User-ID"] = str(acting)
    return headers


def _report(request: Request, seconds: float, waited: float, error: AmoError | None) -> Report:
    if error is None:
        return Report(request.call, seconds, waited)
    return Report(
        request.call, seconds, waited, type(error).__name__, error.status, error.request_id
    )
