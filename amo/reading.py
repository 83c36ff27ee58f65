"""Reading records of one kind: lists, single ones, batches of ids, trimmed to what is in sight."""

from collections.abc import Iterator, Sequence
from typing import Generic

from amo.calls import Param
from amo.errors import FilterUnavailable, Forbidden, NotFound
from amo.filters import Filter
from amo.line import Line, has_next, listed, read_one
from amo.models import AnyRecord, Kind
from amo.pages import MOST_PER_PAGE, Page
from amo.recall import Recall
from amo.rights import narrowest_users
from amo.search import Order, Search, embed

IDS_PER_CALL = 50  # keeps the address short enough for every proxy on the way
MOST_PAGES = 4  # of 250: what one answer may read through before it says "partial"
MOST_SINGLE_READS = 5  # when an account ignores the filter by ids


class Reading(Generic[AnyRecord]):
    """The records of one kind that one user may see.

    Args:
        line: the user's line to amoCRM.
        record_type: the dataclass of the kind.
    """

    def __init__(self, line: Line, record_type: type[AnyRecord]) -> None:
        self._line = line
        self._type: type[AnyRecord] = record_type
        self._recall: Recall[AnyRecord] = Recall()
        self._filters_refused = False

    @property
    def kind(self) -> Kind:
        return self._type.kind

    @property
    def path(self) -> str:
        return f"/api/v4/{self.kind}"

    def list(
        self,
        query: str | None = None,
        *,
        filter: Filter[AnyRecord] | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 50,
        with_: Sequence[str] = (),
    ) -> Page[AnyRecord]:
        """One page of the records that match and may be seen.

        Args:
            query: amoCRM's search over all filled fields; check its hits again.
            filter: a typed condition.
            order: the order; amoCRM's own when None.
            page: from 1.
            limit: 1 to 250.
            with_: what to embed; embedded ids may point at records out of sight, so resolve
                them through `by_ids` before counting or naming them.

        Raises:
            Forbidden: the user may see no record of this kind at all.
            AmoError: the call failed.
        """
        search = self._search(query, filter, order, with_)
        page, limit = max(1, page), max(1, min(limit, MOST_PER_PAGE))
        if self._trusts(search):
            found, more = self._fetch(search, page, limit)
            kept = self._kept(found, search)
            if len(kept) == len(found):
                return Page(kept, page, has_more=more)
        return self._scan(search, page, limit)

    def collect(
        self,
        query: str | None = None,
        *,
        filter: Filter[AnyRecord] | None = None,
        order: Order | None = None,
        with_: Sequence[str] = (),
        max_pages: int = MOST_PAGES,
    ) -> Page[AnyRecord]:
        """All records that match and may be seen; `partial` if there are more than was read."""
        search = self._search(query, filter, order, with_)
        chunks = tuple(self._chunks(search, max_pages))
        kept = tuple(one for chunk, _ in chunks for one in chunk)
        return Page(kept, partial=chunks[-1][1])

    def iterate(
        self,
        query: str | None = None,
        *,
        filter: Filter[AnyRecord] | None = None,
        order: Order | None = None,
        with_: Sequence[str] = (),
        max_pages: int = MOST_PAGES,
    ) -> Iterator[AnyRecord]:
        """The same records one by one; a further page is read only when it is asked for."""
        search = self._search(query, filter, order, with_)
        for chunk, _ in self._chunks(search, max_pages):
            yield from chunk

    def get(self, record_id: int, with_: Sequence[str] = ()) -> AnyRecord | None:
        """The record as amoCRM stores it now; None when there is none or it is out of sight."""
        self._recall.drop(record_id)
        try:
            answer = self._line.get(f"{self.path}/{record_id}", embed(with_))
        except (NotFound, Forbidden):
            return None
        if answer is None:
            return None
        found = read_one(answer, self._type.from_json)
        seen = self._remember((found,), with_) if found.id == record_id else ()
        return next(iter(seen), None)

    def by_ids(self, ids: Sequence[int], with_: Sequence[str] = ()) -> tuple[AnyRecord, ...]:
        """The records with these ids that may be seen, in the order of the ids.

        What this session has read before is not asked for again.
        """
        wanted = tuple(dict.fromkeys(ids))
        missing = [one for one in wanted if self._recall.find(one, with_) is None]
        if missing and not self._line.viewer.may_view_any(self.kind):
            return ()
        for start in range(0, len(missing), IDS_PER_CALL):
            self._read_batch(missing[start : start + IDS_PER_CALL], with_)
        found = (self._recall.find(one, with_) for one in wanted)
        return tuple(one for one in found if one is not None)

    def forget(self, record_id: int) -> None:
        """Read the record anew next time: it has been written."""
        self._recall.drop(record_id)

    def _read_batch(self, ids: Sequence[int], with_: Sequence[str]) -> None:
        wanted: tuple[Param, ...] = tuple(("filter[id][]", str(one)) for one in ids)
        asked = (*wanted, *embed(with_), ("limit", str(MOST_PER_PAGE)))
        try:
            answer = self._line.get(self.path, asked)
        except FilterUnavailable:
            return self._read_singly(ids, with_)
        found = () if answer is None else listed(answer, self.kind, self._type.from_json)
        self._remember(tuple(one for one in found if one.id in ids), with_)
        if any(one.id not in ids for one in found):  # the account ignores the filter
            self._read_singly(ids, with_)
        return None

    def _read_singly(self, ids: Sequence[int], with_: Sequence[str]) -> None:
        unread = [one for one in ids if self._recall.find(one, with_) is None]
        for one in unread[:MOST_SINGLE_READS]:
            self.get(one, with_)

    def _search(
        self,
        query: str | None,
        filter: Filter[AnyRecord] | None,
        order: Order | None,
        with_: Sequence[str],
    ) -> Search[AnyRecord]:
        viewer = self._line.viewer
        if not viewer.may_view_any(self.kind):
            raise Forbidden
        narrow: tuple[int, ...] = ()
        if viewer.user and not viewer.enforced:
            narrow = narrowest_users(viewer.user, self.kind, self._line.directory.users)
        return Search(query, filter, order, with_, narrow)

    def _trusts(self, search: Search[AnyRecord]) -> bool:
        """Whether amoCRM's pages can be shown as they come: its rights and its filter."""
        if not self._line.viewer.enforced or self._filters_refused:
            return False
        return search.filter is None or search.filter.known_to_amocrm(self._line.directory.account)

    def _fetch(
        self, search: Search[AnyRecord], page: int, limit: int
    ) -> tuple[tuple[AnyRecord, ...], bool]:
        params = search.params(page, limit, filtered=not self._filters_refused)
        try:
            answer = self._line.get(self.path, params)
        except FilterUnavailable:
            if self._filters_refused:
                raise
            self._filters_refused = True
            return self._fetch(search, page, limit)
        if answer is None:
            return (), False
        found = listed(answer, self.kind, self._type.from_json)
        return found, has_next(answer) and bool(found)

    def _kept(
        self, found: tuple[AnyRecord, ...], search: Search[AnyRecord]
    ) -> tuple[AnyRecord, ...]:
        return self._remember(tuple(one for one in found if search.matches(one)), search.with_)

    def _remember(
        self, found: tuple[AnyRecord, ...], with_: Sequence[str]
    ) -> tuple[AnyRecord, ...]:
        seen = self._in_sight(found)
        self._recall.keep(seen, with_)
        return seen

    def _in_sight(self, found: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
        return self._line.viewer.visible(found)

    def _chunks(
        self, search: Search[AnyRecord], max_pages: int
    ) -> Iterator[tuple[tuple[AnyRecord, ...], bool]]:
        """Page after page; what slips onto the next one when something is added is not repeated."""
        seen: set[int] = set()
        for number in range(1, max_pages + 1):
            found, more = self._fetch(search, number, MOST_PER_PAGE)
            yield self._kept(tuple(one for one in found if one.id not in seen), search), more
            seen.update(one.id for one in found)
            if not more:
                return

    def _scan(self, search: Search[AnyRecord], page: int, limit: int) -> Page[AnyRecord]:
        """A page counted over what may be seen, where amoCRM's own pages count other records."""
        start, end = (page - 1) * limit, page * limit
        kept: list[AnyRecord] = []
        unread = False
        for chunk, unread in self._chunks(search, MOST_PAGES):  # noqa: B007 (used below)
            kept.extend(chunk)
            if len(kept) > end:
                break
        enough = len(kept) > end
        return Page(tuple(kept[start:end]), page, has_more=enough, partial=unread and not enough)
