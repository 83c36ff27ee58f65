"""Which forms of a verb a word may be, found once for each word of the language."""

from __future__ import annotations

from nlu.types import Token
from nlu.value import value

_ORDERING = frozenset({"impr", "1per"})


@value(frozen=True, slots=True)
class VerbForms:
    """What a word may be in some of its readings.

    Args:
        order: the imperative or the first person.
        command: one of these or the infinitive.
        told: the past of many.
    """

    order: bool
    command: bool
    told: bool


def verb_forms(token: Token) -> VerbForms:
    """Return the forms a word may be."""
    forms: VerbForms | None = token.facts.get(VerbForms)
    if forms is None:
        forms = token.facts[VerbForms] = _read(token)
    return forms


def _read(token: Token) -> VerbForms:
    order = any(p.pos == "VERB" and p.grammemes & _ORDERING for p in token.parses)
    return VerbForms(
        order=order,
        command=order or any(parse.pos == "INFN" for parse in token.parses),
        told=any({"past", "plur"} <= parse.grammemes for parse in token.parses),
    )
