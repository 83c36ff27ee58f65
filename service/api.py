"""The HTTP face: the chat endpoint, and what every answer has in common."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, g, json, request
from werkzeug.exceptions import HTTPException

from amo.deadline import Deadline
from amo.errors import StoreUnavailable
from service.assistant import Reply, sorry
from service.body import read_message
from service.cors import allow
from service.entrance import Entrance
from service.errors import Refusal
from service.journal import Journal
from service.parts import Parts
from service.problems import problem, refusal_of
from service.replies import Replies
from service.settings import Settings
from service.telemetry import queue_seconds, request_seconds, requests

CHAT = "/api/v1/chat"
JSON_TYPE = "application/json"
ENOUGH_SECONDS = 1.0  # with less left, nothing can be looked up any more
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_STARTED = re.compile(r"t=([0-9]{9,11}\.[0-9]{3})")  # nginx: t=${msec}
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
        parts: what needs sockets and locks, made on first use so that it is made after a fork.
        clock: the time in seconds since the epoch.
    """

    settings: Settings
    texts: Replies
    journal: Journal
    parts: Callable[[], Parts]
    clock: Callable[[], float]

    def register(self, app: Flask) -> None:
        """Put the endpoints on an application."""
        api = Blueprint("api", __name__)
        api.add_url_rule(
            CHAT, view_func=self.chat, methods=["POST"], provide_automatic_options=False
        )
        api.add_url_rule(CHAT, "preflight", self.preflight, methods=["OPTIONS"])
        api.before_app_request(_begin)
        app.register_blueprint(api)
        app.register_error_handler(Refusal, self.refused)
        app.register_error_handler(HTTPException, self.http_error)
        app.register_error_handler(StoreUnavailable, self.away)
        app.register_error_handler(Exception, self.broken)
        app.after_request(self.finish)

    def chat(self) -> Response:
        """Answer a message."""
        deadline = self._deadline()
        if request.mimetype != JSON_TYPE:
            raise Refusal(415, "problems.media_type")
        parts = self.parts()
        parts.admission.check()
        caller = self._entrance.caller(request)
        message = read_message(request.get_data(cache=False))
        g.state = message.state
        with parts.admission.place(caller.account_id):
            if deadline.left() < min(ENOUGH_SECONDS, self.settings.answer_seconds / 2):
                raise Refusal(429, "problems.busy", headers={"Retry-After": "2"})
            reply = parts.watch.answering.answer(message, caller, deadline, g.request_id)
        return _json(reply, g.request_id, g.started)

    def preflight(self) -> Response:
        """Say to a browser what the accounts' pages may send."""
        return self._entrance.preflight(request)

    def refused(self, refusal: Refusal) -> Response:
        self.journal.refused(g.request_id, refusal.status, refusal.key)
        return problem(refusal, self.texts, g.request_id)

    def http_error(self, error: HTTPException) -> Response:
        """Flask's own refusals, as problem documents."""
        allowed = getattr(error, "valid_methods", None)
        headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
        return problem(refusal_of(error.code or 400, headers), self.texts, g.request_id)

    def away(self, error: StoreUnavailable) -> Response:
        """Nobody can tell now which accounts are ours."""
        self.journal.failed(g.request_id, error)
        refusal = Refusal(503, "problems.store", headers={"Retry-After": "5"})
        return problem(refusal, self.texts, g.request_id)

    def broken(self, error: Exception) -> Response:
        """The last resort: a fault of ours never shows its trace, nor does it lose the dialogue."""
        self.journal.failed(g.request_id, error)
        if request.path == CHAT:
            reply = sorry(self.texts, g.request_id, g.get("state"))
            return _json(reply, g.request_id, g.started)
        refusal = Refusal(500, "troubles.internal", {"request_id": g.request_id})
        return problem(refusal, self.texts, g.request_id)

    def finish(self, answer: Response) -> Response:
        """Headers and numbers of every answer."""
        for name, value in _SECURITY.items():
            answer.headers.setdefault(name, value)
        answer.headers["X-Request-ID"] = g.request_id
        if request.path.startswith("/api/"):
            allow(answer, request.headers.get("Origin"), self._entrance.origins())
        route = request.url_rule.rule if request.url_rule else "none"
        requests.labels(route, str(answer.status_code)).inc()
        request_seconds.labels(route).observe(time.monotonic() - g.started)
        return answer

    @property
    def _entrance(self) -> Entrance:
        return Entrance(self.settings, self.parts)

    def _deadline(self) -> Deadline:
        """When the answer must be there; the time in the proxy's queue counts."""
        queued = self._queued()
        queue_seconds.observe(queued)
        return Deadline.after(self.settings.answer_seconds - queued, time.monotonic)

    def _queued(self) -> float:
        if not self.settings.behind_proxy:
            return 0.0
        said = _STARTED.fullmatch(request.headers.get("X-Request-Start", ""))
        waited = self.clock() - float(said[1]) if said else 0.0
        return min(max(waited, 0.0), self.settings.answer_seconds)


def _begin() -> None:
    g.started = time.monotonic()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())


def _json(reply: Reply, request_id: str, started: float) -> Response:
    body = {
        **reply.to_json(),
        "request_id": request_id,
        "took_ms": round((time.monotonic() - started) * 1000),
    }
    return Response(json.dumps(body, ensure_ascii=False), mimetype=JSON_TYPE)
