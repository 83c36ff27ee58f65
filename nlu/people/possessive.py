"""Whose something is, said by an adjective: «Юлины сделки», «Петькина задача»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from nlu.people.given import GivenNames
from nlu.people.grammar import Case, Gender, Role
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.types import Found, Kind, Token

_ENDINGS = ("иными", "иному", "иного", "иных", "иной", "иным", "ина", "ины", "ину", "ино", "ин")
_OF_SURNAME = re.compile(r"(\w+(?:ов|ев|ин))ск(?:ие|их|им|ими|ий|ого|ому|ом|ая|ой|ую|ое)")
_SURE = 0.9


def owners(
    tokens: Sequence[Token], taken: Set[int], given: GivenNames, owned: Set[str]
) -> Iterator[Found[Person]]:
    """Find given names said as adjectives right before what is owned.

    Args:
        owned: lemmas of records, folded («сделка», «клиент»).
    """
    for index in range(len(tokens) - 1):
        if index in taken or tokens[index + 1].lemmas.isdisjoint(owned):
            continue
        name = _owner(tokens[index], given)
        if name is not None:
            yield Found(index, index + 1, name, _SURE)


def may_be_owner(token: Token) -> bool:
    """Say whether a word ends as such adjectives do."""
    return token.kind is Kind.WORD and token.norm.endswith(_ENDINGS)


def surnames_of(token: Token) -> tuple[str, ...]:
    """Return whose «лебедевские» may be, a man's and a woman's surname; none for other words."""
    match = _OF_SURNAME.fullmatch(token.norm) if token.kind is Kind.WORD else None
    return () if match is None else (match.group(1), match.group(1) + "а")


def _owner(token: Token, given: GivenNames) -> Person | None:
    if not may_be_owner(token):
        return None
    stems = (token.norm.removesuffix(end) for end in _ENDINGS if token.norm.endswith(end))
    for form in (stem + last for stem in stems for last in "ая"):
        reading = next((one for one in given.readings(form) if one.case is Case.NOMN), None)
        if reading is not None:
            part = NamePart(written(reading.nominative, token.text), Role.GIVEN)
            gender = Gender(reading.gender)
            return Person((part,), gender, Case.GENT, (token.norm,), triggered=True)
    return None
