"""The account's own fields of a record, as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amo import Directory
from amo.models import Company, Contact, FieldDefinition, Kind, Lead, moment_of
from service.lookup.matching import folded
from service.wording import Wording

DAYS = frozenset(("date", "birthday", "date_time"))
_CONTACT_WAYS = frozenset(("PHONE", "EMAIL"))


@dataclass(frozen=True, slots=True)
class NamedField:
    """A filled field.

    Args:
        name: as the account calls it.
        value: its values as people read them.
    """

    name: str
    value: str


def named_fields(record: Lead | Contact | Company, wording: Wording) -> tuple[NamedField, ...]:
    """The filled fields, phones and e-mails aside, in amoCRM's order."""
    return tuple(
        NamedField(one.name.strip(), worded(one.type, [own.value for own in one.values], wording))
        for one in record.fields
        if one.code not in _CONTACT_WAYS and one.name.strip() and one.values
    )


def definition(directory: Directory, kind: Kind, name: str) -> FieldDefinition | None:
    """The field of a name that records of a kind have."""
    own = (one for one in directory.fields_of(kind) if folded(one.name) == folded(name))
    return next(own, None)


def texts_of(record: Lead | Contact | Company, field_id: int) -> tuple[str, ...]:
    """The values of a field as amoCRM keeps them."""
    own = (one.values for one in record.fields if one.id == field_id)
    return tuple(one.value for one in next(own, ()))


def worded(field_type: str, texts: Sequence[str], wording: Wording) -> str:
    """Values as amoCRM keeps them, as people read them; empty when there is none."""
    return ", ".join(_word(field_type, one, wording) for one in texts)


def _word(field_type: str, text: str, wording: Wording) -> str:
    if field_type == "checkbox":
        return wording.yes_or_no(is_yes=text in ("true", "1"))
    at = moment_of(text) if field_type in DAYS else None
    if at is None:
        return text
    return wording.moment(at) if field_type == "date_time" else wording.local_day(at)
