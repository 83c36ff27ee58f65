"""The commands for bearer tokens: `issue`, `rotate`, `list`, `revoke`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from service.connections import Connections, Kept, issue, listed, revoke, rotate
from service.mcp.refusing import moment
from service.mcp_settings import DAY

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Desired:
    """What is to be done with the tokens of an account.

    Args:
        lifetime: seconds a new token is good for.
        now: seconds since the epoch.
    """

    store: Connections
    account_id: int
    lifetime: float
    now: float

    def lines(self, options: argparse.Namespace) -> Iterator[str]:
        """Do it and say what came of it.

        Raises:
            StoreDown: nothing can be done now.
        """
        place = (self.store, self.account_id)
        match options.command:
            case "issue":
                yield issue(*place, options.user, self.now, self._lifetime(options))
            case "rotate":
                overlap = options.overlap_hours * HOUR
                lifetime = self._lifetime(options)
                yield rotate(*place, options.user, self.now, lifetime, overlap)
            case "revoke":
                yield f"revoked: {revoke(*place, options.user, options.token)}"
            case _:
                yield "token     user        issued                expires"
                yield from (self._line(one) for one in listed(*place, options.user))

    def _lifetime(self, options: argparse.Namespace) -> float:
        return options.days * DAY if options.days else self.lifetime

    def _line(self, kept: Kept) -> str:
        own = kept.connection
        ended = "" if own.good_at(self.now) else "  ended"
        times = f"{moment(own.issued)}  {moment(own.expires)}"
        return f"{kept.name}  {own.user_id:<10}  {times}{ended}"


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Tell a parser the commands and their options."""
    commands = parser.add_subparsers(dest="command")
    for name, about in (
        ("issue", "print a new bearer token of a user"),
        ("rotate", "print a new bearer token of a user and let their earlier ones end soon"),
        ("list", "list bearer tokens by name, never the tokens themselves"),
        ("revoke", "end bearer tokens of a user at once"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("--account", type=int, default=0, help="where several are served")
        command.add_argument("--user", type=int, required=name != "list")
        if name in ("issue", "rotate"):
            command.add_argument("--days", type=_days, help="lifetime, instead of MCP_TOKEN_DAYS")
        if name == "rotate":
            command.add_argument("--overlap-hours", type=_hours, default=24)
        if name == "revoke":
            command.add_argument("--token", default="", help="its name in `list`; else all")


def _days(said: str) -> int:
    return _whole(said, 1, 3650)


def _hours(said: str) -> int:
    return _whole(said, 0, 24 * 30)


def _whole(said: str, least: int, most: int) -> int:
    if not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
        raise argparse.ArgumentTypeError(f"give a whole number from {least} to {most}")
    return int(said)
