"""The HTTP face: the chat endpoint and the health checks."""

from __future__ import annotations

import math
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, g, json, request
from werkzeug.exceptions import HTTPException

from amo.deadline import Deadline
from service.assistant import Assistant, Reply
from service.auth import Gate
from service.body import read_message
from service.cors import allow, preflight
from service.errors import Refusal
from service.problems import problem, refusal_of
from service.quota import Quota
from service.replies import Replies
from service.settings import Settings
from service.version import VERSION

CHAT = "/api/v1/chat"
JSON_TYPE = "application/json"
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class Api:
    """Answers HTTP requests.

    Args:
        assistant: gives the assistant, made on first use so that it is made after a fork.
    """

    settings: Settings
    gate: Gate
    quota: Quota
    texts: Replies
    assistant: Callable[[], Assistant]

    def register(self, app: Flask) -> None:
        """Put the endpoints on an application."""
        api = Blueprint("api", __name__)
        api.add_url_rule(
            CHAT, view_func=self.chat, methods=["POST"], provide_automatic_options=False
        )
        api.add_url_rule(CHAT, "preflight", self.preflight, methods=["OPTIONS"])
        api.add_url_rule("/healthz", view_func=self.healthz, methods=["GET"])
        api.before_app_request(_name_request)
        app.register_blueprint(api)
        app.register_error_handler(Refusal, self.refused)
        app.register_error_handler(HTTPException, self.http_error)
        app.register_error_handler(Exception, self.broken)
        app.after_request(self.finish)

    def chat(self) -> Response:
        """Answer a message."""
        started = time.monotonic()
        deadline = Deadline.after(self.settings.answer_seconds, time.monotonic)
        if request.mimetype != JSON_TYPE:
            raise Refusal(415, "problems.media_type")
        caller = self.gate.caller(request)
        self._within_quota(caller.account_id, caller.user_id)
        message = read_message(request.get_data(cache=False))
        reply = self.assistant().answer(message, caller, deadline, g.request_id)
        return _json(reply, g.request_id, started)

    def preflight(self) -> Response:
        """Say to a browser what the account's pages may send."""
        return preflight(request.headers.get("Origin"), self._origins())

    def healthz(self) -> Response:
        """Say that the process answers; touches nothing else."""
        return Response(json.dumps({"status": "ok", "version": VERSION}), mimetype=JSON_TYPE)

    def refused(self, refusal: Refusal) -> Response:
        return problem(refusal, self.texts, g.request_id)

    def http_error(self, error: HTTPException) -> Response:
        """Flask's own refusals, as problem documents."""
        allowed = getattr(error, "valid_methods", None)
        headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
        return problem(refusal_of(error.code or 400, headers), self.texts, g.request_id)

    def broken(self, error: Exception) -> Response:
        """The last resort: a fault of ours never shows its trace."""
        self.assistant().journal.failed(g.request_id, error)
        reply = self.assistant().sorry(g.request_id)
        return _json(reply, g.request_id, time.monotonic())

    def finish(self, answer: Response) -> Response:
        """Headers of every answer."""
        answer.headers.update(_SECURITY)
        answer.headers["X-Request-ID"] = g.request_id
        if request.path.startswith("/api/"):
            allow(answer, request.headers.get("Origin"), self._origins())
        return answer

    def _origins(self) -> tuple[str, ...]:
        return (self.settings.amo.issuer, *self.settings.origins)

    def _within_quota(self, account_id: int, user_id: int) -> None:
        waits = (
            self.quota.wait((account_id, user_id), self.settings.per_user_minute),
            self.quota.wait(account_id, self.settings.per_account_minute),
        )
        if max(waits) > 0:
            headers = {"Retry-After": str(math.ceil(max(waits)))}
            raise Refusal(429, "problems.too_many", headers=headers)


def _name_request() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())


def _json(reply: Reply, request_id: str, started: float) -> Response:
    body = {
        **reply.to_json(),
        "request_id": request_id,
        "took_ms": round((time.monotonic() - started) * 1000),
    }
    return Response(json.dumps(body, ensure_ascii=False), mimetype=JSON_TYPE)
