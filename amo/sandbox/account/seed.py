"""The records of ``data/records.json``, dated back from the sandbox's start."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from amo.sandbox.account.clock import Clock
from amo.sandbox.account.directory import read_json
from amo.sandbox.account.fields import Values
from amo.sandbox.account.records import Company, Contact, Lead, Task, stamps
from amo.sandbox.account.store import Store
from amo.sandbox.errors import DataFault

COMPANY_AGE_DAYS = 220


def seed(store: Store, path: Path, clock: Clock) -> None:
    """Put the sample records into an empty store.

    Args:
        store: where they go.
        path: a JSON file shaped like ``data/records.json``.
        clock: gives the start that ``…_days_ago`` are counted back from.

    Raises:
        DataFault: the file is absent, is not JSON, or a record lacks a key.
    """
    raw = read_json(path)
    try:
        for one in raw["companies"]:
            store.put(_company(one, store, clock))
        for one in raw["contacts"]:
            _put_contact(one, store, clock)
        for one in raw["leads"]:
            _put_lead(one, store, clock)
        for one in raw["tasks"]:
            store.put(_task(one, clock))
    except (KeyError, TypeError) as fault:
        raise DataFault(path, repr(fault), "restore the key from the repository's copy") from fault


def _reachable(raw: Mapping[str, Any], kind: str, store: Store) -> Values:
    fields = store.fields
    position = [raw["position"]] if raw.get("position") else []
    return {
        **(fields.simple(kind, "POSITION", position) if position else {}),
        **fields.simple(kind, "PHONE", raw["phones"]),
        **fields.simple(kind, "EMAIL", raw["emails"]),
    }


def _company(raw: Mapping[str, Any], store: Store, clock: Clock) -> Company:
    return Company(
        id=raw["id"],
        name=raw["name"],
        values=_reachable(raw, "companies", store),
        **stamps(raw["responsible"], clock.days_ago(COMPANY_AGE_DAYS)),
    )


def _put_contact(raw: Mapping[str, Any], store: Store, clock: Clock) -> None:
    store.put(
        Contact(
            id=raw["id"],
            name=raw["name"],
            values=_reachable(raw, "contacts", store),
            **stamps(raw["responsible"], clock.days_ago(raw["created_days_ago"])),
        )
    )
    if raw["company"]:
        store.links.add(("contacts", raw["id"]), ("companies", raw["company"]))


def _put_lead(raw: Mapping[str, Any], store: Store, clock: Clock) -> None:
    created = clock.days_ago(raw["created_days_ago"])
    closed_days = raw["closed_days_ago"]
    closed = None if closed_days is None else clock.days_ago(closed_days)
    store.put(
        Lead(
            id=raw["id"],
            name=raw["name"],
            price=raw["price"],
            pipeline_id=raw["pipeline"],
            status_id=raw["status"],
            closed_at=closed,
            loss_reason_id=raw["loss_reason"],
            **stamps(raw["responsible"], created, closed),
        )
    )
    for place, contact in enumerate(raw["contacts"]):
        store.links.add(("leads", raw["id"]), ("contacts", contact), is_main=place == 0)
    if raw["company"]:
        store.links.add(("leads", raw["id"]), ("companies", raw["company"]))


def _task(raw: Mapping[str, Any], clock: Clock) -> Task:
    due_days = raw["due_in_days"]
    created = clock.days_ago(1 - min(due_days, 0))
    updated = clock.days_ago(-due_days) if raw["is_completed"] else None
    return Task(
        id=raw["id"],
        text=raw["text"],
        task_type_id=raw["type"],
        complete_till=clock.end_of_day(due_days),
        entity_type=raw["entity_type"],
        entity_id=raw["entity_id"],
        is_completed=raw["is_completed"],
        result=raw["result"] or "",
        **stamps(raw["responsible"], created, updated),
    )
