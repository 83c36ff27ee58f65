"""A server that speaks the chat contract, for answers the real service cannot be made to give."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JsonObject = dict[str, Any]
CORS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "X-Auth-Token, Content-Type",
}


def reply(text: str, **keys: Any) -> JsonObject:
    """A whole 200 body of the chat contract."""
    body: JsonObject = {
        "text": text,
        "status": "done",
        "intent": "find_leads",
        "source": "rules",
        "records": [],
        "buttons": [],
        "state": "opaque",
        "error": None,
        "request_id": "0f3b",
        "took_ms": 12,
    }
    return body | keys


@dataclass(frozen=True, slots=True)
class Canned:
    """One HTTP answer.

    Args:
        hold: keeps the answer back until it is set.
        hold_body: the same for the body, after the head has been sent.
        cut: drop the connection instead of answering.
    """

    status: int = 200
    body: JsonObject = field(default_factory=lambda: reply("Готово"))
    hold: threading.Event | None = None
    hold_body: threading.Event | None = None
    cut: bool = False


@dataclass(slots=True)
class ChatStub:
    """What was asked so far, and what to answer next."""

    url: str
    asked: list[JsonObject] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    hints: list[JsonObject] = field(default_factory=list)
    queue: deque[Canned] = field(default_factory=deque)

    def next(self, *answers: Canned | JsonObject) -> None:
        """Queue answers; a plain object is the body of a 200."""
        self.queue.extend(one if isinstance(one, Canned) else Canned(body=one) for one in answers)


class _Server(ThreadingHTTPServer):
    """Knows the stub whose answers it gives."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stub = ChatStub(f"http://127.0.0.1:{self.server_address[1]}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Tests read what was asked, not a log."""

    def do_OPTIONS(self) -> None:
        self._head(204, 0)

    def do_GET(self) -> None:
        """The hints of a card."""
        body = json.dumps({"hints": self.server.stub.hints, "request_id": "0f3b"}).encode()
        self._head(200, len(body))
        self.wfile.write(body)

    def do_POST(self) -> None:
        stub = self.server.stub
        size = int(self.headers.get("Content-Length", "0"))
        stub.asked.append(json.loads(self.rfile.read(size)))
        stub.tokens.append(self.headers.get("X-Auth-Token", ""))
        try:
            self._answer(stub.queue.popleft() if stub.queue else Canned())
        except OSError:  # the page has gone or has stopped waiting
            self.close_connection = True

    def _answer(self, canned: Canned) -> None:
        _wait(canned.hold)
        if canned.cut:
            self.close_connection = True
            return
        body = json.dumps(canned.body).encode()
        self._head(canned.status, len(body))
        _wait(canned.hold_body)
        self.wfile.write(body)

    def _head(self, status: int, size: int) -> None:
        self.send_response(status)
        for name, value in CORS.items():
            self.send_header(name, value)
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(size))
        self.end_headers()


def _wait(event: threading.Event | None) -> None:
    if event is not None:
        event.wait(30)


@contextmanager
def chat_stub() -> Iterator[ChatStub]:
    """Serve the contract on a free port of this machine."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
