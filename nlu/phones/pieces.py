"""Digits as they are said: «8 (916)», «девятьсот шестнадцать», «ноль два», «три ноля»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.numerals import Numerals, Size
from nlu.types import Kind, Token
from nlu.value import value

_JOINTS = frozenset("()-._")
_SPOKEN_JOINTS = frozenset({",", "-"})
_WIDEST_JOINT = 3
_LONGEST = 15
_MOST_ZEROS = 4
_ZEROS = frozenset({"ноля", "нуля", "нулей", "нулика", "нолей"})


@value(frozen=True, slots=True)
class Piece:
    """Some digits in tokens `first` … `stop - 1`.

    Args:
        plus: «+» or «плюс» stands before them.
        is_spoken: they were said in words.
    """

    first: int
    stop: int
    digits: str
    plus: bool = False
    is_spoken: bool = False


def chains(tokens: Sequence[Token], numerals: Numerals) -> Iterator[list[Piece]]:
    """Cut the digits of an utterance into chains that may each be one number."""
    chain: list[Piece] = []
    for piece in _pieces(tokens, numerals):
        if chain and not _are_joined(chain[-1], piece, tokens):
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _pieces(tokens: Sequence[Token], numerals: Numerals) -> Iterator[Piece]:
    place = 0
    while place < len(tokens):
        plus = tokens[place].norm in ("+", "плюс") and place + 1 < len(tokens)
        piece = _piece(tokens, place + plus, numerals)
        if piece is None:
            place += 1
            continue
        yield Piece(place, piece.stop, piece.digits, plus, piece.is_spoken)
        place = piece.stop


def _piece(tokens: Sequence[Token], place: int, numerals: Numerals) -> Piece | None:
    token = tokens[place]
    if token.kind is Kind.NUMBER:
        return Piece(place, place + 1, token.norm) if len(token.norm) <= _LONGEST else None
    total, stop, below = 0, place, Size.SCALE
    while stop < len(tokens) and tokens[stop].kind is Kind.WORD:
        word = numerals.word(tokens[stop])
        if word is None or word.size > Size.HUNDRED or word.size >= below:
            break
        if word.size is Size.TEEN and below < Size.HUNDRED:
            break
        if word.value == 0 and stop > place:
            break
        total, stop, below = total + word.value, stop + 1, word.size
        if word.size is Size.TEEN or word.value == 0:
            break
    if stop == place:
        return None
    if stop < len(tokens) and tokens[stop].norm in _ZEROS and 1 < total <= _MOST_ZEROS:
        return Piece(place, stop + 1, "0" * total, is_spoken=True)
    return Piece(place, stop, str(total), is_spoken=True)


def _are_joined(one: Piece, other: Piece, tokens: Sequence[Token]) -> bool:
    between = tokens[one.stop : other.first]
    if other.plus or len(between) > _WIDEST_JOINT:
        return False
    marks = {token.norm for token in between}
    if one.is_spoken or other.is_spoken:
        return marks <= _SPOKEN_JOINTS
    return marks <= _JOINTS and ("." not in marks or tokens[other.first].glued)
