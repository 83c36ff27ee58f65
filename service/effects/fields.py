"""The account's own fields of a record: as they are, as they are sent, old beside new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amo import Directory, FieldChange
from amo.models import Company, Contact, FieldDefinition, Kind, Lead
from service.dialogue.plans import FieldTexts
from service.field_values import change_of
from service.named_fields import texts_of, worded
from service.replies import Lines, in_line
from service.turn import Turn


def as_now(record: Lead | Contact | Company, like: Sequence[FieldTexts]) -> tuple[FieldTexts, ...]:
    """The values a record has in the fields that `like` names."""
    return tuple(FieldTexts(one.id, texts_of(record, one.id)) for one in like)


def field_changes(
    directory: Directory, kind: Kind, new: Sequence[FieldTexts]
) -> tuple[FieldChange, ...]:
    """What is sent so that a record has these values."""
    own = {one.id: one for one in directory.fields_of(kind)}
    return tuple(change_of(own[one.id], one) for one in new if one.id in own)


def field_lines(
    turn: Turn, kind: Kind, old: Sequence[FieldTexts], new: Sequence[FieldTexts]
) -> Lines:
    """«Было → стало» of the fields that differ, for a receipt."""
    changed = (
        f"\n{in_line(field.name)}: {turn.texts('confirm.from_to', old=before, new=after)}"
        for field, before, after in old_and_new(turn, kind, old, new)
        if before != after
    )
    return Lines("".join(changed))


def old_and_new(
    turn: Turn, kind: Kind, old: Sequence[FieldTexts], new: Sequence[FieldTexts]
) -> Iterator[tuple[FieldDefinition, str, str]]:
    """Each field with its old and its new value, as people read them."""
    own = {one.id: one for one in turn.directory.fields_of(kind)}
    before = {one.id: one.values for one in old}
    for one in new:
        field = own.get(one.id)
        if field is not None:
            yield field, _word(turn, field, before.get(one.id, ())), _word(turn, field, one.values)


def _word(turn: Turn, field: FieldDefinition, texts: Sequence[str]) -> str:
    return worded(field.type, texts, turn.wording) or turn.texts("own_fields.empty")
