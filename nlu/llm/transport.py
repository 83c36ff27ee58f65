"""The only home of mistralai and httpx2; imported by `load_sdk` before the fork, else at a call.

Learnt of the SDK 3.x, each with a test: `timeout_ms` bounds one read, not the call; its retries
sleep a whole Retry-After; its own HTTP client follows redirects and sends the prompt along; it sets
no limit to an answer's size; MISTRAL_DEBUG=1 makes it log bodies.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nlu.errors import FallbackError, FallbackFault
from nlu.fallback import Usage
from nlu.llm.loop import BackgroundLoop

if TYPE_CHECKING:
    import httpx2
    from mistralai.client import Mistral as Sdk
    from mistralai.client.models import ChatCompletionResponse, SystemMessage, UserMessage

MOST_TOKENS = 400
LARGEST_ANSWER = 128 * 1024
LONGEST_REST = 60.0
_MOST_CONNECTIONS = 4
_CLOSING_SECONDS = 2.0
_NAME = "reading"
_UNAUTHORIZED = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is.

    Args:
        server_url: Mistral's own when empty.
        model: a dated id, so that answers do not change overnight.
    """

    key: str = field(repr=False)
    model: str
    server_url: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The text of an answer and what it cost."""

    content: str
    usage: Usage


class TooLarge(Exception):
    """An answer grew beyond LARGEST_ANSWER."""


class Mistral:
    """Asks Mistral's chat endpoint for one JSON object; safe to share between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._loop = BackgroundLoop()
        self._lock = threading.Lock()
        self._opened_by: _Opened | None = None

    def complete(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], seconds: float
    ) -> Completion:
        """Ask once.

        Args:
            messages: role and content of each.
            schema: JSON Schema of the answer.
            seconds: for all of it, connecting included.

        Raises:
            FallbackError: there is no usable answer.
        """
        if seconds <= 0:
            raise FallbackError(FallbackFault.TIMEOUT)
        until = time.monotonic() + seconds
        try:
            asked = self._ask(self._opened(), messages, schema, seconds)
            answer = self._loop.run(asked, until - time.monotonic())
        except FallbackError:
            raise
        except Exception as error:  # the SDK raises of four families; their texts hold the body
            raise _explained(error) from None
        return _completion(answer)

    def close(self) -> None:
        """Close the connections and the loop of this process."""
        with self._lock:
            opened, self._opened_by = self._opened_by, None
        if opened is not None and opened.process == os.getpid():
            self._loop.run(opened.client.aclose(), _CLOSING_SECONDS)
        self._loop.close()

    async def _ask(
        self,
        sdk: Sdk,
        messages: Sequence[Mapping[str, str]],
        schema: Mapping[str, Any],
        seconds: float,
    ) -> ChatCompletionResponse:
        return await sdk.chat.complete_async(
            model=self._endpoint.model,
            messages=_typed(messages),
            temperature=0.0,
            max_tokens=MOST_TOKENS,
            stream=False,
            reasoning_effort="none",
            response_format={
                "type": "json_schema",
                "json_schema": {"name": _NAME, "schema_definition": dict(schema), "strict": True},
            },
            timeout_ms=max(1, int(seconds * 1000)),
        )

    def _opened(self) -> Sdk:
        with self._lock:
            if self._opened_by is None or self._opened_by.process != os.getpid():
                self._opened_by = _open(self._endpoint)
            return self._opened_by.sdk


@dataclass(frozen=True, slots=True)
class _Opened:
    """The SDK with its connections, and the process they belong to."""

    sdk: Sdk
    client: httpx2.AsyncClient
    process: int


class _Silent:
    """A log for the SDK that keeps nothing, whatever MISTRAL_DEBUG says."""

    def debug(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Drop a line."""


def _typed(messages: Sequence[Mapping[str, str]]) -> list[SystemMessage | UserMessage]:
    from mistralai.client.models import SystemMessage, UserMessage

    return [
        (SystemMessage if one["role"] == "system" else UserMessage)(content=one["content"])
        for one in messages
    ]


def load_sdk() -> None:
    """Import the SDK, about a second, before the fork: workers share it and no user waits."""
    import httpx2  # noqa: F401
    from mistralai.client import Mistral as Sdk  # noqa: F401
    from mistralai.client import errors  # noqa: F401
    from mistralai.client.models import SystemMessage  # noqa: F401


def _open(endpoint: Endpoint) -> _Opened:
    import httpx2
    from mistralai.client import Mistral as Sdk

    client = httpx2.AsyncClient(
        follow_redirects=False,
        limits=httpx2.Limits(max_connections=_MOST_CONNECTIONS),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_bounded]},
    )
    sdk = Sdk(
        api_key=endpoint.key,
        server_url=endpoint.server_url or None,
        async_client=client,
        debug_logger=_Silent(),
    )
    return _Opened(sdk, client, os.getpid())


async def _bounded(response: httpx2.Response) -> None:
    """Let an answer be read up to the limit; a packed one could unfold beyond it."""
    import httpx2

    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLarge
    body = response.stream

    class Bounded(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            assert isinstance(body, httpx2.AsyncByteStream)
            async for piece in body:
                size += len(piece)
                if size > LARGEST_ANSWER:
                    raise TooLarge
                yield piece

        async def aclose(self) -> None:
            assert isinstance(body, httpx2.AsyncByteStream)
            await body.aclose()

    response.stream = Bounded()


def _completion(answer: ChatCompletionResponse) -> Completion:
    """Take the text out; whatever the SDK lets pass without one is malformed."""
    choice = answer.choices[0] if answer.choices else None
    content = getattr(choice and choice.message, "content", None)
    if choice is None or not isinstance(content, str) or choice.finish_reason != "stop":
        raise FallbackError(FallbackFault.MALFORMED)
    sent, received = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return Completion(content, Usage(_count(sent), _count(received)))


def _count(tokens: object) -> int:
    return max(tokens, 0) if isinstance(tokens, int) else 0


def _explained(error: Exception) -> FallbackError:
    """Name a fault by its class and status alone: the message may hold what was sent."""
    import httpx2
    from mistralai.client import errors

    if isinstance(error, TooLarge):
        return FallbackError(FallbackFault.TOO_LARGE)
    if isinstance(error, TimeoutError | httpx2.TimeoutException):
        return FallbackError(FallbackFault.TIMEOUT)
    if isinstance(error, errors.MistralError):
        return _refused(error.status_code, error.headers)
    if isinstance(error, httpx2.RemoteProtocolError | ValueError):
        return FallbackError(FallbackFault.MALFORMED)
    return FallbackError(FallbackFault.UNREACHABLE)


def _refused(status: int, headers: Mapping[str, str]) -> FallbackError:
    if status in _UNAUTHORIZED:
        return FallbackError(FallbackFault.UNAUTHORIZED)
    if status == 429:
        return FallbackError(FallbackFault.RATE_LIMITED, _rest(headers.get("retry-after", "")))
    fault = FallbackFault.SERVER if status >= 300 else FallbackFault.MALFORMED
    return FallbackError(fault)


def _rest(raw: str) -> float:
    """Read Retry-After in seconds (RFC 9110, 10.2.3); a date or rubbish counts as none."""
    raw = raw.strip()
    known = raw.isascii() and raw.isdigit() and len(raw) < 10
    return min(float(raw), LONGEST_REST) if known else 0.0


def size_of(messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> int:
    """Count the characters of a request, for estimating its price."""
    return len(json.dumps([list(map(dict, messages)), schema], ensure_ascii=False))
