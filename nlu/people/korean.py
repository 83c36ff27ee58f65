"""Korean names of separate syllables, which no Russian paradigm explains: «ли сун хи»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from nlu.people.context import context_of
from nlu.people.grammar import Case, Role
from nlu.people.latin import to_cyrillic
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.people.vocabulary import Vocabulary
from nlu.types import Found, Kind, Token

_SCORE = 0.9


def korean_people(
    tokens: Sequence[Token], taken: Set[int], vocabulary: Vocabulary
) -> Iterator[Found[Person]]:
    """Find Korean names whose syllables stand apart or are joined by a hyphen."""
    index = 0
    while index < len(tokens):
        stop = _end_of_name(tokens, index, taken, vocabulary)
        if stop is None:
            index += 1
            continue
        yield Found(index, stop, _person(tokens, index, stop, vocabulary), _SCORE)
        index = stop


def is_korean(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether folded words are a Korean surname and the syllables of a given name."""
    return (
        len(words) > 1
        and words[0] in vocabulary.korean_surnames
        and all(_is_given(word, vocabulary) for word in words[1:])
        and sum(word.count("-") + 1 for word in words[1:]) == 2
    )


def _is_given(word: str, vocabulary: Vocabulary) -> bool:
    return all(piece in vocabulary.korean_syllables for piece in word.split("-"))


def _syllables(token: Token) -> str:
    return to_cyrillic(token.norm) if token.kind is Kind.LATIN else token.norm


def _end_of_name(
    tokens: Sequence[Token], index: int, taken: Set[int], vocabulary: Vocabulary
) -> int | None:
    for stop in (index + 3, index + 2):
        words = [_syllables(token) for token in tokens[index:stop]]
        free = taken.isdisjoint(range(index, stop))
        if free and len(words) == stop - index and is_korean(words, vocabulary):
            return stop
    return None


def _person(tokens: Sequence[Token], first: int, stop: int, vocabulary: Vocabulary) -> Person:
    context = context_of(tokens, first, vocabulary)
    words = [written(_syllables(token), token.text) for token in tokens[first:stop]]
    roles = (Role.SURNAME, Role.GIVEN, Role.GIVEN)
    parts = tuple(NamePart(word, role) for word, role in zip(words, roles, strict=False))
    case = min(context.governed, default=Case.NOMN)
    said = tuple(token.norm for token in tokens[first:stop])
    return Person(parts, None, case, said, triggered=context.named or context.about)
