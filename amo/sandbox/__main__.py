"""``python -m amo.sandbox``: serve the account, or print a token of it."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from amo.sandbox.errors import DataFault
from amo.sandbox.identity.integration import REDIRECT_URI, Integration
from amo.sandbox.wire.server import start
from amo.sandbox.wire.tls import server_context
from amo.sandbox.world import make_world

MAX_PORT = 65_535


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; None → those of the process.

    Returns:
        The exit status.
    """
    options = _parser().parse_args(arguments)
    try:
        return _token(options) if options.command == "token" else _serve(options)
    except DataFault as fault:
        print(f"amo.sandbox: {fault}", file=sys.stderr)
    except OSError as fault:
        print(
            f"amo.sandbox: --host {options.host} --port {options.port}: {fault.strerror}; "
            "give another --port or stop what holds it",
            file=sys.stderr,
        )
    return 1


def _serve(options: argparse.Namespace) -> int:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    handle = start(
        options.port,
        host=options.host,
        small=options.small,
        page=options.page,
        widget=options.widget,
        backend=options.backend,
        redirect_uri=options.redirect_uri,
        tls=server_context(options.tls, [options.host]) if options.tls else None,
    )
    print(f"amoCRM sandbox: {handle.url}", flush=True)
    stopped.wait()
    handle.stop()
    return 0


def _token(options: argparse.Namespace) -> int:
    integration = Integration(redirect_uri=options.redirect_uri)
    world = make_world(small=True, integration=integration)
    print(world.admin_token() if options.bearer else world.mint.disposable(options.user))
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_PORT):
        raise argparse.ArgumentTypeError(f"a port from 0 to {MAX_PORT} is wanted")
    return int(text)


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="amo.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=8001, help="0: any free one")
    parser.add_argument("--small", action="store_true", help="leave the bulk of records out")
    parser.add_argument("--page", type=_folder, metavar="DIR", help="the page's shell")
    parser.add_argument("--widget", type=_folder, metavar="DIR", help="the unpacked widget")
    parser.add_argument("--backend", default="", metavar="URL", help="the assistant's address")
    parser.add_argument("--redirect-uri", default=REDIRECT_URI, help="of the integration")
    parser.add_argument(
        "--tls", type=Path, metavar="DIR", help="serve https; a certificate is made in DIR"
    )
    commands = parser.add_subparsers(dest="command")
    token = commands.add_parser("token", help="print a token and end")
    token.add_argument("--user", type=int, default=101, help="whose disposable token")
    token.add_argument("--bearer", action="store_true", help="the long-lived admin token instead")
    return parser


if __name__ == "__main__":
    sys.exit(main())
