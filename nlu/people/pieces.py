"""Names said in two pieces: «Геннадия, фамилия Лось», «Русланом зовут, Бикбулатов»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.people.grammar import Role
from nlu.people.person import Person
from nlu.types import Found, Kind, Token

_JOINING = frozenset({"фамилия", "имя", "звать"})
_SMALL = frozenset({"по", "а", "и", "его", "ее", "с"})
_LIKELY = 0.8


def joined(found: Sequence[Found[Person]], tokens: Sequence[Token]) -> list[Found[Person]]:
    """Make one person of a given name and the surname that is told apart, or the other way."""
    whole: list[Found[Person]] = []
    for one in found:
        if whole and _are_one(whole[-1], one, tokens):
            whole[-1] = _one(whole[-1], one)
        else:
            whole.append(one)
    return whole


def _are_one(one: Found[Person], other: Found[Person], tokens: Sequence[Token]) -> bool:
    roles = {part.role for part in one.value.parts} - {Role.PATRONYMIC}
    others = {part.role for part in other.value.parts} - {Role.PATRONYMIC}
    if roles == others or max(len(roles), len(others)) > 1 or not roles or not others:
        return False
    if one.score < _LIKELY:  # «бухгалтера Стройдвора, зовут Лариса»
        return False
    between = tokens[one.stop : other.first]
    told = any(token.lemmas & _JOINING for token in between)
    return told and all(
        token.lemmas & _JOINING or token.norm in _SMALL or token.kind is Kind.MARK
        for token in between
    )


def _one(one: Found[Person], other: Found[Person]) -> Found[Person]:
    person = replace(
        one.value,
        parts=(*one.value.parts, *other.value.parts),
        said=(*one.value.said, *other.value.said),
        doubtful=False,
        rivals=(),
    )
    return Found(one.first, other.stop, person, max(one.score, other.score, _LIKELY))
