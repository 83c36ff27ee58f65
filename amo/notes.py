"""Notes in the feed of a record that is in sight."""

from amo.line import Line, has_next, listed
from amo.models import Kind, Note
from amo.pages import MOST_PER_PAGE, Page
from amo.parents import Parents, must_see
from amo.writing import created_ids


class Notes:
    """Notes of deals, contacts and companies.

    Args:
        line: the user's line to amoCRM.
        parents: how to read the records notes hang on.
    """

    def __init__(self, line: Line, parents: Parents) -> None:
        self._line = line
        self._parents = parents

    def list(self, kind: Kind, record_id: int, *, page: int = 1, limit: int = 50) -> Page[Note]:
        """A page of the record's notes, newest first.

        Raises:
            NotFound: there is no such record in sight.
            AmoError: the call failed.
        """
        must_see(self._parents, kind, record_id)
        params = (
            ("order[id]", "desc"),
            ("page", str(max(1, page))),
            ("limit", str(max(1, min(limit, MOST_PER_PAGE)))),
        )
        answer = self._line.get(self._path(kind, record_id), params)
        if answer is None:
            return Page(number=page)
        return Page(listed(answer, "notes", Note.from_json), page, has_more=has_next(answer))

    def add(self, kind: Kind, record_id: int, text: str) -> int:
        """Adds a plain note and gives its id.

        Raises:
            NotFound: there is no such record in sight.
            AmoError: the call failed; never retried (`maybe_done`).
        """
        must_see(self._parents, kind, record_id)
        body = [{"note_type": "common", "params": {"text": text}, "request_id": "0"}]
        answer = self._line.post(self._path(kind, record_id), body)
        return created_ids(answer, "notes", 1)[0]

    def get(self, kind: Kind, note_id: int) -> Note | None:
        """One note as amoCRM stores it now; None when its record is out of sight."""
        answer = self._line.get(f"/api/v4/{kind}/notes/{note_id}")
        if answer is None:
            return None
        note = Note.from_json(answer)
        seen = note.entity_id and self._parents[kind].by_ids((note.entity_id,))
        return note if seen else None

    @staticmethod
    def _path(kind: Kind, record_id: int) -> str:
        return f"/api/v4/{kind}/{record_id}/notes"
