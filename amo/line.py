"""One user's line to amoCRM for one answer: every call carries their rights and its deadline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from amo.calls import Api, Param, Request
from amo.deadline import Deadline
from amo.directory import Directory
from amo.errors import UnreadableAnswer
from amo.models import Json, UnreadableRecord
from amo.models.fields import as_object
from amo.viewer import Viewer

T = TypeVar("T")


@dataclass(slots=True)
class Line:
    """Carries the calls of one session.

    Args:
        api: what carries a call out.
        directory: what is known about the account.
        viewer: whose rights apply.
        deadline: when the answer must be there.
        calls: how many calls were made so far.
    """

    api: Api
    directory: Directory
    viewer: Viewer
    deadline: Deadline
    calls: int = 0

    def get(self, path: str, params: Sequence[Param] = ()) -> Json | None:
        return self._send(Request("GET", path, params))

    def post(self, path: str, body: object) -> Json | None:
        return self._send(Request("POST", path, body=body))

    def patch(self, path: str, body: object) -> Json | None:
        return self._send(Request("PATCH", path, body=body))

    def _send(self, request: Request) -> Json | None:
        self.calls += 1
        return self.api.call(request, self.deadline, acting=self.viewer.acting)


def listed(answer: Json, key: str, read: Callable[[Json], T]) -> tuple[T, ...]:
    """The objects of a list answer.

    Raises:
        UnreadableAnswer: there is no such list, or one of its objects has no id.
    """
    found = as_object(answer.get("_embedded")).get(key)
    if not isinstance(found, list):
        raise UnreadableAnswer
    try:
        return tuple(read(as_object(one)) for one in found)
    except UnreadableRecord:
        raise UnreadableAnswer from None


def read_one(answer: Json, read: Callable[[Json], T]) -> T:
    """The object of a single answer.

    Raises:
        UnreadableAnswer: the object has no id.
    """
    try:
        return read(answer)
    except UnreadableRecord:
        raise UnreadableAnswer from None


def has_next(answer: Json) -> bool:
    """Whether amoCRM has a further page; its address is never used."""
    return bool(as_object(as_object(answer.get("_links")).get("next")).get("href"))
