"""A request and its answer, between the connection and the application."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask
from werkzeug.test import run_wsgi_app


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as read from a connection.

    Args:
        target: path with query, as sent.
        peer: address of the client.
        scheme: ``http`` or ``https``.
        arrived: when it was read, seconds since the epoch by the account's clock.
    """

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    peer: str
    scheme: str
    arrived: float

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; Content-Length is the connection's business."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


def call(app: Flask, exchange: Exchange, server: tuple[str, int]) -> Answer:
    """Carry out a request.

    Args:
        server: address and port the sandbox listens on.
    """
    body, status, headers = run_wsgi_app(app, _environ(exchange, server), buffered=True)
    kept = [(key, value) for key, value in headers if key.lower() != "content-length"]
    return Answer(int(status.split()[0]), kept, b"".join(body))


def _environ(exchange: Exchange, server: tuple[str, int]) -> dict[str, Any]:
    path, _, query = exchange.target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": exchange.method,
        "SCRIPT_NAME": "",
        # PEP 3333: the path's bytes, as Latin-1 text.
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": exchange.peer,
        "CONTENT_LENGTH": str(len(exchange.body)),
        "CONTENT_TYPE": exchange.header("content-type") or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": exchange.scheme,
        "wsgi.input": BytesIO(exchange.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in exchange.headers:
        environ.setdefault(f"HTTP_{name.upper().replace('-', '_')}", value)
    return environ
