"""A server that speaks the chat contract, for answers the real service cannot be made to give."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
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
    """One HTTP answer; `hold` keeps it back until the event is set, `cut` drops the connection."""

    status: int = 200
    body: JsonObject = field(default_factory=lambda: reply("Готово"))
    hold: threading.Event | None = None
    cut: bool = False


@dataclass(slots=True)
class ChatStub:
    """What was asked so far, and what to answer next."""

    url: str
    asked: list[JsonObject] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    queue: deque[Canned] = field(default_factory=deque)

    def next(self, *answers: Canned | JsonObject) -> None:
        """Queue answers; a plain object is the body of a 200."""
        self.queue.extend(one if isinstance(one, Canned) else Canned(body=one) for one in answers)


def _handler(stub: Callable[[], ChatStub]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Tests read what was asked, not a log."""

        def do_OPTIONS(self) -> None:
            self._send(204, b"")

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            current = stub()
            current.asked.append(json.loads(self.rfile.read(size)))
            current.tokens.append(self.headers.get("X-Auth-Token", ""))
            self._answer(current.queue.popleft() if current.queue else Canned())

        def _answer(self, canned: Canned) -> None:
            if canned.hold is not None:
                canned.hold.wait(30)
            if canned.cut:
                self.close_connection = True
                return
            self._send(canned.status, json.dumps(canned.body).encode())

        def _send(self, status: int, body: bytes) -> None:
            try:
                self.send_response(status)
                for name, value in CORS.items():
                    self.send_header(name, value)
                self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

    return Handler


@contextmanager
def chat_stub() -> Iterator[ChatStub]:
    """Serve the contract on a free port of this machine."""
    stub = ChatStub("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda: stub))
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
