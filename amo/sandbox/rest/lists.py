"""Lists of records: what the caller sees, narrowed by ``query`` and ``filter``, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request

from amo.sandbox.account.records import Entity, Task
from amo.sandbox.account.rights import sees
from amo.sandbox.account.search import needle
from amo.sandbox.rest.context import caller, world
from amo.sandbox.rest.filters import ordered, predicates
from amo.sandbox.rest.phpquery import Node, nested


def listed_entities(kind: str) -> list[Entity]:
    """Leads, contacts or companies the request asks for and its user may see."""
    rows: Iterable[Entity] = world().store.entities(kind).values()
    if "only_deleted" in request.args.get("with", ""):
        return []
    query = request.args.get("query")
    if query is not None:
        rows = found(rows, query)
    return _seen(narrowed(kind, rows))


def listed_tasks() -> list[Task]:
    """Tasks the request asks for and its user may see."""
    return _seen(narrowed("tasks", world().store.tasks.values()))


def found(rows: Iterable[Entity], query: str) -> list[Entity]:
    """The records ``query`` finds, as late as the account's search lags."""
    flags = world().flags
    sought = needle(query, flags.min_query)
    if sought is None:
        return []
    as_of = world().clock.precise() - flags.search_lag_seconds
    return [one for one in rows if world().store.found(one, sought, as_of)]


def narrowed(kind: str, rows: Iterable[Any]) -> list[Any]:
    """Rows that meet ``filter``, in the order of ``order``.

    Raises:
        BadFilter: the account does not take the filter.
    """
    enabled = world().flags.is_api_filter_enabled
    demands = predicates(kind, filter_tree(), world().store, custom_fields=enabled)
    held = [row for row in rows if all(demand(row) for demand in demands)]
    return ordered(kind, held, nested(request.args.items(multi=True), "order"))


def filter_tree() -> dict[str, Node]:
    """The parameters under ``filter``.

    Raises:
        BadFilter: they make no tree.
    """
    return nested(request.args.items(multi=True), "filter")


def _seen(records: Iterable[Any]) -> list[Any]:
    user, store, directory = caller(), world().store, world().directory
    return [one for one in records if sees(user, one, store, directory)]
