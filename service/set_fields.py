"""Proposing new values of the account's own fields."""

from __future__ import annotations

from collections.abc import Sequence

from amo.models import Kind
from nlu.values import FieldValues
from service.dialogue.interrupts import NotAllowed
from service.dialogue.plans import FieldTexts
from service.effects.fields import old_and_new
from service.field_values import WRITABLE, kept
from service.lookup.own_fields import not_fitting
from service.named_fields import definition
from service.proposal import Slot
from service.turn import Turn


def wanted(turn: Turn, kind: Kind, said: FieldValues | None) -> tuple[FieldTexts, ...]:
    """The values that were said, as amoCRM will keep them.

    Raises:
        NeedsMore: a field cannot have the value said; those it can have are offered.
        NotAllowed: a field of this sort is filled in amoCRM alone, or the record has none such.
    """
    return tuple(
        _wanted(turn, kind, said, name, value) for name, value in (said.pairs if said else ())
    )


def _wanted(
    turn: Turn, kind: Kind, said: FieldValues | None, name: str, value: str | None
) -> FieldTexts:
    field = definition(turn.directory, kind, name)
    if field is None:
        raise NotAllowed("own_fields.not_here")
    if field.type not in WRITABLE:
        raise NotAllowed("own_fields.only_in_amocrm")
    if value is None:
        return FieldTexts(field.id)
    text = kept(turn, field, value)
    if text is None:
        raise not_fitting(turn, "set_fields", field, value, said)
    return FieldTexts(field.id, (text,))


def field_slots(
    turn: Turn, kind: Kind, old: Sequence[FieldTexts], new: Sequence[FieldTexts], *, alone: bool
) -> tuple[Slot, ...]:
    """Lines of a proposal, a field each.

    Args:
        alone: one record changes, so that its old values can be told.
    """
    return tuple(
        Slot(
            "set_fields",
            turn.texts("confirm.from_to", old=before, new=after) if alone else after,
            label=field.name,
        )
        for field, before, after in old_and_new(turn, kind, old, new)
    )
