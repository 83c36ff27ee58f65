"""Words among names that are none, whatever surname they look like."""

from __future__ import annotations

from collections.abc import Sequence, Set

from nlu.types import Token

TITLES = frozenset({"mr", "mrs", "ms", "dr", "miss", "mister", "sir"})


def behind_title(tokens: Sequence[Token], first: int) -> bool:
    """«Mr. Johnson», «Dr Weber»: nobody but a person is called so."""
    title = first - 1 - (first > 1 and tokens[first - 1].text == ".")
    return title >= 0 and tokens[title].norm in TITLES


def never_names(tokens: Sequence[Token], surnames: Set[str]) -> set[int]:
    """Return indices of «ли» behind a verb, an infinitive, an adjective with its noun.

    «Подписал ли Манукян», «позвнить», «сухих смесей».

    Args:
        surnames: those that look like ordinary words.
    """
    return {
        place
        for place, token in enumerate(tokens)
        if (token.text == "ли" and place and _is_finite(tokens[place - 1]))
        or (
            (token.norm in surnames or _is_small_many(token))
            and _agrees(token, tokens[place + 1 : place + 2])
        )
        or ("INFN" in token.traits and token.text.islower())
        or token.norm in TITLES
    }


def may_be_none(token: Token, surnames: Set[str]) -> bool:
    """Say whether a word may be one of those, whatever stands beside it."""
    small = token.norm in surnames or _is_small_many(token)
    return small or token.text == "ли" or "INFN" in token.traits


def _is_small_many(token: Token) -> bool:
    """«Нитриловых», which in small letters is hardly a surname before «перчаток»."""
    return token.norm.endswith(("овых", "евых")) and token.text.islower()


def _agrees(token: Token, behind: Sequence[Token]) -> bool:
    """Say whether a word in the genitive plural stands behind, which an adjective belongs to."""
    likeliest = [parse for word in behind for parse in word.parses[:1]]
    many = any({"ADJF", "plur"} <= {p.pos, *p.grammemes} for p in token.parses)
    return many and any(
        p.pos in {"NOUN", "ADJF"} and {"plur", "gent"} <= p.grammemes for p in likeliest
    )


def _is_finite(token: Token) -> bool:
    return any(
        parse.pos in {"ADJS", "PRTS", "PRED"} or parse.grammemes & {"past", "3per"}
        for parse in token.parses[:1]
    )
