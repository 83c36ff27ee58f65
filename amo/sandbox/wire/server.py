"""The sandbox as a running server: threads, start, clean stop."""

from __future__ import annotations

import socket
import socketserver
import ssl
import sys
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from flask import Flask

from amo.sandbox.app import create_app
from amo.sandbox.flags import Flags
from amo.sandbox.identity.integration import REDIRECT_URI, Integration
from amo.sandbox.rest.access import CONTEXT_HEADER
from amo.sandbox.site.shell import Shell
from amo.sandbox.trouble.faults import Fault
from amo.sandbox.wire.connection import Connection
from amo.sandbox.wire.exchange import Answer, Exchange, call
from amo.sandbox.wire.journal import Entry
from amo.sandbox.world import World, make_world

STOP_SECONDS = 5.0
# Requests to these are about the sandbox or its page, not seen by the account itself.
_OWN = ("/_sandbox", "/healthz")
_LOGGED = ("/api/", "/oauth", "/ajax/")


class SandboxServer(ThreadingHTTPServer):
    """One thread a connection; connections are closed when the server stops."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self, address: tuple[str, int], world: World, app: Flask, tls: ssl.SSLContext | None
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, Connection)
        self.world = world
        self.scheme = "https" if tls else "http"
        self._app = app
        self._tls = tls
        self._open: dict[threading.Thread, socket.socket] = {}
        self._open_lock = threading.Lock()

    def server_bind(self) -> None:
        """Bind without asking DNS for a name, which may take long and is not needed."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def now(self) -> float:
        """The account's time."""
        return self.world.clock.precise()

    def fault_for(self, exchange: Exchange) -> Fault | None:
        """The fault set for a request; the controls never have any."""
        if exchange.target.startswith(_OWN):
            return None
        with self.world.lock:
            return self.world.faults.take(exchange.method, exchange.target)

    def answer(self, exchange: Exchange) -> Answer:
        """Carry a request out, one at a time."""
        with self.world.lock:
            return call(self._app, exchange, (self.server_name, self.server_port))

    def note(self, exchange: Exchange, status: int | None, fault: Fault | None) -> None:
        """Put a request into the journal, if it is one the account would see."""
        if not exchange.target.startswith(_LOGGED):
            return
        context = exchange.header(CONTEXT_HEADER.lower())
        self.world.journal.add(
            Entry(
                time=exchange.arrived,
                method=exchange.method,
                path=exchange.target,
                context_user=int(context) if context and context.isdigit() else context,
                status=status,
                fault=fault.kind if fault else None,
            )
        )

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection in its own thread; the TLS handshake is done there too."""
        try:
            connection = self._wrapped(request)
            self._keep(connection)
            super().process_request_thread(connection, client_address)
        except OSError:
            # A client that spoke no TLS or left during the handshake is its own trouble.
            self.shutdown_request(request)
        finally:
            with self._open_lock:
                self._open.pop(threading.current_thread(), None)

    def _keep(self, connection: socket.socket) -> None:
        with self._open_lock:
            self._open[threading.current_thread()] = connection

    def _wrapped(self, request: socket.socket) -> socket.socket:
        if self._tls is None:
            return request
        request.settimeout(STOP_SECONDS)
        return self._tls.wrap_socket(request, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about clients that hang up; everything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def close_connections(self) -> None:
        """Hang up on every client and wait for the threads."""
        with self._open_lock:
            held = dict(self._open)
        for thread, connection in held.items():
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(STOP_SECONDS)


class Handle:
    """A sandbox that runs in threads of this process; also a context manager."""

    def __init__(self, server: SandboxServer) -> None:
        self.world = server.world
        self._server = server
        host, port = server.server_address[:2]
        self.url = f"{server.scheme}://{_shown(str(host))}:{port}"
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="amo-sandbox"
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, hang up on every client, free the port. Twice does no harm."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.close_connections()
            self._server.server_close()

    def __enter__(self) -> Handle:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    small: bool = False,
    page: Path | None = None,
    widget: Path | None = None,
    backend: str = "",
    redirect_uri: str = REDIRECT_URI,
    flags: Flags | None = None,
    tls: ssl.SSLContext | None = None,
    **world: Any,
) -> Handle:
    """Start a sandbox in threads of this process.

    Args:
        port: TCP port; 0 → a free one, see :attr:`Handle.url`.
        small: leave the bulk out.
        page: folder of the page's shell, with its index.html.
        widget: folder of the unpacked widget.
        backend: address of the assistant, given to the widget as a setting.
        redirect_uri: of the integration; gives ``aud`` of disposable tokens.
        flags: what the account starts with and goes back to on reset.
        tls: serve https with this context.
        world: further arguments of :func:`amo.sandbox.world.make_world`.

    Raises:
        DataFault: a data file cannot be used.
        OSError: the port is taken.
    """
    integration = Integration(redirect_uri=redirect_uri)
    account = make_world(small=small, integration=integration, flags=flags, **world)
    app = create_app(account, Shell.of(page, widget, backend))
    return Handle(SandboxServer((host, port), account, app, tls))


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
