"""Writing records of one kind: creating and changing them, after our own check of the rights."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from amo.drafts import Body, Writable
from amo.errors import EmptyAnswer, Forbidden, NotFound, UnreadableAnswer
from amo.line import listed
from amo.models import Action, AnyRecord, Json
from amo.models.fields import identity, text
from amo.reading import Reading

BATCH = 50  # amoCRM's advice; larger batches end in 504

Draft = TypeVar("Draft", bound=Writable)
Changes = TypeVar("Changes", bound=Writable)


class Records(Reading[AnyRecord], Generic[AnyRecord, Draft, Changes]):
    """The records of one kind that one user may see, add to and change."""

    def create(self, drafts: Sequence[Draft]) -> tuple[int, ...]:
        """Creates records and gives their ids in the order of the drafts.

        Never retried: after an error with `maybe_done` look before writing again.

        Raises:
            Forbidden: the user may not add records of this kind.
            AmoError: the call failed.
        """
        self._check_adding(drafts)
        created: list[int] = []
        for start in range(0, len(drafts), BATCH):
            created.extend(self._create_batch(drafts[start : start + BATCH]))
        return tuple(created)

    def update(self, record_id: int, changes: Changes, known: AnyRecord | None = None) -> None:
        """Changes one record.

        Args:
            record_id: the record.
            changes: what to change.
            known: the record as read in this session; without it, it is read first.

        Raises:
            NotFound: there is no such record in sight.
            Forbidden: the user may not change it.
            AmoError: the call failed.
        """
        self._check_change(known or self.get(record_id))
        self.forget(record_id)
        self._line.patch(f"{self.path}/{record_id}", changes.body())

    def update_many(self, changes: Mapping[int, Changes]) -> None:
        """Changes several records; none is touched unless the user may change all of them.

        Raises:
            NotFound, Forbidden, AmoError: as `update`.
        """
        found = {one.id: one for one in self.by_ids(tuple(changes))}
        for record_id in changes:
            self._check_change(found.get(record_id))
        bodies = [{"id": own, **change.body()} for own, change in changes.items()]
        for record_id in changes:
            self.forget(record_id)
        for start in range(0, len(bodies), BATCH):
            self._line.patch(self.path, bodies[start : start + BATCH])

    def _check_adding(self, drafts: Sequence[Draft]) -> None:  # noqa: ARG002 (tasks look at them)
        if not self._line.viewer.may_add(self.kind):
            raise Forbidden

    def _check_change(self, record: AnyRecord | None) -> None:
        if record is None:
            raise NotFound
        if not self._line.viewer.may(Action.EDIT, record):
            raise Forbidden

    def _create_batch(self, drafts: Sequence[Draft]) -> tuple[int, ...]:
        bodies: list[Body] = [
            {**draft.body(), "request_id": str(number)} for number, draft in enumerate(drafts)
        ]
        answer = self._line.post(self.path, bodies)
        return created_ids(answer, self.kind, len(drafts))


def created_ids(answer: Json | None, key: str, count: int) -> tuple[int, ...]:
    """The ids of a write's answer in the order of what was sent.

    Raises:
        UnreadableAnswer: the write happened (`maybe_done`), but the answer does not name each id.
    """
    if answer is None:
        raise EmptyAnswer(maybe_done=True)
    try:
        pairs = listed(answer, key, lambda raw: (text(raw, "request_id"), identity(raw)))
    except UnreadableAnswer:
        raise UnreadableAnswer(maybe_done=True) from None
    by_request = dict(pairs)
    if len(pairs) != count:
        raise UnreadableAnswer(maybe_done=True)
    if all(str(number) in by_request for number in range(count)):
        return tuple(by_request[str(number)] for number in range(count))
    return tuple(own for _, own in pairs)
