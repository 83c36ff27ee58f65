"""``filter[…]`` and ``order[…]`` of the lists.

Values of one key are alternatives, keys are all demanded, bounds of a range are inclusive, keys
amoCRM does not know are passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from amo.sandbox.errors import BadFilter
from amo.sandbox.phpquery import Node, integer, leaves
from amo.sandbox.records import Event, Lead, Note, Owned, Record, Task, kind_of
from amo.sandbox.store import Store

Row = Owned | Event
Predicate = Callable[[Any], bool]

_OWNED = ("created_by", "updated_by", "responsible_user_id", "id")
_EQUAL = {
    "leads": (*_OWNED, "pipeline_id"),
    "contacts": _OWNED,
    "companies": _OWNED,
    "tasks": ("id", "responsible_user_id", "created_by", "entity_id"),
    "notes": ("id", "entity_id"),
    "events": ("created_by", "entity_id"),
}
_RANGED = {
    "leads": ("created_at", "updated_at", "closed_at", "price"),
    "contacts": ("created_at", "updated_at"),
    "companies": ("created_at", "updated_at"),
    "tasks": ("complete_till",),
    "notes": (),
    "events": ("created_at",),
}
_TEXTS = {
    "leads": {"name": "name"},
    "contacts": {"name": "name"},
    "companies": {"name": "name"},
    "tasks": {"entity_type": "entity_type"},
    "notes": {"note_type": "note_type"},
    "events": {"type": "type", "entity": "entity_type"},
}
_ORDER = {
    "leads": ("created_at", "updated_at", "id"),
    "contacts": ("updated_at", "id"),
    "companies": ("created_at", "updated_at", "id"),
    "tasks": ("created_at", "complete_till", "id"),
    "notes": ("updated_at", "id"),
    "events": ("created_at",),
}


def predicates(
    kind: str, raw: Mapping[str, Node], store: Store, *, custom_fields: bool
) -> list[Predicate]:
    """What a record must meet to be in a list.

    Args:
        kind: plural of the records.
        raw: the tree of ``filter``.
        custom_fields: whether the account takes filters by custom fields.

    Raises:
        BadFilter: a value is malformed, or custom-field filters are not available.
    """
    if "custom_fields_values" in raw and not custom_fields:
        raise BadFilter
    made: list[Predicate] = []
    for key, node in raw.items():
        if key in _EQUAL[kind]:
            made.append(_equal(key, node))
        elif key in _RANGED[kind]:
            made.append(_ranged(key, node))
        elif key in _TEXTS[kind]:
            made.append(_text(_TEXTS[kind][key], node))
        elif (special := _SPECIAL.get((kind, key)) or _SPECIAL.get((None, key))) is not None:
            made.append(special(kind, node, store))
    return made


def ordered(kind: str, rows: Sequence[Any], raw: Mapping[str, Node]) -> list[Any]:
    """Sort rows; by id when no order is asked for, rows without the value last."""
    result = sorted(rows, key=lambda one: one.id)
    for key, direction in reversed(raw.items()):
        if key in _ORDER[kind]:
            result = _sorted_by(result, key, descending=direction == "desc")
    return result


def _sorted_by(rows: list[Any], key: str, *, descending: bool) -> list[Any]:
    def place(row: Any) -> tuple[int, Any]:
        return getattr(row, key), row.id

    return sorted(rows, key=place, reverse=descending)


def _equal(key: str, node: Node) -> Predicate:
    wanted = {integer(one) for one in leaves(node)}
    return lambda row: getattr(row, key) in wanted


def _text(key: str, node: Node) -> Predicate:
    wanted = set(leaves(node))
    return lambda row: getattr(row, key) in wanted


def _bounds(node: Node) -> tuple[float, float]:
    if isinstance(node, str):
        return integer(node), integer(node)
    if not set(node) <= {"from", "to"}:
        raise BadFilter
    low, high = node.get("from"), node.get("to")
    return _bound(low, float("-inf")), _bound(high, float("inf"))


def _bound(node: Node | None, absent: float) -> float:
    if node is None:
        return absent
    if not isinstance(node, str):
        raise BadFilter
    return integer(node)


def _ranged(key: str, node: Node) -> Predicate:
    low, high = _bounds(node)
    return lambda row: (held := getattr(row, key)) is not None and low <= held <= high


def _statuses(kind: str, node: Node, store: Store) -> Predicate:
    if not isinstance(node, dict):
        return lambda row: True
    pairs = {_stage(one) for one in node.values() if isinstance(one, dict)}
    if not pairs:
        # A bare list of status ids is not understood and does nothing.
        return lambda row: True
    return lambda row: _stage_in(row, pairs)


def _stage(node: dict[str, Node]) -> tuple[int | None, int]:
    status, pipeline = node.get("status_id"), node.get("pipeline_id")
    if not isinstance(status, str):
        raise BadFilter
    return integer(pipeline) if isinstance(pipeline, str) and pipeline else None, integer(status)


def _stage_in(lead: Lead, pairs: set[tuple[int | None, int]]) -> bool:
    return (lead.pipeline_id, lead.status_id) in pairs or (None, lead.status_id) in pairs


def _custom_fields(kind: str, node: Node, store: Store) -> Predicate:
    if not isinstance(node, dict):
        raise BadFilter
    made = [_custom_field(kind, key, one, store) for key, one in node.items()]
    return lambda row: all(one(row) for one in made)


def _custom_field(kind: str, key: str, node: Node, store: Store) -> Predicate:
    field = store.fields.find(kind, integer(key))
    if field is None:
        raise BadFilter
    if isinstance(node, dict) and node and set(node) <= {"from", "to"}:
        low, high = _bounds(node)
        return lambda row: any(low <= float(one.value) <= high for one in row.values.get(field.id, ()))
    wanted = set(leaves(node))
    return lambda row: any(
        str(one.value) in wanted or str(one.enum_id) in wanted
        for one in row.values.get(field.id, ())
    )


def _closest_task(kind: str, node: Node, store: Store) -> Predicate:
    low, high = _bounds(node)

    def holds(row: Record) -> bool:
        held = store.closest_task_at(kind_of(row), row.id)
        return held is not None and low <= held <= high

    return holds


def _is_completed(kind: str, node: Node, store: Store) -> Predicate:
    wanted = {bool(integer(one)) for one in leaves(node)}
    return lambda row: row.is_completed in wanted


def _task_type(kind: str, node: Node, store: Store) -> Predicate:
    return _equal("task_type_id", node)


def _changed_since(kind: str, node: Node, store: Store) -> Predicate:
    if isinstance(node, str):
        since = integer(node)
        return lambda row: bool(row.updated_at >= since)
    return _ranged("updated_at", node)


def _lead_statuses(kind: str, node: Node, store: Store) -> Predicate:
    on_stage = _statuses("leads", node, store)

    def holds(task: Task) -> bool:
        lead = store.leads.get(task.entity_id or 0) if task.entity_type == "leads" else None
        return lead is not None and on_stage(lead)

    return holds


_SPECIAL: Mapping[tuple[str | None, str], Callable[[str, Node, Store], Predicate]] = {
    ("leads", "statuses"): _statuses,
    (None, "custom_fields_values"): _custom_fields,
    (None, "closest_task_at"): _closest_task,
    ("tasks", "is_completed"): _is_completed,
    ("tasks", "task_type"): _task_type,
    ("tasks", "task_type_id"): _task_type,
    ("tasks", "updated_at"): _changed_since,
    ("notes", "updated_at"): _changed_since,
    ("tasks", "lead_statuses"): _lead_statuses,
}
