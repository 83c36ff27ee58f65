"""What machines ask: whether the process lives, whether it may get work, and its numbers."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import redis
from flask import Blueprint, Flask, Response, json, request

from amo import AmoError
from service.claims_sqlite import SqliteClaims
from service.errors import Refusal, StoreDown
from service.parts import Parts
from service.settings import Settings, metrics_folder
from service.telemetry import exposition
from service.version import VERSION

JSON_TYPE = "application/json"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Probes:
    """The endpoints for machines; nginx keeps the last two to itself.

    Args:
        parts: what readiness is asked about.
    """

    settings: Settings
    parts: Callable[[], Parts]

    def register(self, app: Flask) -> None:
        """Put the endpoints on an application."""
        probes = Blueprint("probes", __name__)
        probes.add_url_rule("/healthz", view_func=self.healthz, methods=["GET"])
        probes.add_url_rule("/readyz", view_func=self.readyz, methods=["GET"])
        probes.add_url_rule("/metrics", view_func=self.metrics, methods=["GET"])
        app.register_blueprint(probes)

    def healthz(self) -> Response:
        """Say that the process answers; touches nothing else."""
        return Response(json.dumps({"status": "ok", "version": VERSION}), mimetype=JSON_TYPE)

    def readyz(self) -> Response:
        """Say whether this process may get work; asks neither amoCRM nor the LLM."""
        amiss = sorted(self._amiss())
        body = {"status": "unready" if amiss else "ready", "amiss": amiss}
        return Response(json.dumps(body), 503 if amiss else 200, mimetype=JSON_TYPE)

    def metrics(self) -> Response:
        """The numbers, for whoever has the token; for everybody else there is no such address."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        own = self.settings.metrics_token
        if not own or not hmac.compare_digest(given.encode("utf-8", "replace"), own.encode()):
            raise Refusal(404, "problems.not_found")
        return Response(exposition(metrics_folder()), content_type=METRICS_TYPE)

    def _amiss(self) -> Iterator[str]:
        parts = self.parts()
        if isinstance(parts.claims, SqliteClaims):
            try:
                parts.claims.check()
            except StoreDown:
                yield "claims"
        try:
            parts.tenants.check()
        except AmoError:
            yield "grants"
        if parts.shared is not None and not _answers(parts.shared.client):
            # Reading goes on without Redis, so this alone takes nobody out of service.
            parts.shared.watch.failed()


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
