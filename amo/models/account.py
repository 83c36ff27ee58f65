"""What describes an account: itself, its users and their rights, pipelines, task types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from amo.models.fields import (
    Json,
    Kind,
    as_object,
    embedded,
    flag,
    identity,
    integer,
    objects,
    text,
)

WON = 142
LOST = 143
_MOSCOW = "Europe/Moscow"
_OFFSET = re.compile(r"([+-])([01][0-9]):00", re.ASCII)


class Action(StrEnum):
    """What a right is about; `export` and `delete` exist in amoCRM but no API call needs them."""

    VIEW = "view"
    EDIT = "edit"
    ADD = "add"


class Level(StrEnum):
    """How far a right reaches: all records, the group's, one's own, linked ones, or none."""

    ALL = "A"
    GROUP = "G"
    MAIN = "M"
    LINKED = "L"
    DENIED = "D"

    @classmethod
    def read(cls, value: object) -> "Level":
        """The level of a JSON value; a letter we do not know denies."""
        known = isinstance(value, str) and value in set(cls)
        return cls(str(value)) if known else cls.DENIED


@dataclass(frozen=True, slots=True)
class StatusRight:
    """A right that one stage of one pipeline overrides; it may limit or extend."""

    pipeline_id: int
    status_id: int
    levels: Mapping[Action, Level]

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            pipeline_id=identity(raw, "pipeline_id"),
            status_id=identity(raw, "status_id"),
            levels=_levels(as_object(raw.get("rights"))),
        )


@dataclass(frozen=True, slots=True)
class Rights:
    """A user's rights as amoCRM gives them; what is not written is denied."""

    levels: Mapping[Kind, Mapping[Action, Level]] = field(default_factory=dict)
    status_rights: tuple[StatusRight, ...] = ()
    is_admin: bool = False
    is_free: bool = False
    is_active: bool = False
    group_id: int = 0

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            levels={kind: _levels(as_object(raw.get(kind))) for kind in Kind},
            status_rights=tuple(
                StatusRight.from_json(one)
                for one in objects(raw, "status_rights")
                if one.get("entity_type") == Kind.LEADS
            ),
            is_admin=flag(raw, "is_admin"),
            is_free=flag(raw, "is_free"),
            is_active=flag(raw, "is_active"),
            group_id=integer(raw, "group_id") or 0,
        )

    def level(self, kind: Kind, action: Action) -> Level:
        """The general right, before any stage overrides it."""
        return self.levels.get(kind, {}).get(action, Level.DENIED)


def _levels(raw: Json) -> dict[Action, Level]:
    return {action: Level.read(raw[action]) for action in Action if action in raw}


@dataclass(frozen=True, slots=True)
class User:
    """A user of the account."""

    id: int
    name: str
    rights: Rights = field(default_factory=Rights)
    email: str = field(default="", repr=False)

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(
            id=identity(raw),
            name=text(raw, "name"),
            rights=Rights.from_json(as_object(raw.get("rights"))),
            email=text(raw, "email"),
        )

    @property
    def can_sign_in(self) -> bool:
        """Whether the person may use the CRM at all: active and not a free user."""
        return self.rights.is_active and not self.rights.is_free


@dataclass(frozen=True, slots=True)
class TaskType:
    """A type of task: 1 and 2 exist in every account, the others are its own."""

    id: int
    name: str
    code: str = ""

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(id=identity(raw), name=text(raw, "name"), code=text(raw, "code"))


@dataclass(frozen=True, slots=True)
class LossReason:
    """Why a deal was lost, from the account's list."""

    id: int
    name: str

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        return cls(id=identity(raw), name=text(raw, "name"))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of one pipeline; 142 and 143 repeat in all, so only (pipeline, stage) is unique."""

    id: int
    name: str
    pipeline_id: int
    sort: int = 0
    is_unsorted: bool = False

    @classmethod
    def from_json(cls, raw: Json, pipeline_id: int) -> Self:
        return cls(
            id=identity(raw),
            name=text(raw, "name"),
            pipeline_id=pipeline_id,
            sort=integer(raw, "sort") or 0,
            is_unsorted=integer(raw, "type") == 1,
        )

    @property
    def is_open(self) -> bool:
        return self.id not in (WON, LOST)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline with its stages in the account's order."""

    id: int
    name: str
    stages: tuple[Stage, ...] = ()
    is_main: bool = False
    is_archive: bool = False
    sort: int = 0

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        own = identity(raw)
        stages = (Stage.from_json(one, own) for one in embedded(raw, "statuses"))
        return cls(
            id=own,
            name=text(raw, "name"),
            stages=tuple(sorted(stages, key=lambda stage: stage.sort)),
            is_main=flag(raw, "is_main"),
            is_archive=flag(raw, "is_archive"),
            sort=integer(raw, "sort") or 0,
        )


@dataclass(frozen=True, slots=True)
class Account:
    """The account: `GET /account` with its task types, time zone and filter flag."""

    id: int
    name: str
    subdomain: str
    current_user_id: int | None
    timezone: str = _MOSCOW
    currency: str = "RUB"
    currency_symbol: str = ""
    task_types: tuple[TaskType, ...] = ()
    is_api_filter_enabled: bool = False

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        settings = as_object(as_object(raw.get("_embedded")).get("datetime_settings"))
        return cls(
            id=identity(raw),
            name=text(raw, "name"),
            subdomain=text(raw, "subdomain"),
            current_user_id=integer(raw, "current_user_id"),
            timezone=_zone(settings),
            currency=text(raw, "currency") or "RUB",
            currency_symbol=text(raw, "currency_symbol"),
            task_types=tuple(TaskType.from_json(one) for one in embedded(raw, "task_types")),
            is_api_filter_enabled=flag(raw, "is_api_filter_enabled"),
        )


def _zone(settings: Json) -> str:
    """The account's zone; where its name is none that is known, the one of its offset."""
    name = text(settings, "timezone") or _MOSCOW
    offset = _OFFSET.fullmatch(text(settings, "timezone_offset"))
    fixed = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}" if offset else _MOSCOW
    return next((one for one in (name, fixed) if _is_zone(one)), _MOSCOW)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
