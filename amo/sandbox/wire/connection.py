"""The HTTP/1.1 connection: requests read, answered with keep-alive, and broken on demand.

Faults happen on the socket itself, so a client meets what it would meet on the network. The
standard library's parser reads the requests: Werkzeug's own server closes after every answer
and hides its socket.
"""

from __future__ import annotations

import select
import socket
import struct
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import TYPE_CHECKING

from amo.sandbox.rest.envelope import phrase
from amo.sandbox.trouble.faults import Fault, FaultKind
from amo.sandbox.trouble.injury import changed, instead
from amo.sandbox.wire.exchange import Answer, Exchange

if TYPE_CHECKING:
    from amo.sandbox.wire.server import SandboxServer

MAX_BODY = 8 * 1024 * 1024
IDLE_SECONDS = 75
TICK_SECONDS = 0.02
CUT_LENGTH = 64


class Connection(BaseHTTPRequestHandler):
    """One client's connection; every method of HTTP is served alike."""

    server: SandboxServer
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True

    def serve(self) -> None:
        """Answer one request, with the fault that is set for it, if any."""
        exchange = self._read()
        if exchange is None:
            return
        fault = self.server.fault_for(exchange)
        if fault and fault.kind is FaultKind.HANG:
            self._hang(exchange, fault)
            return
        if fault and fault.kind is FaultKind.SLOW:
            self._wait(fault.seconds)
        answer = (fault and instead(fault)) or self.server.answer(exchange)
        self._finish_with(exchange, answer, fault)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = do_HEAD = do_OPTIONS = serve

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the journal has it."""

    def _read(self) -> Exchange | None:
        length = self.headers.get("Content-Length", "0")
        if refusal := self._unreadable(length):
            # The body stays unread, so the connection cannot serve another request.
            self.close_connection = True
            self._send(self._head(Answer(refusal), 0))
            return None
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            # The client left in the middle: half a request must not be carried out.
            self.close_connection = True
            return None
        return Exchange(
            method=self.command,
            target=self.path,
            headers=list(self.headers.items()),
            body=body,
            peer=str(self.client_address[0]),
            scheme=self.server.scheme,
            arrived=self.server.now(),
        )

    def _unreadable(self, length: str) -> int | None:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return 411
        if not (length.isascii() and length.isdigit()):
            return 400
        return 413 if len(length) > 9 or int(length) > MAX_BODY else None

    def _finish_with(self, exchange: Exchange, answer: Answer, fault: Fault | None) -> None:
        kind = fault.kind if fault else None
        self.server.note(exchange, None if kind is FaultKind.RESET else answer.status, fault)
        if fault is not None:
            answer = changed(fault, answer)
        match kind:
            case FaultKind.RESET:
                self._reset()
            case FaultKind.TRUNCATE:
                self._truncate(answer)
            case FaultKind.DRIP if fault is not None:
                self._drip(answer, fault.seconds)
            case _:
                body = b"" if exchange.method == "HEAD" else answer.body
                self._send(self._head(answer, len(answer.body)) + body)

    def _head(self, answer: Answer, length: int) -> bytes:
        lines = [f"HTTP/1.1 {answer.status} {phrase(answer.status)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        lines += [f"Date: {self.date_time_string(int(self.server.now()))}", "Server: nginx"]
        if answer.status not in (204, 304):
            lines.append(f"Content-Length: {length}")
        if self.close_connection:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _send(self, data: bytes) -> None:
        try:
            self.connection.sendall(data)
        except OSError:
            # The client has gone; there is nobody to tell.
            self.close_connection = True

    def _wait(self, seconds: float) -> bool:
        """Wait; False as soon as the client hangs up or the sandbox stops."""
        try:
            readable, _, _ = select.select([self.connection], [], [], seconds)
        except (OSError, ValueError):
            return False
        return not readable

    def _hang(self, exchange: Exchange, fault: Fault) -> None:
        self.close_connection = True
        self.server.note(exchange, None, fault)
        self._wait(fault.seconds)

    def _reset(self) -> None:
        # A zero linger makes close() send RST instead of FIN.
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def _truncate(self, answer: Answer) -> None:
        self.close_connection = True
        whole = answer if answer.body else Answer(200, answer.headers)
        length = len(answer.body) or CUT_LENGTH
        self._send(self._head(whole, length) + answer.body[: length // 2])

    def _drip(self, answer: Answer, seconds: float) -> None:
        self._send(self._head(answer, len(answer.body)))
        began, sent, length = monotonic(), 0, len(answer.body)
        while sent < length and not self.close_connection:
            if not self._wait(min(TICK_SECONDS, seconds / length)):
                self.close_connection = True
                return
            passed = monotonic() - began
            due = min(length, int(length * passed / seconds)) if seconds else length
            self._send(answer.body[sent:due])
            sent = max(sent, due)
