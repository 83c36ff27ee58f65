"""Gathering tokens into what a name is made of: parts and initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from nlu.people.parts import Part
from nlu.types import Kind, Token

_SENTENCE_END = frozenset('.!?:;"')


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a name or one initial.

    Args:
        first: index of the first token.
        stop: index after the last token.
        part: its readings; None for an initial.
        capital: it is written with a capital that its place in the sentence does not explain.
    """

    first: int
    stop: int
    typed: str
    part: Part | None
    capital: bool


def units_of(
    tokens: Sequence[Token],
    taken: Set[int],
    stop: Set[str],
    read: Callable[[str], Part | None],
) -> list[Unit]:
    """Find every token that may be a part of a name.

    Args:
        taken: indices of tokens already explained.
        stop: everyday words, as lemmas.
        read: the reader of one lower-case word.
    """
    shouting = not any(t.text[:1].islower() for t in tokens if t.kind is Kind.WORD)
    units: list[Unit] = []
    for index, token in enumerate(tokens):
        if index in taken or token.kind not in {Kind.WORD, Kind.LATIN}:
            continue
        if len(token.text) == 1:
            units += _initial(tokens, index, taken)
            continue
        part = None if _is_mended(token, stop) else read(token.text.lower())
        if part is not None:
            capital = token.text[:1].isupper() and not shouting and not _opens(tokens, index)
            units.append(Unit(index, index + 1, token.text, part, capital))
    return units


def _is_mended(token: Token, stop: Set[str]) -> bool:
    """Say whether the word was taken for a misspelt everyday one."""
    own = {parse.lemma for parse in token.parses} | {token.norm}
    return not stop.isdisjoint(token.lemmas - own)


def _initial(tokens: Sequence[Token], index: int, taken: Set[int]) -> list[Unit]:
    dot = tokens[index + 1] if index + 1 < len(tokens) else None
    if dot is None or dot.text != "." or not dot.glued or index + 1 in taken:
        return []
    return [Unit(index, index + 2, tokens[index].text, None, tokens[index].text.isupper())]


def _opens(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].text in _SENTENCE_END
