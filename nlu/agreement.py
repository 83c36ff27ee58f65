"""An adjective and the noun it belongs to."""

from __future__ import annotations

from collections.abc import Sequence, Set

from nlu.types import CASES, GENDERS, WordParse

_SECOND_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}  # «чашка чаю», «в лесу»
_ANIMACY = frozenset({"anim", "inan"})


def agree(one: Set[str], other: Set[str]) -> bool:
    """Say whether two words stand in one case and number, and of one thing in one gender.

    Args:
        one: the grammemes of a meaning of one word.
        other: those of a meaning of the other.
    """
    both = one & other
    if not (both & CASES or _cases(one) & _cases(other)) or one | other >= _ANIMACY:
        return False
    many = {"plur"} & (one | other)
    return "plur" in both if many else bool(both & GENDERS)


def may_agree(adjectives: Sequence[WordParse], nouns: Sequence[WordParse]) -> bool:
    """Say whether some meaning of an adjective agrees with some meaning of a noun."""
    described = [parse.grammemes for parse in adjectives if parse.pos == "ADJF"]
    return any(
        agree(one, noun.grammemes) for noun in nouns if noun.pos == "NOUN" for one in described
    )


def _cases(grammemes: Set[str]) -> Set[str]:
    second = {_SECOND_CASES[one] for one in grammemes & _SECOND_CASES.keys()}
    return grammemes & CASES | second
