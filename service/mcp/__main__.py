"""`python -m service.mcp`: the assistant for other programs, over stdio or streamable HTTP."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack

import uvicorn

from service import logs
from service.amo_settings import OneAccount
from service.connections import issue
from service.errors import BadSetting, StoreDown
from service.mcp.bearers import Bearers, caller_for
from service.mcp.server import http_app, open_connections, open_door, stdio_server
from service.mcp.tokens import Desired, add_commands
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
    add_commands(parser)
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, settings: Settings, own: McpSettings) -> int:
    if options.command:
        account, store = _account(settings, options.account), open_connections(settings)
        for line in Desired(store, account, own.token_lifetime, time.time()).lines(options):
            print(line)
    elif options.http:
        _serve(settings, own, sample=options.sandbox)
    else:
        _talk(settings, own.user_id or (USERS[0] if options.sandbox else 0))
    return 0


def _serve(settings: Settings, own: McpSettings, *, sample: bool) -> None:
    connections = open_connections(settings)
    app = http_app(open_door(settings), Bearers(connections), own.url)
    if sample:
        print(f"MCP, streamable HTTP: {own.url}/mcp", flush=True)
        for user in USERS:
            account = _account(settings, 0)
            token = issue(connections, account, user, time.time(), own.token_lifetime)
            print(f"user {user}: Authorization: Bearer {token}", flush=True)
    # Its own configuration would write past ours, in lines that nothing was taken out of.
    uvicorn.run(app, host=own.host, port=own.port, log_level="warning", log_config=None)


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
