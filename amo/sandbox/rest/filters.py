"""``filter[…]`` and ``order[…]`` of the lists.

Values of one key are alternatives, keys are all demanded, bounds of a range are inclusive, keys
amoCRM does not know are passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amo.sandbox.account.records import ENTITY_KINDS, Lead, Record, Task, kind_of
from amo.sandbox.account.store import Store
from amo.sandbox.errors import BadFilter
from amo.sandbox.rest.phpquery import Node, integer, leaves

Predicate = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Demand:
    """One key of ``filter`` that is no plain comparison: its kind of record and its tree."""

    kind: str
    node: Node
    store: Store


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
        elif special := _SPECIAL.get((kind, key)):
            made.append(special(Demand(kind, node, store)))
    return made


def ordered(kind: str, rows: Sequence[Any], raw: Mapping[str, Node]) -> list[Any]:
    """Sort rows; by id when no order is asked for, rows without the value last."""
    result = sorted(rows, key=lambda one: one.id)
    for key, direction in reversed(list(raw.items())):
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


def _statuses(demand: Demand) -> Predicate:
    nodes = demand.node.values() if isinstance(demand.node, dict) else ()
    pairs = {_stage(one) for one in nodes if isinstance(one, dict)}
    # A bare list of status ids is not understood and does nothing.
    return lambda lead: not pairs or _stage_in(lead, pairs)


def _stage(node: dict[str, Node]) -> tuple[int | None, int]:
    status, pipeline = node.get("status_id"), node.get("pipeline_id")
    if not isinstance(status, str):
        raise BadFilter
    return integer(pipeline) if isinstance(pipeline, str) and pipeline else None, integer(status)


def _stage_in(lead: Lead, pairs: set[tuple[int | None, int]]) -> bool:
    return (lead.pipeline_id, lead.status_id) in pairs or (None, lead.status_id) in pairs


def _custom_fields(demand: Demand) -> Predicate:
    if not isinstance(demand.node, dict):
        raise BadFilter
    made = [_custom_field(demand, key, one) for key, one in demand.node.items()]
    return lambda row: all(one(row) for one in made)


def _custom_field(demand: Demand, key: str, node: Node) -> Predicate:
    field = demand.store.fields.find(demand.kind, integer(key))
    if field is None:
        raise BadFilter
    ranged = isinstance(node, dict) and set(node) <= {"from", "to"}
    meets = _between(node) if ranged else _among(node)
    return lambda row: any(meets(one) for one in row.values.get(field.id, ()))


def _between(node: Node) -> Predicate:
    low, high = _bounds(node)
    return lambda held: _is_number(held.value) and low <= float(held.value) <= high


def _among(node: Node) -> Predicate:
    wanted = set(leaves(node))
    return lambda held: str(held.value) in wanted or str(held.enum_id) in wanted


def _is_number(value: object) -> bool:
    text = str(value).removeprefix("-").replace(".", "", 1)
    return text.isascii() and text.isdigit()


def _closest_task(demand: Demand) -> Predicate:
    low, high = _bounds(demand.node)

    def holds(row: Record) -> bool:
        held = demand.store.closest_task_at(kind_of(row), row.id)
        return held is not None and low <= held <= high

    return holds


def _is_completed(demand: Demand) -> Predicate:
    wanted = {bool(integer(one)) for one in leaves(demand.node)}
    return lambda row: row.is_completed in wanted


def _task_type(demand: Demand) -> Predicate:
    return _equal("task_type_id", demand.node)


def _changed_since(demand: Demand) -> Predicate:
    if isinstance(demand.node, str):
        since = integer(demand.node)
        return lambda row: bool(row.updated_at >= since)
    return _ranged("updated_at", demand.node)


def _lead_statuses(demand: Demand) -> Predicate:
    on_stage = _statuses(demand)

    def holds(task: Task) -> bool:
        lead = demand.store.leads.get(task.entity_id or 0)
        return task.entity_type == "leads" and lead is not None and on_stage(lead)

    return holds


_SPECIAL: Mapping[tuple[str, str], Callable[[Demand], Predicate]] = {
    ("leads", "statuses"): _statuses,
    **{(kind, "custom_fields_values"): _custom_fields for kind in ENTITY_KINDS},
    **{(kind, "closest_task_at"): _closest_task for kind in ENTITY_KINDS},
    ("tasks", "is_completed"): _is_completed,
    ("tasks", "task_type"): _task_type,
    ("tasks", "task_type_id"): _task_type,
    ("tasks", "updated_at"): _changed_since,
    ("notes", "updated_at"): _changed_since,
    ("tasks", "lead_statuses"): _lead_statuses,
}
