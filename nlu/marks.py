"""The marks that cut an utterance into clauses."""

from __future__ import annotations

from collections.abc import Sequence, Set

from nlu.types import Kind, Token

_CUTTING = frozenset(",;.!?:")


def cutting(tokens: Sequence[Token], figures: Set[int], quoted: Set[int]) -> list[int]:
    """Return the indices of the marks between clauses; quotes and figures stay whole.

    Args:
        figures: indices of tokens inside dates, amounts, phones and the like.
        quoted: indices of tokens inside quotes.
    """
    loose = _loose_brackets(tokens)
    marks = (i for i, token in enumerate(tokens) if token.kind is Kind.MARK and i not in quoted)
    return [i for i in marks if i in loose or (i not in figures and _cuts(tokens, i))]


def _loose_brackets(tokens: Sequence[Token]) -> frozenset[int]:
    """Brackets without their other half are smiles: «выставку отменили( надо …»."""
    opened: list[int] = []
    loose: set[int] = set()
    for index, token in enumerate(tokens):
        if token.text == "(":
            opened.append(index)
        elif token.text == ")":
            loose |= set() if opened else {index}
            opened = opened[:-1]
    return frozenset(loose.union(opened))


def _cuts(tokens: Sequence[Token], index: int) -> bool:
    token, follower = tokens[index], tokens[index + 1 : index + 2]
    if follower and follower[0].glued:
        return False
    return token.text in _CUTTING or (token.text == "-" and not token.glued and bool(follower))
