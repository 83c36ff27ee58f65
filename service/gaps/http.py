"""The widget's thumbs: POST /api/v1/feedback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, request

from service.body import read_object
from service.entrance import Entrance
from service.errors import Refusal, StoreDown
from service.gaps.log import GapKind
from service.parts import Parts
from service.settings import Settings

FEEDBACK = "/api/v1/feedback"
_LONGEST_ID = 100
_VERDICTS = ("up", "down")


@dataclass(frozen=True, slots=True)
class Feedback:
    """Takes verdicts on answers: `{"request_id": …, "verdict": "up" | "down"}`."""

    settings: Settings
    parts: Callable[[], Parts]

    def register(self, app: Flask) -> None:
        """Put the endpoint on an application."""
        feedback = Blueprint("feedback", __name__)
        feedback.add_url_rule(
            FEEDBACK, "take", self.take, methods=["POST"], provide_automatic_options=False
        )
        feedback.add_url_rule(FEEDBACK, "preflight", self.preflight, methods=["OPTIONS"])
        app.register_blueprint(feedback)

    def take(self) -> Response:
        """Keep a verdict; 204 whether or not the log is on, so that a thumb never fails."""
        if request.mimetype != "application/json":
            raise Refusal(415, "problems.media_type")
        parts = self.parts()
        caller = Entrance(self.settings, self.parts).caller(request)
        data = read_object(request.get_data(cache=False))
        request_id, verdict = data.get("request_id"), data.get("verdict")
        if not isinstance(request_id, str) or not 0 < len(request_id) <= _LONGEST_ID:
            raise Refusal(422, "problems.message_id")
        if verdict not in _VERDICTS:
            raise Refusal(422, "problems.bad_request")
        if verdict == "down" and parts.watch.gaps is not None:
            try:
                own = caller.account_id, caller.user_id
                parts.watch.gaps.mark(*own, request_id, GapKind.VOTED_DOWN)
            except StoreDown:
                raise Refusal(503, "problems.store", headers={"Retry-After": "5"}) from None
        return Response(status=204)

    def preflight(self) -> Response:
        """Say to a browser what the accounts' pages may send."""
        return Entrance(self.settings, self.parts).preflight(request)
