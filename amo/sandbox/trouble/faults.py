"""Faults on demand: which request gets which, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from amo.sandbox.errors import Rejected

DEFAULT_MATCH = "/api/v4"


class FaultKind(StrEnum):
    """What goes wrong.

    ``status``, ``html403`` and ``hang`` happen instead of the request; ``slow`` before it; the
    others after it was carried out, to its answer.
    """

    STATUS = "status"
    HTML403 = "html403"
    SLOW = "slow"
    DRIP = "drip"
    HANG = "hang"
    RESET = "reset"
    TRUNCATE = "truncate"
    MALFORMED = "malformed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault that is waiting for its requests.

    Args:
        status: answered by kind ``status``.
        seconds: the pause before (slow, hang), or the whole length of the body (drip).
        match: part of the path with its query that is hit.
        method: the HTTP method that is hit; None → any.
        count: how many requests are hit; None → all until cleared.
        retry_after: seconds, told in the body and the header of kind ``status``.
        location: where a 3xx status points to.
        html: kind ``status`` answers with a page instead of JSON, as gateways always do.
    """

    kind: FaultKind
    status: int = 500
    seconds: float = 3.0
    match: str = DEFAULT_MATCH
    method: str | None = None
    count: int | None = None
    retry_after: int | None = None
    location: str | None = None
    html: bool = False

    def hits(self, method: str, path: str) -> bool:
        """Whether a request is meant."""
        return self.match in path and self.method in (None, method)

    def document(self) -> dict[str, Any]:
        """The fault as the control shows it."""
        return asdict(self)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "kind": (str,),
    "status": (int,),
    "seconds": (int, float),
    "match": (str,),
    "method": (str,),
    "count": (int,),
    "retry_after": (int,),
    "location": (str,),
    "html": (bool,),
}


def read_fault(raw: Any) -> Fault:
    """Read a fault from the control's body.

    Raises:
        Rejected: 422, naming the key that is wrong.
    """
    if not isinstance(raw, dict) or raw.get("kind") not in list(FaultKind):
        raise Rejected(422, f"kind: one of {', '.join(FaultKind)} is wanted")
    given = {name: value for name, value in raw.items() if value is not None}
    for name, value in given.items():
        types = _TYPES.get(name, ())
        if not isinstance(value, types) or isinstance(value, bool) != (types == (bool,)):
            raise Rejected(422, f"fault: {name} is unknown or of a wrong type")
    if not 200 <= given.get("status", 500) <= 599:
        raise Rejected(422, "status: 200 to 599 is wanted")
    method = given.get("method")
    return Fault(**{**given, "kind": FaultKind(raw["kind"]), "method": method and method.upper()})


class Faults:
    """The faults in force, the oldest first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int | None]] = []

    def add(self, fault: Fault) -> None:
        """Set a fault."""
        self._waiting.append((fault, fault.count))

    def clear(self) -> None:
        """Lift all faults."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that hits a request, counted off; None when none does."""
        for place, (fault, left) in enumerate(self._waiting):
            if fault.hits(method, path):
                self._count_off(place, fault, left)
                return fault
        return None

    def listing(self) -> list[dict[str, Any]]:
        """The faults in force, ``count`` being what is left of it."""
        return [{**fault.document(), "count": left} for fault, left in self._waiting]

    def _count_off(self, place: int, fault: Fault, left: int | None) -> None:
        if left is None:
            return
        if left <= 1:
            del self._waiting[place]
        else:
            self._waiting[place] = (fault, left - 1)
