"""The account as the parser wants it: names only, and the same object while nothing changed."""

from __future__ import annotations

import threading
from collections import OrderedDict

from amo.directory import Directory
from nlu import Account
from nlu.account import NOT_OWN, OwnField, Pipeline, Stage, TaskType, User

MOST_ACCOUNTS = 64  # as many as the parser keeps indexes of


class Accounts:
    """Keeps the parser's view of each account's last directory; it indexes each object once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._views: OrderedDict[int, tuple[Directory, Account]] = OrderedDict()

    def of(self, directory: Directory) -> Account:
        """The parser's account for a directory."""
        own = directory.account.id
        with self._lock:
            view = self._views.get(own)
            if view is None or view[0] is not directory:
                view = (directory, _account(directory))
            self._views[own] = view
            self._views.move_to_end(own)
            while len(self._views) > MOST_ACCOUNTS:
                self._views.popitem(last=False)
            return view[1]


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
        fields=tuple(
            OwnField(
                one.id, one.kind.value, one.name, one.type, tuple(c.value for c in one.choices)
            )
            for one in directory.fields
            if one.code not in NOT_OWN
        ),
    )
