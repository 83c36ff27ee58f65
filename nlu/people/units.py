"""Gathering tokens into what a name is made of: parts and initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from nlu.people.parts import Part
from nlu.people.vocabulary import Vocabulary
from nlu.types import Kind, Token
from nlu.value import value

ReadPart = Callable[[str], Part | None]
_ACRONYM = range(2, 5)
_SENTENCE_END = frozenset('.!?:;"')


@value(frozen=True, slots=True)
class Unit:
    """One part of a name or one initial.

    Args:
        first: index of the first token.
        stop: index after the last token.
        part: its readings; None for an initial.
        particle: the small word before a surname («фон»), as typed, or nothing.
        capital: it is written with a capital that its place in the sentence does not explain.
    """

    first: int
    stop: int
    typed: str
    part: Part | None
    capital: bool
    particle: str = ""


def units_of(
    tokens: Sequence[Token], taken: Set[int], vocabulary: Vocabulary, read: ReadPart
) -> list[Unit]:
    """Find every token that may be a part of a name.

    Args:
        taken: indices of tokens already explained.
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
        part = read(token.text.lower())
        if part is None or _is_mended(token, vocabulary.stop):
            continue
        if shouting or not _is_acronym(token, vocabulary):
            capital = token.text[:1].isupper() and not shouting and not _opens(tokens, index)
            unit = Unit(index, index + 1, token.text, part, capital)
            units.append(_with_particle(unit, tokens, taken, vocabulary.particles))
    return units


def _with_particle(
    unit: Unit, tokens: Sequence[Token], taken: Set[int], particles: Set[str]
) -> Unit:
    before = unit.first - 1
    if before < 0 or before in taken or tokens[before].norm not in particles:
        return unit
    return replace(unit, first=before, particle=tokens[before].text)


def _is_mended(token: Token, stop: Set[str]) -> bool:
    """Say whether the word was taken for a misspelt everyday one («тлефон лилии»)."""
    mended = token.mended - {token.norm}
    if not mended:
        return False
    small = token.text[:1].islower() and "Surn" not in token.traits
    return small or not stop.isdisjoint(mended)


def _is_acronym(token: Token, vocabulary: Vocabulary) -> bool:
    """«ИНН» is no Инна; «КИМ» may be somebody."""
    short = len(token.text) in _ACRONYM and token.text.isupper()
    return short and token.norm not in vocabulary.eastern_surnames


def _initial(tokens: Sequence[Token], index: int, taken: Set[int]) -> list[Unit]:
    dot = tokens[index + 1] if index + 1 < len(tokens) else None
    if dot is None or dot.text != "." or not dot.glued or index + 1 in taken:
        return []
    return [Unit(index, index + 2, tokens[index].text, None, tokens[index].text.isupper())]


def _opens(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].text in _SENTENCE_END
