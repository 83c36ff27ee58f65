"""The account itself: users with their rights, groups, pipelines, task types, loss reasons.

Read once from ``data/account.json``; the shapes are those of amoCRM's account, users and
pipelines pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from amo.sandbox.errors import DataFault

WON, LOST = 142, 143
UNSORTED_TYPE = 1


@dataclass(frozen=True, slots=True)
class StatusRight:
    """A right that holds on one stage only and overrides the general one."""

    pipeline_id: int
    status_id: int
    rights: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class User:
    """One user of the account.

    Args:
        levels: kind → action → level, a level being ``A``, ``G``, ``M`` or ``D``.
        document: the ``rights`` object exactly as the users page shows it.
    """

    id: int
    name: str
    email: str
    levels: Mapping[str, Mapping[str, str]]
    status_rights: tuple[StatusRight, ...]
    is_admin: bool
    is_free: bool
    is_active: bool
    group_id: int
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that is only an id and a name: a group, a loss reason."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TaskType:
    """A task type; ``code`` is set for amoCRM's own ones."""

    id: int
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """A stage of a pipeline; ``type`` 1 is the incoming one."""

    id: int
    name: str
    sort: int
    type: int
    is_editable: bool
    color: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline with its stages in order."""

    id: int
    name: str
    sort: int
    is_main: bool
    is_unsorted_on: bool
    is_archive: bool
    statuses: Mapping[int, Status]

    def first_status(self) -> Status:
        """Where a lead without a stage goes: the first one that is not the incoming one."""
        return next(one for one in self.statuses.values() if one.type != UNSORTED_TYPE)


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything of the account that requests do not change."""

    id: int
    name: str
    subdomain: str
    owner_id: int
    country: str
    currency: str
    currency_symbol: str
    zone: ZoneInfo
    offset: str
    groups: Mapping[int, Named]
    task_types: Mapping[int, TaskType]
    loss_reasons: Mapping[int, Named]
    users: Mapping[int, User]
    pipelines: Mapping[int, Pipeline]

    def group_of(self, user_id: int) -> int:
        """The group of a user; unknown users (the robot is 0) are in the default group."""
        user = self.users.get(user_id)
        return user.group_id if user else 0

    def main_pipeline(self) -> Pipeline:
        """The pipeline a lead without one goes to."""
        return next(one for one in self.pipelines.values() if one.is_main)


def load_directory(path: Path) -> Directory:
    """Read the account file.

    Args:
        path: a JSON file shaped like ``data/account.json``.

    Raises:
        DataFault: the file is absent, is not JSON, or lacks a key.
    """
    raw = read_json(path)
    try:
        return _directory(raw)
    except (KeyError, TypeError, ValueError) as fault:
        raise DataFault(path, f"{fault!r}", "restore the key from the repository's copy") from fault


def read_json(path: Path) -> Any:
    """The document of a data file.

    Raises:
        DataFault: the file is absent or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise DataFault(path, "cannot be read", "give an existing file") from fault
    except ValueError as fault:
        line = getattr(fault, "lineno", 0)
        raise DataFault(path, f"line {line} is not JSON", "mend the syntax there") from fault


def _directory(raw: Mapping[str, Any]) -> Directory:
    return Directory(
        id=int(raw["id"]),
        name=raw["name"],
        subdomain=raw["subdomain"],
        owner_id=int(raw["current_user_id"]),
        country=raw["country"],
        currency=raw["currency"],
        currency_symbol=raw["currency_symbol"],
        zone=ZoneInfo(raw["timezone"]),
        offset=raw["timezone_offset"],
        groups={one["id"]: Named(one["id"], one["name"]) for one in raw["users_groups"]},
        task_types={
            one["id"]: TaskType(one["id"], one["name"], one["code"]) for one in raw["task_types"]
        },
        loss_reasons={one["id"]: Named(one["id"], one["name"]) for one in raw["loss_reasons"]},
        users={one["id"]: _user(one) for one in raw["users"]},
        pipelines={one["id"]: _pipeline(one) for one in raw["pipelines"]},
    )


def _user(raw: Mapping[str, Any]) -> User:
    rights = raw["rights"]
    return User(
        id=int(raw["id"]),
        name=raw["name"],
        email=raw["email"],
        levels={kind: rights[kind] for kind in ("leads", "contacts", "companies", "tasks")},
        status_rights=tuple(
            StatusRight(one["pipeline_id"], one["status_id"], one["rights"])
            for one in rights["status_rights"] or ()
        ),
        is_admin=rights["is_admin"],
        is_free=rights["is_free"],
        is_active=rights["is_active"],
        group_id=rights["group_id"] or 0,
        document=rights,
    )


def _pipeline(raw: Mapping[str, Any]) -> Pipeline:
    statuses = sorted(raw["statuses"], key=lambda one: int(one["sort"]))
    return Pipeline(
        id=int(raw["id"]),
        name=raw["name"],
        sort=raw["sort"],
        is_main=raw["is_main"],
        is_unsorted_on=raw["is_unsorted_on"],
        is_archive=raw["is_archive"],
        statuses={one["id"]: _status(one, place) for place, one in enumerate(statuses)},
    )


# The colours amoCRM allows for stages, and the fixed ones of its three system stages.
_COLORS = ("#99ccff", "#ffeab2", "#fffeb2", "#ffc8c8", "#c1e0ff", "#deff81", "#f9deff", "#87f2c0")
_SYSTEM_COLORS = {WON: "#CCFF66", LOST: "#D5D8DB"}


def _status(raw: Mapping[str, Any], place: int) -> Status:
    plain = "#c1c1c1" if raw["type"] == UNSORTED_TYPE else _COLORS[place % len(_COLORS)]
    return Status(
        id=int(raw["id"]),
        name=raw["name"],
        sort=raw["sort"],
        type=raw["type"],
        is_editable=raw["is_editable"],
        color=_SYSTEM_COLORS.get(raw["id"], plain),
    )
