"""`python -m service.mcp`: the assistant for other programs, over stdio or streamable HTTP."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack

from service import logs
from service.amo_settings import OneAccount
from service.connections import issue
from service.errors import BadSetting, StoreDown
from service.mcp.bearers import caller_for
from service.mcp.server import (
    LARGEST_BODY,
    Hosts,
    http_server,
    open_connections,
    open_door,
    stdio_server,
)
from service.mcp.trial import USERS, trial
from service.mcp_settings import McpSettings
from service.settings import Settings, mcp_from_env


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 1 when something is wrong."""
    options = _options(arguments)
    # Over stdio the standard output belongs to the protocol.
    logs.configure(sys.stderr)
    try:
        with ExitStack() as stack:
            own = mcp_from_env()
            settings = stack.enter_context(trial()) if options.sandbox else Settings.from_env()
            return _run(options, settings, own)
    except (BadSetting, StoreDown) as error:
        print(f"service.mcp: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m service.mcp", description=__doc__)
    parser.add_argument("--http", action="store_true", help="streamable HTTP instead of stdio")
    parser.add_argument("--sandbox", action="store_true", help="serve a sandbox account")
    commands = parser.add_subparsers(dest="command")
    for name, about in (
        ("issue", "print a new bearer token of a user"),
        ("revoke", "revoke all bearer tokens of a user"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("--user", type=int, required=True)
        command.add_argument("--account", type=int, default=0, help="where several are served")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, settings: Settings, own: McpSettings) -> int:
    match options.command:
        case "issue":
            account = _account(settings, options.account)
            print(issue(open_connections(settings), account, options.user, time.time()))
        case "revoke":
            count = open_connections(settings).remove(
                _account(settings, options.account), options.user
            )
            print(f"revoked: {count}")
        case _ if options.http:
            _serve(settings, own, sample=options.sandbox)
        case _:
            user = own.user_id or (USERS[0] if options.sandbox else 0)
            _talk(settings, user)
    return 0


def _serve(settings: Settings, own: McpSettings, *, sample: bool) -> None:
    connections = open_connections(settings)
    server = http_server(open_door(settings), connections, own.url)
    if sample:
        print(f"MCP, streamable HTTP: {own.url}/mcp", flush=True)
        for user in USERS:
            token = issue(connections, _account(settings, 0), user, time.time())
            print(f"user {user}: Authorization: Bearer {token}", flush=True)
    server.run(
        "streamable-http",
        host=own.host,
        port=own.port,
        max_request_body_size=LARGEST_BODY,
        transport_security=Hosts(own.url).security(),
    )


def _talk(settings: Settings, user_id: int) -> None:
    if not user_id:
        raise BadSetting("MCP_USER", "is not set", "give the number of the amoCRM user it serves")
    own = caller_for(_account(settings, 0), user_id)
    stdio_server(open_door(settings), own).run("stdio")


def _account(settings: Settings, said: int) -> int:
    serves = settings.amo.serves
    if isinstance(serves, OneAccount):
        return serves.account_id
    if not said:
        raise BadSetting("--account", "is not given", "several accounts are served: name one")
    return said


if __name__ == "__main__":
    sys.exit(main())
