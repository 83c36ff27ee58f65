"""One call of amoCRM's API as data, and the protocol of whatever carries it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from amo.deadline import Deadline
from amo.errors import Call
from amo.models import Json

Param: TypeAlias = tuple[str, str]
_NUMBER = re.compile(r"/[0-9]+")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of amoCRM.

    Args:
        method: `GET`, `POST` or `PATCH`.
        path: below the account's address, starting with a slash: `/api/v4/leads`.
        params: the query, in order, not yet encoded.
        body: a JSON value, or None for no body.
    """

    method: str
    path: str
    params: Sequence[Param] = field(default=(), repr=False)
    body: object = field(default=None, repr=False)

    @property
    def call(self) -> Call:
        """The form fit for logs: numbers masked, no query."""
        return Call(self.method, _NUMBER.sub("/{id}", self.path))


class Api(Protocol):
    """Carries out calls: with the token, under the rate limit, by the deadline."""

    def call(
        self, request: Request, deadline: Deadline, *, acting: int | None = None
    ) -> Json | None:
        """The JSON object of the answer; None for 204.

        Args:
            request: what to ask.
            deadline: when the caller stops waiting.
            acting: the id of the user whose rights apply; None is the token's own user.

        Raises:
            AmoError: any of its tree.
        """
        ...
