"""Links between records: whose contact, which company, which deals."""

from amo.drafts import Body
from amo.errors import Forbidden
from amo.line import Line, listed
from amo.models import Action, Kind, Link
from amo.parents import Parents, must_see


class Links:
    """Links of deals, contacts and companies.

    Args:
        line: the user's line to amoCRM.
        parents: how to read the records at both ends.
    """

    def __init__(self, line: Line, parents: Parents) -> None:
        self._line = line
        self._parents = parents

    def of(self, kind: Kind, record_id: int) -> tuple[Link, ...]:
        """What the record is linked to, as far as both ends are in sight.

        Raises:
            NotFound: there is no such record in sight.
            AmoError: the call failed.
        """
        must_see(self._parents, kind, record_id)
        answer = self._line.get(f"/api/v4/{kind}/{record_id}/links")
        found = () if answer is None else listed(answer, "links", Link.from_json)
        return self._in_sight(found)

    def add(self, kind: Kind, record_id: int, to: Kind, to_id: int, *, main: bool = False) -> None:
        """Links two records; repeating it changes nothing.

        Raises:
            NotFound: one of them is not in sight.
            Forbidden: the user may not change the first.
            AmoError: the call failed.
        """
        metadata: Body = {"metadata": {"is_main": True}} if main else {}
        self._write("link", kind, record_id, to, to_id, metadata)

    def remove(self, kind: Kind, record_id: int, to: Kind, to_id: int) -> None:
        """Takes a link away.

        Raises:
            NotFound, Forbidden, AmoError: as `add`.
        """
        self._write("unlink", kind, record_id, to, to_id, {})

    def _write(
        self, verb: str, kind: Kind, record_id: int, to: Kind, to_id: int, extra: Body
    ) -> None:
        record = must_see(self._parents, kind, record_id)
        must_see(self._parents, to, to_id)
        if not self._line.viewer.may(Action.EDIT, record):
            raise Forbidden
        body = [{"to_entity_id": to_id, "to_entity_type": to.value, **extra}]
        self._line.post(f"/api/v4/{kind}/{record_id}/{verb}", body)

    def _in_sight(self, found: tuple[Link, ...]) -> tuple[Link, ...]:
        seen: set[tuple[str, int]] = set()
        for kind, reading in self._parents.items():
            ids = [one.to_id for one in found if one.to_kind == kind]
            seen.update((kind.value, one.id) for one in reading.by_ids(ids))
        return tuple(one for one in found if (one.to_kind, one.to_id) in seen)
