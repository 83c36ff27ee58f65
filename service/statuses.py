"""GET /api/v1/status: what the widget may show of the second reader; nothing in it is secret."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, json

from service.second_reader import SecondReader, Standing

STATUS = "/api/v1/status"


@dataclass(frozen=True, slots=True)
class Statuses:
    """Answers how the parts that may be away are.

    Args:
        reader: None when it is off.
    """

    reader: SecondReader | None

    def register(self, app: Flask) -> None:
        """Put the endpoint on an application."""
        statuses = Blueprint("statuses", __name__)
        statuses.add_url_rule(
            STATUS, view_func=self.status, methods=["GET"], provide_automatic_options=False
        )
        app.register_blueprint(statuses)

    def status(self) -> Response:
        """Say whether phrases the rules decline can be read, as this process knows it."""
        standing = Standing.OFF if self.reader is None else self.reader.standing
        return Response(json.dumps({"llm": standing.value}), mimetype="application/json")
