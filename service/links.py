"""Addresses of amoCRM's own pages, always built from ids (amoCRM, "Web UI")."""

from __future__ import annotations

from amo.models import Kind

TASKS = "/todo/line/"


def card(kind: Kind, record_id: int) -> str:
    """The card of a record; a task has none of its own."""
    return TASKS if kind is Kind.TASKS else f"/{kind.value}/detail/{record_id}"


def task(entity_kind: Kind | None, entity_id: int | None) -> str:
    """Where a task is seen: the card it hangs on, else the list of tasks."""
    if entity_kind is None or entity_id is None:
        return TASKS
    return card(entity_kind, entity_id)
