"""Searching by the account's own fields: «с ИНН 7701234567», «без источника»."""

from __future__ import annotations

from dataclasses import replace

from nlu.account import OwnField
from nlu.draft import Draft
from nlu.ownfields import FieldName
from nlu.parts.own_values import (
    DAYS,
    NUMBERS,
    PERIODS,
    PLAIN,
    Said,
    choices,
    days_at,
    days_of,
    figures_at,
    linked,
    own_names,
    quote_at,
    words_of_filter,
)
from nlu.reading import Reading
from nlu.types import Found
from nlu.values import DateRange, FieldValues

_NOUNS = {"leads": "deal", "contacts": "contact", "companies": "company"}
_WITH = frozenset({"с"})
_FROM = frozenset({"с", "из", "от", "по"})
_NEAR = 2  # words between a field and the entry of its list that is meant


def take_own_fields(draft: Draft, entity: str) -> bool:
    """Fill `fields` with the values said for fields of one kind of record."""
    pairs: dict[str, str | None] = {}
    periods: dict[str, DateRange] = {}
    for found in own_names(draft.reading):
        field = found.value.of(entity)
        if field is None or not draft.is_free(found):
            continue
        days = days_at(draft.reading, linked(draft.reading, found.stop))
        if days is not None and field.type in PERIODS:
            periods[field.name] = days[0]
            draft.mark("fields", range(found.first, days[1].stop))
            continue
        unfilled = _unfilled(draft.reading, found)
        said = None if unfilled else _said(draft.reading, found, field)
        if said is not None or unfilled:
            pairs[field.name] = said.value if said else None
            draft.mark("fields", range(found.first, said.place.stop if said else found.stop))
            draft.explain(unfilled)
    if not pairs and entity == "leads":
        _take_origin(draft, pairs)
    if pairs or periods:
        draft.strength = PLAIN
        draft.slots["fields"] = FieldValues(tuple(pairs.items()), tuple(periods.items()))
    return bool(pairs or periods)


def _take_origin(draft: Draft, pairs: dict[str, str | None]) -> None:
    """«Сделки с Авито», «заявки по рекомендации»: where from, the field itself unsaid."""
    for found in draft.reading.all("own_choice"):
        led = draft.reading.norm(found.first - 1) in _FROM
        only = next(iter(found.value.values.items())) if len(found.value.values) == 1 else None
        if led and only and draft.is_free(found) and draft.reading.has("deal"):
            pairs.update((only,))
            draft.mark("fields", range(found.first, found.stop))
            return


def names_value(reading: Reading, entity: str) -> bool:
    """Say whether a field of this kind of record is named together with a value."""
    return take_own_fields(Draft(reading), entity)


def _said(reading: Reading, found: Found[FieldName], field: OwnField) -> Said | None:
    start = linked(reading, found.stop)
    for one, value in choices(reading, field):
        if start <= one.first <= start + _NEAR and _only_small(reading, start, one.first):
            return Said(value, range(one.first, one.stop))
    if field.type in DAYS:
        return None
    figures = None if field.choices else figures_at(reading, start)
    if figures is not None or field.type in NUMBERS:
        return figures
    quote = quote_at(reading, start)
    if quote is not None or not _is_led(reading, found, field):
        return quote
    return words_of_filter(reading, start)


def _only_small(reading: Reading, first: int, stop: int) -> bool:
    return all(index in reading.fillers for index in range(first, stop))


def _is_led(reading: Reading, found: Found[FieldName], field: OwnField) -> bool:
    """«С должностью …», «где должность …», «должность — …», «контакты, должность …»."""
    before = found.first - 1
    noun = reading.before(found.first)
    headed = noun is not None and _NOUNS[field.entity] in reading.cues[noun]
    asked = any("который" in reading.lemmas(i) for i in range(found.first))
    return reading.norm(before) in _WITH or headed or asked


def _unfilled(reading: Reading, found: Found[FieldName]) -> list[int]:
    """«Без ИНН», «где не указан источник», «с пустым источником»: the words that say so."""
    near = [i for i in range(found.first - 3, found.stop + 3) if 0 <= i < len(reading.tokens)]
    said = [i for i in near if "unfilled" in reading.cues[i]]
    said += [
        i
        for i in near
        if reading.norm(i - 1) == "не" and reading.cues[i] & {"note_down", "filled_in"}
    ]
    if reading.norm(found.first - 1) in {"без", "нет"}:
        said.append(found.first - 1)
    return said


def take_own_name(draft: Draft) -> bool:
    """Fill `own_field` with the field whose value is asked: named, and no value said with it."""
    reading = draft.reading
    found = next(iter(own_names(reading)), None)
    if found is None or any(names_value(reading, kind) for kind in _NOUNS):
        return False
    draft.put("own_field", found.value.fields[0].name, range(found.first, found.stop))
    return True


def take_other_choice(draft: Draft, before: FieldValues | None, slot: str = "set_fields") -> None:
    """«Нет, на выставку»: another entry of the list the last turn was about."""
    values = dict(before.pairs) if before else {}
    for found in draft.reading.all("own_choice"):
        for name in values.keys() & found.value.values.keys():
            changed = {**values, name: found.value.values[name]}
            draft.take(slot, found, FieldValues(tuple(changed.items())))
            return


def take_other_days(draft: Draft, before: FieldValues | None) -> None:
    """«А на следующей неделе?» after a search by a field of days: that field in other days."""
    reading = draft.reading
    if before is None or not before.periods or own_names(reading):
        return
    for found in reading.all("date"):
        days = days_of(found, reading)
        if days is not None:
            periods = {**dict(before.periods), before.periods[-1][0]: days}
            draft.take("fields", found, replace(before, periods=tuple(periods.items())))
            return
