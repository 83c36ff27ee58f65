"""What a view needs of the request: the account, who asks, the page wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

from flask import current_app, g, request

from amo.sandbox.account.directory import User
from amo.sandbox.world import World

EXTENSION = "amo-sandbox"
Row = TypeVar("Row")

DEFAULT_LIMIT = 50
MAX_LIMIT = 250


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is wanted; ``number`` counts from 1."""

    number: int
    limit: int

    def cut(self, rows: list[Row]) -> tuple[list[Row], bool]:
        """The rows of the page, and whether there are more behind it."""
        start = (self.number - 1) * self.limit
        return rows[start : start + self.limit], len(rows) > start + self.limit


def world() -> World:
    """The account the application serves."""
    return cast(World, current_app.extensions[EXTENSION])


def caller() -> User:
    """The user with whose rights the request runs."""
    return cast(User, g.caller)


def set_caller(user: User) -> None:
    """Say with whose rights the request runs."""
    g.caller = user


def wanted_with() -> frozenset[str]:
    """The entries of ``with=a,b``."""
    return frozenset(one.strip() for one in request.args.get("with", "").split(","))


def paging(most: int = MAX_LIMIT) -> Paging:
    """The page asked for; what is no number counts as absent, too large a limit is cut."""
    limit = min(_positive("limit", min(DEFAULT_LIMIT, most)), most)
    return Paging(_positive("page", 1), limit)


def _positive(name: str, absent: int) -> int:
    text = request.args.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
    return number or absent
