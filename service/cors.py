"""Cross-origin answers: the account's own pages and nobody else (Fetch, "CORS protocol")."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response

ALLOWED_HEADERS = "X-Auth-Token, Content-Type"
ALLOWED_METHODS = "POST"
MAX_AGE = "600"


def allow(answer: Response, origin: str | None, origins: Collection[str]) -> Response:
    """Let the page read the answer if its origin is one of ours."""
    answer.headers.add("Vary", "Origin")
    if origin in origins and origin is not None:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Access-Control-Expose-Headers"] = "X-Request-ID, Retry-After"
    return answer


def preflight(origin: str | None, origins: Collection[str]) -> Response:
    """The answer to OPTIONS; it never reaches a handler."""
    answer = Response(status=204)
    if origin in origins and origin is not None:
        answer.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        answer.headers["Access-Control-Allow-Methods"] = ALLOWED_METHODS
        answer.headers["Access-Control-Max-Age"] = MAX_AGE
    return answer
