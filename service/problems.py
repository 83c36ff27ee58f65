"""Refusals as application/problem+json (RFC 9457), with a Russian `detail`, never HTML."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, json

from service.errors import Refusal
from service.replies import Replies

TYPE = "application/problem+json"
KEYS = {
    400: "problems.bad_request",
    403: "problems.forbidden",
    404: "problems.not_found",
    405: "problems.method",
    413: "problems.too_large",
    415: "problems.media_type",
    429: "problems.too_many",
}


def problem(refusal: Refusal, texts: Replies, request_id: str) -> Response:
    """The document of a refusal."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": texts(refusal.key, **refusal.values),
        "request_id": request_id,
    }
    answer = Response(json.dumps(body, ensure_ascii=False), refusal.status, content_type=TYPE)
    answer.headers.update(refusal.headers)
    return answer


def refusal_of(status: int, headers: dict[str, str] | None = None) -> Refusal:
    """The refusal for a status Flask itself came to."""
    known = status if status in KEYS else 400
    return Refusal(known, KEYS[known], headers=headers or {})
