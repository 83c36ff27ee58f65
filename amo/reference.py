"""Reads what is known about an account, with the administrator's token and as nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from amo.calls import Api, Request
from amo.deadline import Deadline
from amo.directory import Directory
from amo.errors import EmptyAnswer, Forbidden, NotFound
from amo.line import has_next, listed, read_one
from amo.models import Account, FieldDefinition, Json, Kind, LossReason, Pipeline, User
from amo.pages import MOST_PER_PAGE

T = TypeVar("T")

ACCOUNT_WITH = "task_types,datetime_settings,is_api_filter_enabled"
MOST_USER_PAGES = 8
FIELDS_PER_PAGE = 50  # more is documented nowhere for this list
MOST_FIELD_PAGES = 4
KINDS_WITH_FIELDS = (Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES)


def read_account(api: Api, deadline: Deadline, *, acting: int | None = None) -> Account:
    """The account, as the token's user or as another one.

    Raises:
        AmoError: amoCRM gave no usable answer.
    """
    request = Request("GET", "/api/v4/account", (("with", ACCOUNT_WITH),))
    answer = api.call(request, deadline, acting=acting)
    if answer is None:
        raise EmptyAnswer(request.call)
    return read_one(answer, Account.from_json)


def read_directory(api: Api, deadline: Deadline) -> Directory:
    """The account with its users, pipelines and fields.

    Raises:
        AmoError: amoCRM gave no usable answer; a refused list of users is no error.
    """
    source = _Source(api, deadline)
    account = read_account(api, deadline)
    users = _users(source)
    return Directory(
        account=account,
        users=users or (),
        users_known=users is not None,
        pipelines=_pipelines(source),
        fields=tuple(field for kind in KINDS_WITH_FIELDS for field in _fields(source, kind)),
    )


@dataclass(frozen=True, slots=True)
class _Source:
    api: Api
    deadline: Deadline

    def list(
        self,
        path: str,
        key: str,
        read: Callable[[Json], T],
        page: int = 1,
        limit: int = MOST_PER_PAGE,
    ) -> tuple[tuple[T, ...], bool]:
        params = (("page", str(page)), ("limit", str(limit)))
        answer = self.api.call(Request("GET", path, params), self.deadline)
        return ((), False) if answer is None else (listed(answer, key, read), has_next(answer))


def _users(source: _Source) -> tuple[User, ...] | None:
    """All users; None when amoCRM gives the list to no integration of our sort."""
    found: list[User] = []
    try:
        for page in range(1, MOST_USER_PAGES + 1):
            some, more = source.list("/api/v4/users", "users", User.from_json, page)
            found.extend(some)
            if not more:
                break
    except Forbidden:
        return None
    return tuple(found)


def _pipelines(source: _Source) -> tuple[Pipeline, ...]:
    found, _ = source.list("/api/v4/leads/pipelines", "pipelines", Pipeline.from_json)
    return tuple(sorted((one for one in found if not one.is_archive), key=lambda one: one.sort))


def _fields(source: _Source, kind: Kind) -> tuple[FieldDefinition, ...]:
    found: list[FieldDefinition] = []
    path = f"/api/v4/{kind}/custom_fields"
    read = partial(FieldDefinition.of, kind)
    try:
        for page in range(1, MOST_FIELD_PAGES + 1):
            some, more = source.list(path, "custom_fields", read, page, FIELDS_PER_PAGE)
            found.extend(some)
            if not more:
                break
    except (Forbidden, NotFound):  # then records are still read, only not by their own fields
        return ()
    return tuple(found)


def read_loss_reasons(api: Api, deadline: Deadline) -> tuple[LossReason, ...]:
    """Why deals are lost, in the account's order; few answers need them.

    Raises:
        AmoError: amoCRM gave no usable answer.
    """
    source = _Source(api, deadline)
    try:
        return source.list("/api/v4/leads/loss_reasons", "loss_reasons", LossReason.from_json)[0]
    except (Forbidden, NotFound):  # an account may keep no reasons at all
        return ()
