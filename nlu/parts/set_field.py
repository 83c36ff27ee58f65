"""Changing the account's own fields: «поменяй источник на Авито», «должность Петрова: закупщик»."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.account import OwnField
from nlu.draft import Draft, Refusal
from nlu.ownfields import FieldName
from nlu.parts.own_values import (
    DAYS,
    MARKS,
    NUMBERS,
    PLAIN,
    Said,
    choices,
    day_in,
    figures_at,
    linked,
    nominative,
    own_names,
    quote_at,
    words_to_set,
)
from nlu.reading import Reading
from nlu.types import Found, Kind
from nlu.values import FieldValues

_ORDERS = frozenset({"change", "put", "create", "attach", "note_down", "move", "assign", "delete"})
_ASKABLE = frozenset({"change", "note_down"})
_MADE = frozenset({"contact", "face", "company", "deal"})
_FRAME = (*_ORDERS, "want", "now", "new", "card", "equal", "filled_in", "reschedule", "fix")


@dataclass(frozen=True, slots=True)
class _Named:
    """A field of this phrase and the kind of record that has it."""

    found: Found[FieldName]
    field: OwnField


def take_set_field(draft: Draft, entities: tuple[str, ...]) -> Refusal | None:
    """Fill `set_fields`, and account for the words that lead it in.

    Args:
        entities: the kinds of record the rule changes.

    Returns:
        Why the phrase changes no such field.
    """
    reading = draft.reading
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    pairs: dict[str, str | None] = {}
    for one in _named(reading, entities):
        said = _value(reading, one)
        unsaid = None if "delete" in reading.commands else ""
        pairs[one.field.name] = said.value if said else unsaid
        draft.mark("set_fields", range(one.found.first, one.found.stop))
        draft.mark("set_fields", said.place if said else ())
    if not pairs or ("" in pairs.values() and not _ASKABLE & reading.orders):
        return Refusal("не сказано, что вписать в поле")
    draft.slots["set_fields"] = FieldValues(tuple(pairs.items()))
    draft.strength = PLAIN
    draft.explain_cues(*_FRAME)
    return None


def entity_of(draft: Draft, entities: tuple[str, ...]) -> str:
    """The kind of record whose field was named first."""
    return next(iter(_named(draft.reading, entities))).field.entity


def _refusal(reading: Reading) -> Refusal | None:
    if not own_names(reading):
        return Refusal("не названо поле аккаунта")
    if reading.has(
        "task", "remind", "note", "how_many", "summary", "average", "conversion"
    ) or reading.orders & {"find", "show"}:
        return Refusal("просят не изменить поле")
    if _is_made(reading):
        return Refusal("заводят новую запись")
    if _is_noted(reading):
        return Refusal("диктуют примечание")
    marked = any(_mark(reading, one) is not None for one in own_names(reading))
    if not (reading.commands & _ORDERS or reading.has("now") or marked):
        return Refusal("ничего не просят изменить")
    if reading.has("which", "who", "what", "where"):
        return Refusal("о поле спрашивают")
    return None


def _is_made(reading: Reading) -> bool:
    """«Добавь контакт Иванов, должность директор»: there is nothing to change yet."""
    follower = (reading.after(i) for i in reading.where("create") if reading.is_command(i))
    return any(i is not None and reading.cues[i] & _MADE for i in follower)


def _is_noted(reading: Reading) -> bool:
    """«Запиши по Ромашке: ИНН 7701234567»: the field is a word of what is dictated."""
    first = own_names(reading)[0].first
    return any(reading.tokens[i].text in MARKS for i in range(first) if not _is_inner(reading, i))


def _named(reading: Reading, entities: tuple[str, ...]) -> list[_Named]:
    """The named fields that belong to these kinds of record rather than to another."""
    wanted = _entity(reading)
    named = []
    for found in own_names(reading):
        fields = found.value.fields
        own = [one for one in fields if one.entity == wanted] or list(fields)
        if own[0].entity in entities:
            named.append(_Named(found, own[0]))
    return named


def _entity(reading: Reading) -> str:
    """The kind of record the phrase speaks of, as far as its nouns and the open card tell."""
    if reading.has("deal") or reading.all("id"):
        return "leads"
    if reading.has("company") or reading.all("company"):
        return "companies"
    if reading.has("contact") or reading.all("person"):
        return "contacts"
    card = reading.request.context.entity
    return card[0] if card else "contacts"


def _mark(reading: Reading, found: Found[FieldName]) -> int | None:
    """Where «:» or «—» stands behind the field's name."""
    after = range(found.stop, len(reading.tokens))
    return next(
        (i for i in after if reading.tokens[i].text in MARKS and not _is_inner(reading, i)), None
    )


def _is_inner(reading: Reading, index: int) -> bool:
    """A hyphen of «кофе-машина», a colon of «15:30»."""
    after = reading.tokens[index + 1 : index + 2]
    return reading.tokens[index].glued and bool(after) and after[0].glued


def _value(reading: Reading, one: _Named) -> Said | None:
    start = _start(reading, one.found)
    entry = _choice(reading, one, start)
    if entry is not None:
        return entry
    rest = range(start, len(reading.tokens))
    if one.field.type in DAYS:
        return day_in(reading, range(one.found.stop, len(reading.tokens)))
    if one.field.type in NUMBERS:
        return _number(reading, rest)
    quote = quote_at(reading, start)
    behind = start > one.found.stop and reading.tokens[start - 1].text in MARKS
    said = quote or words_to_set(reading, _past_record(reading, start), alone=behind)
    return nominative(reading, said) if said and reading.norm(start - 1) == "на" else said


def _start(reading: Reading, found: Found[FieldName]) -> int:
    """Where the value begins: behind a mark, «на», «теперь», else right behind the name."""
    mark = _mark(reading, found)
    if mark is not None:
        return linked(reading, mark)
    after = range(found.stop, len(reading.tokens))
    aimed = [i for i in after if reading.norm(i) == "на" or "now" in reading.cues[i]]
    return aimed[-1] + 1 if aimed else found.stop


def _past_record(reading: Reading, index: int) -> int:
    """«Должность Петрова закупщик»: the value stands behind whose it is."""
    for kind in ("person", "company"):
        for found in reading.all(kind):
            if found.first == index:
                return found.stop
    return index


def _choice(reading: Reading, one: _Named, start: int) -> Said | None:
    """An entry of the list: from where the value begins, else anywhere in the phrase."""
    said = [
        Said(value, range(found.first, found.stop))
        for found, value in choices(reading, one.field)
        if found.first not in range(one.found.first, one.found.stop)
    ]
    later = [entry for entry in said if entry.place.start >= start]
    return next(iter(later or said), None)


def _number(reading: Reading, place: range) -> Said | None:
    ids = {i for one in reading.all("id") for i in range(one.first, one.stop)}
    for index in place:
        if reading.tokens[index].kind is Kind.NUMBER and index not in ids:
            return figures_at(reading, index)
    return None
