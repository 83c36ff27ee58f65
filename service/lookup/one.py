"""The one record that words mean: picked before, the only one that fits, or a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from amo.models import Company, Contact, Kind, Lead, Record, Task
from amo.session import Session
from service.dialogue.interrupts import Nobody, Several
from service.turn import Turn

AnyOne = TypeVar("AnyOne", bound=Lead | Contact | Company | Task)
OFFERED = 8


def the_one(
    turn: Turn, role: str, said: str, found: Sequence[AnyOne], near: str | None = None
) -> AnyOne:
    """The record that is meant.

    Args:
        role: the slot the words were in.
        said: the words.
        found: the records that fit.
        near: a name spelt alike, for when none fits.

    Raises:
        Nobody: none fits.
        Several: more than one does, and none was picked.
    """
    picked = turn.pick(role, said)
    if picked is not None:
        chosen = next((one for one in found if one.id == picked.id), None)
        if chosen is not None:
            return chosen
    if not found:
        raise Nobody(role, said, near)
    if len(found) == 1:
        return found[0]
    names = neighbour_names(turn.session, found[:OFFERED])
    rows = tuple(turn.rows.row(one, names) for one in found[:OFFERED])
    raise Several(role, said, rows, len(found))


def neighbour_names(session: Session, records: Sequence[Record]) -> dict[int, str]:
    """Names of what records belong to: contacts to a company, tasks to a record; those in sight.

    Args:
        records: of one kind.

    Returns:
        The id of a record → the name; a deal and a contact may have one number.
    """
    places = {one.id: place for one in records if (place := _neighbour(one)) is not None}
    names: dict[tuple[Kind, int], str] = {}
    for kind in (Kind.LEADS, Kind.CONTACTS, Kind.COMPANIES):
        ids = [own for neighbour, own in places.values() if neighbour is kind]
        if ids:
            names.update(((kind, own.id), own.name) for own in _read(session, kind, ids))
    return {own: names[place] for own, place in places.items() if place in names}


def _neighbour(record: Record) -> tuple[Kind, int] | None:
    match record:
        case Contact() if record.company_id:
            return Kind.COMPANIES, record.company_id
        case Task() if record.entity_kind and record.entity_id:
            return record.entity_kind, record.entity_id
        case _:
            return None


def _read(session: Session, kind: Kind, ids: Sequence[int]) -> Sequence[Lead | Contact | Company]:
    match kind:
        case Kind.LEADS:
            return session.leads.by_ids(ids)
        case Kind.CONTACTS:
            return session.contacts.by_ids(ids)
        case _:
            return session.companies.by_ids(ids)
