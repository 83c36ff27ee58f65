"""What a session has read, so that one answer does not ask for the same record twice."""

from collections.abc import Iterable, Sequence
from typing import Generic

from amo.models import AnyRecord


class Recall(Generic[AnyRecord]):
    """Records by id, each with what was embedded when it was read."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[AnyRecord, frozenset[str]]] = {}

    def keep(self, records: Iterable[AnyRecord], with_: Sequence[str]) -> None:
        """Remembers records as they were read."""
        self._known.update((one.id, (one, frozenset(with_))) for one in records)

    def find(self, record_id: int, with_: Sequence[str]) -> AnyRecord | None:
        """The record, if it was read with all of `with_`: without it links look empty."""
        record, had = self._known.get(record_id, (None, frozenset()))
        return record if had.issuperset(with_) else None

    def drop(self, record_id: int) -> None:
        """Forgets a record: it has been written, or is asked for anew."""
        self._known.pop(record_id, None)
