"""The server: one endpoint of Mistral's, and controls of its own under /_standin."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from service.llm_standin.completion import completion, phrase_of, problem_with
from service.llm_standin.faults import STATUS, Fault, Trouble
from service.llm_standin.script import Script, load_script

PATH = "/v1/chat/completions"
_LARGEST = 1_048_576
_JSON = "application/json"
_SECONDS_PER_PIECE = 0.1


class Standin:
    """A running stand-in.

    Args:
        script: what it answers.
        port: 0 for any free one.
    """

    def __init__(self, script: Script, port: int = 0) -> None:
        self.script = script
        self.trouble: Trouble | None = None
        self.content: str | None = None
        self.seen: list[dict[str, Any]] = []
        self.stopped = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.standin = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, fault: Fault, **given: Any) -> None:
        """Let every call fail this way from now on."""
        self.trouble = Trouble(fault, **given)

    def recover(self) -> None:
        """Answer from the script again."""
        self.trouble, self.content = None, None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()


def start(port: int = 0) -> Standin:
    """Make a stand-in with the script of data/llm; enter it to serve."""
    return Standin(load_script(), port)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    standin: Standin

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is what faults are for."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "mistral-stand-in/1"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.path == "/healthz"
        self._json(200 if found else 404, {"status": "ok", "stand_in": True} if found else {})

    def do_POST(self) -> None:
        standin = self.server.standin
        raw = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _LARGEST))
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if self.path != PATH:
            return self._json(404, {"message": "no such route"})
        if not self.headers.get("Authorization", "").startswith("Bearer "):
            return self._json(401, {"message": "Unauthorized"})
        problem = problem_with(body)
        if problem is not None:
            return self._json(422, {"detail": [{"loc": ["body"], "msg": problem, "type": "value"}]})
        standin.seen.append({"headers": dict(self.headers), "body": body})
        return self._answer(standin, body, len(raw.decode(errors="replace")))

    def _answer(self, standin: Standin, body: Mapping[str, Any], sent: int) -> None:
        trouble = standin.trouble
        fault = trouble.fault if trouble else None
        content = standin.content or standin.script.answer(phrase_of(body))
        whole = json.dumps(completion(content, sent, fault), ensure_ascii=False).encode()
        if trouble is not None and self._failed(standin, trouble, whole):
            return
        self._raw(200, whole)

    def _failed(self, standin: Standin, trouble: Trouble, whole: bytes) -> bool:
        """Fail on the way, where that is the fault; a wrong body is answered as any other."""
        match trouble.fault:
            case Fault.HANG:
                standin.stopped.wait(trouble.seconds)
            case Fault.RESET:
                self.close_connection = True
            case Fault.DRIP:
                self._drip(_head(len(whole)), whole, standin, trouble.seconds)
            case Fault.DRIP_HEADERS:
                self._drip(b"", _head(len(whole)) + whole, standin, trouble.seconds)
            case Fault.MALFORMED:
                self._raw(200, b'{"id": "cmpl-1", ')
            case Fault.TRUNCATED:
                self._raw(200, whole[: len(whole) // 2], length=len(whole))
            case Fault.PACKED:
                self._raw(200, gzip.compress(b" " * 50 * _LARGEST), {"Content-Encoding": "gzip"})
            case Fault.PAGE:
                self._raw(200, b"<html>hello</html>", kind="text/html")
            case fault if fault in STATUS:
                self._refuse(STATUS[fault], trouble)
            case _:
                return False
        return True

    def _refuse(self, status: int, trouble: Trouble) -> None:
        headers = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
        headers |= {"Location": trouble.location} if trouble.location else {}
        self._raw(status, b'{"message": "the stand-in refuses"}', headers)

    def _drip(self, at_once: bytes, slowly: bytes, standin: Standin, seconds: float) -> None:
        self.close_connection = True
        self.wfile.write(at_once)
        pieces = max(1, int(seconds / _SECONDS_PER_PIECE))
        size = max(1, len(slowly) // pieces)
        for place in range(0, len(slowly), size):
            if standin.stopped.wait(_SECONDS_PER_PIECE):
                return
            self.wfile.write(slowly[place : place + size])

    def _json(self, status: int, value: object) -> None:
        self._raw(status, json.dumps(value).encode())

    def _raw(
        self,
        status: int,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        kind: str = _JSON,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.close_connection or length is not None

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the phrases are people's."""


def _head(length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {_JSON}\r\nContent-Length: {length}\r\n\r\n".encode()
