"""Conditions on the account's own fields, by the names it gave them."""

from __future__ import annotations

from amo import Directory, FieldFilter, Period, field_within
from amo.models import FieldDefinition, Kind
from nlu.values import DateRange, FieldValues
from service.dialogue.interrupts import NeedsMore
from service.dialogue.state import Offer
from service.field_values import NUMBERS, filter_of, kept, query_of
from service.named_fields import definition
from service.turn import Turn

MOST_OFFERS = 12


def own_filters(
    directory: Directory, kind: Kind, said: FieldValues | None
) -> tuple[FieldFilter, ...]:
    """The conditions that were said."""
    found = ((definition(directory, kind, name), value) for name, value in _pairs(said))
    values = (filter_of(field, value) for field, value in found if field is not None)
    named = ((definition(directory, kind, name), one) for name, one in _periods(said))
    days = (
        field_within(field.id, Period(one.start, one.stop))
        for field, one in named
        if field is not None
    )
    return (*values, *days)


def own_query(directory: Directory, kind: Kind, said: FieldValues | None) -> str | None:
    """What amoCRM's search is asked for, where a condition can be searched for."""
    for name, value in _pairs(said):
        field = definition(directory, kind, name)
        query = query_of(field, value) if field else None
        if query is not None:
            return query
    return None


def check_values(turn: Turn, kind: Kind, said: FieldValues | None) -> None:
    """Make sure that the entries said are in the lists.

    Raises:
        NeedsMore: one is not; those that are stand in the question.
    """
    for name, value in _pairs(said):
        field = definition(turn.directory, kind, name)
        if field is None or value is None or not field.choices:
            continue
        if kept(turn, field, value) is None:
            raise not_fitting(turn, "fields", field, value, said)


def not_fitting(
    turn: Turn, slot: str, field: FieldDefinition, value: str, said: FieldValues | None
) -> NeedsMore:
    """The question for a value that a field can have, with the entries of its list as buttons."""
    names = [one.value for one in field.choices]
    sort = "choice" if names else "number" if field.type in NUMBERS else "value"
    key = f"own_fields.no_{sort}" if value else f"own_fields.ask_{sort}"
    shown = ", ".join(f"«{one}»" for one in names)
    text = turn.texts(key, name=field.name, said=value, names=shown)
    others = dict(said.pairs if said else ())
    offers = tuple(
        Offer(one, slot, FieldValues(tuple({**others, field.name: one}.items()), _periods(said)))
        for one in names[:MOST_OFFERS]
    )
    return NeedsMore(slot, text, offers)


def _periods(said: FieldValues | None) -> tuple[tuple[str, DateRange], ...]:
    return said.periods if said else ()


def _pairs(said: FieldValues | None) -> tuple[tuple[str, str | None], ...]:
    return said.pairs if said else ()
