"""The hints of the open card over HTTP: `GET /api/v1/hints?entity=leads/5001`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, g, json, request

from amo import AmoError
from amo.deadline import Deadline
from amo.errors import UnknownUser
from amo.models import Kind
from amo.widget_token import Caller
from service.entrance import Entrance
from service.errors import Refusal
from service.hints import Hint, hints
from service.page import LARGEST_ID
from service.parts import Parts
from service.replies import Replies
from service.settings import Settings

PATH = "/api/v1/hints"
JSON_TYPE = "application/json"
_ENTITY = re.compile(r"(leads|contacts|companies)/([1-9][0-9]{0,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hinting:
    """Answers what is amiss with a card.

    Args:
        parts: what needs sockets and locks, made on first use.
        clock: the time in seconds since the epoch.
    """

    settings: Settings
    texts: Replies
    parts: Callable[[], Parts]
    clock: Callable[[], float]

    def register(self, app: Flask) -> None:
        """Put the endpoint on an application."""
        hinting = Blueprint("hinting", __name__)
        hinting.add_url_rule(
            PATH, view_func=self.hints, methods=["GET"], provide_automatic_options=False
        )
        hinting.add_url_rule(PATH, "preflight", self.preflight, methods=["OPTIONS"])
        app.register_blueprint(hinting)

    def hints(self) -> Response:
        """Tell the hints of one card; none for a card out of sight."""
        deadline = Deadline.after(self.settings.answer_seconds, time.monotonic)
        parts = self.parts()
        caller = Entrance(self.settings, self.parts).caller(request)
        kind, record_id = _entity(request.args.get("entity", ""))
        with parts.admission.place(caller.account_id):
            found = self._found(parts, caller, kind, record_id, deadline)
        body = {"hints": [_shown(one) for one in found], "request_id": g.request_id}
        return Response(json.dumps(body, ensure_ascii=False), mimetype=JSON_TYPE)

    def preflight(self) -> Response:
        """Say to a browser what the accounts' pages may send."""
        return Entrance(self.settings, self.parts).preflight(request)

    def _found(
        self, parts: Parts, caller: Caller, kind: Kind, record_id: int, deadline: Deadline
    ) -> tuple[Hint, ...]:
        """The hints; none while amoCRM fails, as nobody has asked for them."""
        client = parts.tenants.client(caller.account_id)
        if client is None:
            raise Refusal(401, "problems.bad_token")
        try:
            session = client.acting(caller.user_id, deadline)
            zone = ZoneInfo(session.directory.account.timezone)
            now = datetime.fromtimestamp(self.clock(), UTC).astimezone(zone)
            return hints(session, kind, record_id, self.texts, now, self.settings.stuck_days)
        except UnknownUser:
            raise Refusal(403, "problems.user") from None
        except AmoError:  # the failed call is in the journal already
            return ()


def _entity(said: str) -> tuple[Kind, int]:
    """The card that is meant.

    Raises:
        Refusal: 422 when the words name none.
    """
    match = _ENTITY.fullmatch(said)
    if match is None or int(match[2]) > LARGEST_ID:
        raise Refusal(422, "problems.entity")
    return Kind(match[1]), int(match[2])


def _shown(hint: Hint) -> dict[str, str]:
    return {"code": hint.code, "text": hint.text, "send": hint.send}
