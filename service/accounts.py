"""The account as the parser wants it: names only, and the same object while nothing changed."""

from __future__ import annotations

import threading

from amo.directory import Directory
from nlu import Account
from nlu.account import Pipeline, Stage, TaskType, User


class Accounts:
    """Keeps the parser's view of the last directory; the parser indexes each object once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._source: Directory | None = None
        self._account: Account | None = None

    def of(self, directory: Directory) -> Account:
        """The parser's account for a directory."""
        with self._lock:
            if self._account is None or self._source is not directory:
                self._source, self._account = directory, _account(directory)
            return self._account


def _account(directory: Directory) -> Account:
    return Account(
        id=directory.account.id,
        timezone=directory.account.timezone,
        users=tuple(User(one.id, one.name, one.can_sign_in) for one in directory.users),
        pipelines=tuple(
            Pipeline(one.id, one.name, tuple(Stage(own.id, own.name) for own in one.stages))
            for one in directory.pipelines
        ),
        task_types=tuple(
            TaskType(one.id, one.name, one.code or None) for one in directory.task_types
        ),
    )
