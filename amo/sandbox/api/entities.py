"""Leads, contacts and companies: reading (amoCRM: leads, contacts, companies)."""

from __future__ import annotations

from flask import Blueprint, Response

from amo.sandbox.account.records import Entity
from amo.sandbox.account.rights import sees
from amo.sandbox.errors import Rejected
from amo.sandbox.rest import render
from amo.sandbox.rest.context import caller, paging, wanted_with, world
from amo.sandbox.rest.envelope import hal, nothing, page
from amo.sandbox.rest.lists import listed_entities

blueprint = Blueprint("entities", __name__)


@blueprint.get("/<any(leads, contacts, companies):kind>")
def listing(kind: str) -> Response:
    """A page of what the user may see."""
    wanted, with_ = paging(), wanted_with()
    rows, has_next = wanted.cut(listed_entities(kind))
    return page(kind, [render.entity(one, with_) for one in rows], wanted, has_next)


@blueprint.get("/<any(leads, contacts, companies):kind>/<int:record_id>")
def single(kind: str, record_id: int) -> Response:
    """One record; 204 when there is none."""
    record = world().store.entity(kind, record_id)
    return (
        nothing()
        if record is None or _hidden(record)
        else hal(render.entity(record, wanted_with()))
    )


def _hidden(record: Entity) -> bool:
    if sees(caller(), record, world().store, world().directory):
        return False
    if world().flags.hidden_single == 403:
        raise Rejected(403, "Forbidden")
    return True
