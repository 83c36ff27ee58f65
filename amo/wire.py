"""Sockets that keep a deadline: each read may take no longer than what is left of it.

A timeout of requests or urllib3 bounds one read, so an answer dripping a byte a second never ends.
Here the time left is set on the socket before every single read, headers and body alike.
"""

import http.client
import io
import socket
from contextlib import ExitStack, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from amo.deadline import Deadline


@dataclass(slots=True)
class Passage:
    """One request on its way.

    Args:
        deadline: when reading has to end.
        sent: whether a byte has left; if none has, a write cannot have happened.
    """

    deadline: Deadline
    sent: bool = False


# urllib3 offers no way to hand an argument down to the connection; a context variable passes
# beside it, and each thread has its own.
current_passage: ContextVar[Passage] = ContextVar("current_passage")


class _BoundedReads(io.RawIOBase):
    """The reading side of a socket, under the deadline that was current when it was made."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._raw = raw
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline.left()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        passage = current_passage.get(None)
        if passage is not None:
            raw: Any = self.fp.detach()
            self.fp = io.BufferedReader(_BoundedReads(raw, sock, passage.deadline))


class _BoundedConnection(HTTPConnection):
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        return _dial(self)

    def send(self, data: Any) -> None:
        _depart(self)
        super().send(data)


class _BoundedTlsConnection(HTTPSConnection):
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        return _dial(self)

    def send(self, data: Any) -> None:
        _depart(self)
        super().send(data)


def _dial(connection: HTTPConnection) -> socket.socket:
    """A socket to the first address of the host that answers; each has its share of the time left.

    urllib3 would let each of them take the whole timeout, one after another.
    """
    left = current_passage.get().deadline.left
    host = connection.host.strip("[]")
    found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    for tried, (family, kind, protocol, _, address) in enumerate(found):
        with suppress(OSError), ExitStack() as failed:
            dialled = failed.enter_context(socket.socket(family, kind, protocol))
            dialled.settimeout(max(left() / (len(found) - tried), 0.001))
            for option in connection.socket_options or ():
                dialled.setsockopt(*option)
            dialled.connect(address)
            dialled.settimeout(max(left(), 0.001))  # for the handshake of TLS
            failed.pop_all()
            return dialled
    raise ConnectionRefusedError


def _depart(connection: HTTPConnection) -> None:
    if connection.sock is None:
        connection.connect()
    passage = current_passage.get(None)
    if passage is not None and connection.sock is not None:
        passage.sent = True
        # A kept-alive socket still has the rest of its last request as its timeout.
        connection.sock.settimeout(max(passage.deadline.left(), 0.001))


class BoundedPool(HTTPConnectionPool):
    """Plain connections that keep the current deadline."""

    ConnectionCls = _BoundedConnection


class BoundedTlsPool(HTTPSConnectionPool):
    """TLS connections that keep the current deadline."""

    ConnectionCls = _BoundedTlsConnection
