"""The record a task, a note or a link hangs on has to be in sight first."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from amo.errors import NotFound
from amo.models import Kind, Record


class Readable(Protocol):
    """Reads records of one kind by their ids."""

    def by_ids(self, ids: Sequence[int]) -> Sequence[Record]:
        """Those of the records that are in sight."""
        ...


Parents: TypeAlias = Mapping[Kind, Readable]


def must_see(parents: Parents, kind: Kind, record_id: int) -> Record:
    """The record, if the user may view it.

    Raises:
        NotFound: there is no such record in sight; nobody learns which of the two it is.
    """
    reading = parents.get(kind)
    found = reading.by_ids((record_id,)) if reading else ()
    if not found:
        raise NotFound
    return found[0]
