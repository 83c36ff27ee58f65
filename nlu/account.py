"""What the parser must know of an account: users, pipelines, stages, task types, own fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlu.errors import DataError

NOT_OWN = frozenset({"PHONE", "EMAIL"})  # fields with slots of their own


@dataclass(frozen=True, slots=True)
class User:
    """A user of the account; a free or inactive one cannot be made responsible."""

    id: int
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline; ids 142 (won) and 143 (lost) repeat in every pipeline."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline with its stages in order."""

    id: int
    name: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class TaskType:
    """A type of task; `code` is FOLLOW_UP or MEETING for amoCRM's own two."""

    id: int
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field the account has for its records.

    Args:
        entity: of what records: leads, contacts or companies.
        type: amoCRM's word for it: text, numeric, select, date…
        choices: the entries of a list field.
    """

    id: int
    entity: str
    name: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The account a phrase is said in.

    Args:
        timezone: IANA name, such as Europe/Moscow.
        fields: the account's own; phones and e-mails are none of them.
    """

    id: int
    timezone: str
    users: tuple[User, ...]
    pipelines: tuple[Pipeline, ...]
    task_types: tuple[TaskType, ...]
    fields: tuple[OwnField, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Account:
        """Read the shape of data/account.json.

        Raises:
            DataError: a key is missing or of the wrong type.
        """
        try:
            return cls(
                id=int(data["id"]),
                timezone=str(data["timezone"]),
                users=tuple(_user(row) for row in data["users"]),
                pipelines=tuple(_pipeline(row) for row in data["pipelines"]),
                task_types=tuple(
                    TaskType(int(row["id"]), str(row["name"]), row.get("code"))
                    for row in data["task_types"]
                ),
                fields=tuple(
                    _field(row)
                    for row in data.get("custom_fields", ())
                    if row.get("code") not in NOT_OWN
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"account: {error!r}; expected the shape of data/account.json"
            ) from None


def _user(row: Mapping[str, Any]) -> User:
    rights = row.get("rights", {})
    return User(int(row["id"]), str(row["name"]), bool(rights.get("is_active", True)))


def _field(row: Mapping[str, Any]) -> OwnField:
    choices = tuple(str(one["value"]) for one in row.get("enums") or ())
    return OwnField(int(row["id"]), str(row["entity"]), str(row["name"]), str(row["type"]), choices)


def _pipeline(row: Mapping[str, Any]) -> Pipeline:
    stages = tuple(Stage(int(stage["id"]), str(stage["name"])) for stage in row["statuses"])
    return Pipeline(int(row["id"]), str(row["name"]), stages)
