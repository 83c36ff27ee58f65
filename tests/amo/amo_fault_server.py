"""A server that misbehaves on purpose, byte by byte, on a real socket."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket], None]


class FaultServer:
    """Runs one script for every connection; the script writes raw bytes and may hang up."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._done = threading.Event()
        self.requests: list[bytes] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self.requests.append(_whole_request(connection))
            self._script(connection)

    def close(self) -> None:
        self._done.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(2)


def _whole_request(connection: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        some = connection.recv(65536)
        if not some:
            return got
        got += some
    return got


@contextmanager
def serving(script: Script) -> Iterator[FaultServer]:
    server = FaultServer(script)
    try:
        yield server
    finally:
        server.close()


def says(*parts: bytes, every: float = 0.0) -> Script:
    """Sends the parts with a pause before each, then hangs up."""

    def script(connection: socket.socket) -> None:
        for part in parts:
            time.sleep(every)
            connection.sendall(part)

    return script


def drips(head: bytes, rest: Iterable[int], every: float) -> Script:
    """Sends the head at once and the rest a byte at a time."""

    def script(connection: socket.socket) -> None:
        connection.sendall(head)
        for one in rest:
            time.sleep(every)
            connection.sendall(bytes([one]))

    return script


def hangs(seconds: float = 5.0) -> Script:
    def script(connection: socket.socket) -> None:
        connection.settimeout(seconds)
        with suppress(OSError):
            connection.recv(1)

    return script


def resets(connection: socket.socket) -> None:
    """Hangs up with RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def response(
    body: bytes, status: str = "200 OK", kind: str = "application/hal+json", extra: str = ""
) -> bytes:
    """A whole answer with its length."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    )
    return head.encode() + body
