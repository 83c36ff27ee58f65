"""Words of kinship said as a part of a name: «дядю Ваню», «тёте Свете»."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from nlu.people.context import Context
from nlu.people.grammar import Role
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.types import Found, Token

_SURE = 0.9


def behind_kin(context: Context, tokens: Sequence[Token], first: int, kin: Set[str]) -> Context:
    """«Тёте Свете»: behind a word of kinship a given name is one, whatever else it means."""
    if not first or not tokens[first - 1].lemmas & kin:
        return context
    return replace(context, named=True, person=True)


def with_kin(
    found: Found[Person], tokens: Sequence[Token], taken: Set[int], kin: Set[str]
) -> Found[Person]:
    """Take a word of kinship before a given name into the name.

    Args:
        kin: lemmas, folded.
    """
    before = found.first - 1
    if before < 0 or before in taken or found.value.parts[0].role is not Role.GIVEN:
        return found
    word = tokens[before]
    lemma = min(word.lemmas & kin, default=None)
    if lemma is None:
        return found
    part = NamePart(written(lemma, word.text), Role.GIVEN)
    person = found.value
    whole = replace(person, parts=(part, *person.parts), said=(word.norm, *person.said))
    return replace(found, first=before, value=whole, score=max(found.score, _SURE))
