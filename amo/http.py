"""The one place where bytes leave for amoCRM and come back: one request, one bounded answer."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError

from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import (
    AmoError,
    CallTimeout,
    ConnectionLost,
    DeadlineExceeded,
    NotConnected,
    OversizedAnswer,
    UnreadableAnswer,
)
from amo.wire import BoundedPool, BoundedTlsPool, Passage, current_passage

USER_AGENT = "amo-assistant"
LONGEST_REQUEST_ID = 80  # it goes into logs
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may cost.

    Args:
        seconds: the longest a call may take, whatever the caller still has.
        answer_bytes: the largest body, unpacked.
        connections: kept open to one host.
    """

    seconds: float = 4.0
    answer_bytes: int = 8 * 1024 * 1024
    connections: int = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, not yet interpreted."""

    status: int
    content_type: str = ""
    body: bytes = field(default=b"", repr=False)
    request_id: str | None = None
    retry_after: str | None = None


class _BoundedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": BoundedPool, "https": BoundedTlsPool}


class Transport:
    """Sends requests; follows no redirect, keeps no cookie, reads no environment, never retries.

    Safe to share between threads; make it after a fork.

    Args:
        limits: what one call may cost.
        verify: False, or a file of certificates to trust instead of the usual ones.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        verify: bool | str = True,
    ) -> None:
        self._limits = limits or Limits()
        self._verify = verify
        self._session = _session(self._limits.connections)
        # urllib3 writes whole addresses at DEBUG, and a query holds phones and names.
        logging.getLogger("urllib3").setLevel(logging.INFO)

    def exchange(
        self, base_url: str, request: Request, headers: Mapping[str, str], deadline: Deadline
    ) -> Answer:
        """Sends one request and reads the whole answer.

        Args:
            base_url: `https://name.amocrm.ru`, already checked to be an account of ours.
            request: what to ask.
            headers: beside the usual ones.
            deadline: when the caller stops waiting.

        Raises:
            NotConnected, ConnectionLost, CallTimeout, DeadlineExceeded, OversizedAnswer,
            UnreadableAnswer: none carries the library's exception, which holds the address.
        """
        if deadline.expired():
            raise DeadlineExceeded(request.call)
        passage = Passage(deadline.sooner(self._limits.seconds))
        reset = current_passage.set(passage)
        try:
            outcome = self._attempt(_prepared(base_url, request, headers), passage)
        finally:
            current_passage.reset(reset)
        if isinstance(outcome, Answer):
            return outcome
        maybe_done = passage.sent and request.method != "GET"
        spent = deadline.expired() and outcome is CallTimeout
        raise (DeadlineExceeded if spent else outcome)(request.call, maybe_done=maybe_done)

    def close(self) -> None:
        self._session.close()

    def _attempt(
        self, prepared: requests.PreparedRequest, passage: Passage
    ) -> Answer | type[AmoError]:
        try:
            response = self._session.send(
                prepared,
                stream=True,
                timeout=max(passage.deadline.left(), 0.001),
                allow_redirects=False,
                verify=self._verify,
            )
            with response:
                body = b"".join(_bounded(response, self._limits.answer_bytes))
                return _answer(response, body)
        except (requests.RequestException, HTTPError, OSError) as error:
            return CallTimeout if passage.deadline.expired() else _reason(error, passage)
        except _TooLarge:
            return OversizedAnswer


class _TooLarge(Exception):
    """The body has passed its limit; never leaves this module."""


def _session(connections: int) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # else .netrc replaces our Authorization
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = _BoundedAdapter(pool_connections=8, pool_maxsize=connections, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _prepared(
    base_url: str, request: Request, headers: Mapping[str, str]
) -> requests.PreparedRequest:
    query = urlencode(list(request.params), errors="replace")
    prepared = requests.PreparedRequest()
    prepared.prepare(
        method=request.method,
        url=f"{base_url}{request.path}{'?' if query else ''}{query}",
        headers={"User-Agent": USER_AGENT, "Accept": "application/json", **headers},
    )
    if request.body is not None:
        body = json.dumps(request.body, allow_nan=False, ensure_ascii=False)
        prepared.headers["Content-Type"] = "application/json"
        # Half a surrogate pair, as a cut emoji leaves it, would spoil the whole write.
        prepared.prepare_body(body.encode(errors="replace"), None)
    return prepared


def _bounded(response: requests.Response, largest: int) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_content(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise _TooLarge
        yield chunk


def _answer(response: requests.Response, body: bytes) -> Answer:
    return Answer(
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        body=body,
        request_id=response.headers.get("X-Request-Id", "")[:LONGEST_REQUEST_ID] or None,
        retry_after=response.headers.get("Retry-After"),
    )


def _reason(error: Exception, passage: Passage) -> type[AmoError]:
    """Which of our errors an exception of requests or urllib3 is."""
    if not passage.sent:
        return NotConnected
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return UnreadableAnswer
    slow = isinstance(error, requests.Timeout) or _caused_by(error, ReadTimeoutError)
    return CallTimeout if slow else ConnectionLost


def _caused_by(error: BaseException, cause: type[Exception]) -> bool:
    inner = error.args[0] if error.args else None
    return isinstance(getattr(inner, "reason", inner), cause)
