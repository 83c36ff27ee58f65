"""The filter in the address of a list page, as amoCRM's own filter writes it.

`filter[pipe][11][]=142`, `filter[main_user][]=102`, `filter_date_switch=created|closed` with
`filter_date_from` and `filter_date_to` as dd.mm.yyyy (amoCRM, "Web UI").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo

from amo.sandbox.account.records import Entity, Lead
from amo.sandbox.errors import BadFilter
from amo.sandbox.rest.phpquery import Node, integer, leaves, nested

Fits = Callable[[Entity], bool]
_DAY = "%d.%m.%Y"


def address_filter(pairs: Iterable[tuple[str, str]], zone: tzinfo) -> Fits:
    """What a record must fulfil to stand on the page.

    Args:
        pairs: decoded parameters of the address.
        zone: the account's, in which days begin.

    Raises:
        BadFilter: a bracket, a number or a day cannot be read.
    """
    given = list(pairs)
    filters, plain = nested(given, "filter"), dict(given)
    wanted = (_staged(filters.get("pipe")), _owned(filters.get("main_user")), _dated(plain, zone))
    return lambda record: all(fits(record) for fits in wanted)


def _staged(pipes: Node | None) -> Fits:
    if not isinstance(pipes, dict):
        return lambda _: True
    places = {
        (integer(pipeline), integer(status))
        for pipeline, statuses in pipes.items()
        for status in leaves(statuses)
    }
    return lambda one: isinstance(one, Lead) and (one.pipeline_id, one.status_id) in places


def _owned(users: Node | None) -> Fits:
    ids = {integer(one) for one in leaves(users)} if users else set()
    return lambda one: not ids or one.responsible_user_id in ids


def _dated(plain: dict[str, str], zone: tzinfo) -> Fits:
    start = _moment(plain.get("filter_date_from"), zone)
    end = _moment(plain.get("filter_date_to"), zone, days=1)
    closed = plain.get("filter_date_switch") == "closed"

    def fits(record: Entity) -> bool:
        at = _closed_at(record) if closed else record.created_at
        if start is None and end is None:
            return True
        return at is not None and (start or 0) <= at < (end or at + 1)

    return fits


def _closed_at(record: Entity) -> int | None:
    return record.closed_at if isinstance(record, Lead) else None


def _moment(day: str | None, zone: tzinfo, days: int = 0) -> int | None:
    if not day:
        return None
    try:
        start = datetime.strptime(day, _DAY).replace(tzinfo=zone)
        return int((start + timedelta(days=days)).timestamp())
    except (ValueError, OverflowError):
        raise BadFilter from None
