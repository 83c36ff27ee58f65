"""The account's own fields of a record: all that are filled, and the one a phrase names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from amo.models import Company, Contact, CustomField, Lead
from service.lookup.matching import like_title, words
from service.wording import Wording

_CONTACT_WAYS = frozenset(("PHONE", "EMAIL"))
_DAYS = frozenset(("date", "birthday", "date_time"))


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
        NamedField(one.name.strip(), ", ".join(_words(one, wording)))
        for one in record.fields
        if one.code not in _CONTACT_WAYS and one.name.strip() and one.values
    )


def asked_field(text: str, fields: Sequence[NamedField]) -> NamedField | None:
    """The field whose whole name stands in the phrase, in whatever case."""
    named = (one for one in fields if words(one.name) and like_title(one.name, text))
    return next(named, None)


def _words(field: CustomField, wording: Wording) -> list[str]:
    if field.type not in _DAYS:
        return [one.value for one in field.values]
    return [_day(one.value, wording) for one in field.values]


def _day(value: str, wording: Wording) -> str:
    """amoCRM keeps days as unix seconds (amoCRM, "Custom fields")."""
    if not value.isdecimal() or len(value) > 11:
        return value
    return wording.moment(datetime.fromtimestamp(int(value), UTC))
