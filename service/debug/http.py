"""The debug page, its JSON, and the export of recorded turns."""

from __future__ import annotations

import json as plain
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, g, json, render_template, request

from amo import AmoError
from amo.deadline import Deadline
from service.accounts import Accounts
from service.body import read_object
from service.debug.authority import Authority
from service.debug.explain import Explainer
from service.debug.texts import load_texts
from service.errors import Refusal, StoreDown
from service.mind import Mind
from service.parts import Parts
from service.replay.masking import Unmaskable, masked
from service.replies import Replies
from service.settings import Settings

PARSE = "/debug/parse"
RECORDING = "/debug/recordings/<string:request_id>"
JSON_TYPE = "application/json"
_FOLDER = Path(__file__).with_name("page")


@dataclass(frozen=True, slots=True)
class Debug:
    """Support's window into the parser.

    Args:
        words: of the page.
    """

    settings: Settings
    mind: Mind
    replies: Replies
    parts: Callable[[], Parts]
    words: Mapping[str, str]
    explainer: Explainer
    authority: Authority

    def register(self, app: Flask) -> None:
        """Put the endpoints on an application."""
        debug = Blueprint("debug", __name__, template_folder="page")
        debug.add_url_rule(PARSE, "page", self.page, methods=["GET"])
        debug.add_url_rule(PARSE, "parse", self.parse, methods=["POST"])
        debug.add_url_rule(RECORDING, "recording", self.recording, methods=["GET"])
        app.register_blueprint(debug)

    def page(self) -> Response:
        """The empty page; what it shows comes by POST, with a token."""
        if not self.authority.has_page:
            self.authority.onlooker(request, self._deadline())
        nonce = secrets.token_urlsafe(16)
        html = render_template(
            "debug.html",
            texts=self.words,
            nonce=nonce,
            style=(_FOLDER / "debug.css").read_text(encoding="utf-8"),
            script=(_FOLDER / "debug.js").read_text(encoding="utf-8"),
        )
        answer = Response(html, content_type="text/html; charset=utf-8")
        answer.headers["Content-Security-Policy"] = _policy(nonce)
        return answer

    def parse(self) -> Response:
        """Explain a phrase."""
        deadline = self._deadline()
        onlooker = self.authority.onlooker(request, deadline)
        if request.mimetype != JSON_TYPE:
            raise Refusal(415, "problems.media_type")
        data = read_object(request.get_data(cache=False))
        try:
            return _json(self.explainer.explain(data, onlooker, deadline))
        except AmoError:
            raise _later() from None

    def recording(self, request_id: str) -> Response:
        """A recorded turn as a replay file; `?mask=1` hides clients' personal data."""
        onlooker = self.authority.onlooker(request, self._deadline())
        account_id = onlooker.account_id or request.args.get("account_id", type=int)
        recordings = self.parts().watch.recordings
        if recordings is None or account_id is None:
            raise Refusal(404, "problems.not_found")
        try:
            file = recordings.get(account_id, request_id)
        except StoreDown:
            raise _later() from None
        if file is None:
            raise Refusal(404, "problems.not_found")
        if request.args.get("mask") == "1":
            try:
                file = masked(file, self.mind, self.replies)
            except Unmaskable:
                raise Refusal(422, "problems.unmaskable") from None
        answer = Response(plain.dumps(file, ensure_ascii=False, indent=1), mimetype=JSON_TYPE)
        answer.headers["Content-Disposition"] = f'attachment; filename="{g.request_id}.json"'
        return answer

    def _deadline(self) -> Deadline:
        return Deadline.after(self.settings.answer_seconds, time.monotonic)


def make_debug(
    settings: Settings,
    mind: Mind,
    replies: Replies,
    parts: Callable[[], Parts],
    clock: Callable[[], float],
) -> Debug:
    """Make the window.

    Args:
        clock: the time in seconds since the epoch.

    Raises:
        BadReplies: data/debug/page.toml cannot be used.
    """
    words = load_texts()
    explainer = Explainer(mind, parts, clock, Accounts(), words["stand_in"])
    return Debug(settings, mind, replies, parts, words, explainer, Authority(settings, parts))


def _policy(nonce: str) -> str:
    own = f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _later() -> Refusal:
    return Refusal(503, "problems.store", headers={"Retry-After": "5"})


def _json(body: Mapping[str, Any]) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), mimetype=JSON_TYPE)
