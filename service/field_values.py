"""Values of the account's own fields: from what was said to what amoCRM keeps, sends and finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo

from amo import FieldChange, FieldEntry, FieldFilter
from amo.models import FieldDefinition, FieldValue
from service.dialogue.plans import FieldTexts
from service.lookup.matching import folded, like_title, stem, words
from service.named_fields import DAYS
from service.turn import Turn

TEXTS = frozenset(("text", "textarea", "url", "streetaddress"))
NUMBERS = frozenset(("numeric", "price", "monetary"))
LISTS = frozenset(("select", "radiobutton", "multiselect"))
WRITABLE = TEXTS | NUMBERS | LISTS | DAYS | {"checkbox"}
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?", re.ASCII)
_ON, _OFF = "true", "false"
_SHORTEST = 3  # amoCRM finds nothing by fewer characters


def kept(turn: Turn, field: FieldDefinition, said: str) -> str | None:
    """A value said, as amoCRM will keep it; None when the field cannot have it."""
    if field.choices:
        return _choice(field, said)
    if field.type in NUMBERS:
        number = said.replace(" ", "").replace("\u00a0", "").replace(",", ".")
        return number if _NUMBER.fullmatch(number) else None
    if field.type in DAYS:
        return _midnight(said, turn.now.tzinfo)
    if field.type == "checkbox":
        return _switch(turn, folded(said))
    return said.strip() or None


def change_of(field: FieldDefinition, new: FieldTexts) -> FieldChange:
    """What is sent so that the field has these values and no others."""
    return FieldChange(field.id, tuple(_entry(field, one) for one in new.values))


def filter_of(field: FieldDefinition, said: str | None) -> FieldFilter:
    """The condition that a field has a value; for None, that it has none."""
    if said is None:
        return FieldFilter(field.id, lambda values: not values)
    if field.choices:
        chosen = _choice(field, said)
        ids = tuple(str(one.id) for one in field.choices if one.value == chosen)
        return FieldFilter(field.id, lambda values: _has(values, chosen), ids)
    if field.type in NUMBERS:
        return FieldFilter(field.id, lambda values: _has(values, said))
    return FieldFilter(field.id, lambda values: any(like_title(said, one.value) for one in values))


def query_of(field: FieldDefinition, said: str | None) -> str | None:
    """What amoCRM's search over all fields is asked for, to look through fewer records."""
    if said is None or field.choices or field.type not in TEXTS | NUMBERS:
        return None
    longest = max(words(said), key=len, default="")
    query = longest if field.type in NUMBERS else stem(longest)
    return query if len(query) >= _SHORTEST else None


def _choice(field: FieldDefinition, said: str) -> str | None:
    """The entry of the list that was said: in full, else the only one the words fit."""
    names = [one.value for one in field.choices]
    exact = [one for one in names if folded(one) == folded(said)]
    like = exact or [one for one in names if words(said) and like_title(said, one)]
    return like[0] if len(like) == 1 else None


def _has(values: Sequence[FieldValue], wanted: str | None) -> bool:
    return any(one.value == wanted for one in values)


def _switch(turn: Turn, word: str) -> str | None:
    if word in turn.texts.several("own_fields.ticks"):
        return _ON
    return _OFF if word in turn.texts.several("own_fields.unticks") else None


def _midnight(said: str, zone: tzinfo | None) -> str | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return str(int(datetime.combine(day, time.min, zone).timestamp()))


def _entry(field: FieldDefinition, text: str) -> FieldEntry:
    chosen = next((one.id for one in field.choices if one.value == text), None)
    if field.type == "checkbox":
        return FieldEntry(text == _ON)
    if field.type in DAYS and text.isdecimal():
        return FieldEntry(int(text))
    return FieldEntry(text, chosen)
