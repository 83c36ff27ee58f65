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
_SYLLABLES = 2
_LEAST_WORDS = 2
_ENDINGS = ("ом", "ем", "а", "у", "е", "я", "ю")


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


def korean_nominative(
    words: Sequence[str], vocabulary: Vocabulary, *, capital: bool = False
) -> tuple[str, ...] | None:
    """Return a Korean or Chinese name with its last syllable in the nominative; None for others.

    Args:
        words: folded.
        capital: all are typed with capitals, which allows one syllable and the surname last.
    """
    if len(words) < _LEAST_WORDS:
        return None
    first, *rest = words
    if first in vocabulary.korean_surnames and _are_given(rest, vocabulary, capital=capital):
        return (*words[:-1], _nominative(words[-1], vocabulary))
    if capital and words[-1] in vocabulary.korean_surnames:
        return tuple(words) if _are_given(words[:-1], vocabulary) else None
    return None


def _are_given(words: Sequence[str], vocabulary: Vocabulary, *, capital: bool = False) -> bool:
    pieces = [piece for word in words for piece in word.split("-")]
    if len(pieces) > _SYLLABLES or len(pieces) < (1 if capital else _SYLLABLES):
        return False
    *most, last = pieces
    known = vocabulary.korean_syllables
    return known.issuperset(most) and _nominative(last, vocabulary) in known


def _nominative(word: str, vocabulary: Vocabulary) -> str:
    """Take the case ending off the last syllable: «Ли Сан Ука»."""
    *before, last = word.split("-")
    if last not in vocabulary.korean_syllables:
        stems = (last.removesuffix(ending) for ending in _ENDINGS if last.endswith(ending))
        last = next((stem for stem in stems if stem in vocabulary.korean_syllables), last)
    return "-".join((*before, last))


def _syllables(token: Token) -> str:
    return to_cyrillic(token.norm) if token.kind is Kind.LATIN else token.norm


def _end_of_name(
    tokens: Sequence[Token], index: int, taken: Set[int], vocabulary: Vocabulary
) -> int | None:
    for stop in (index + 3, index + 2):
        chosen = tokens[index:stop]
        if len(chosen) == stop - index and taken.isdisjoint(range(index, stop)):
            capital = all(token.text[0].isupper() for token in chosen)
            words = [*map(_syllables, chosen)]
            if korean_nominative(words, vocabulary, capital=capital):
                return stop
    return None


def _person(tokens: Sequence[Token], first: int, stop: int, vocabulary: Vocabulary) -> Person:
    chosen = tokens[first:stop]
    context = context_of(tokens, first, vocabulary)
    words = [*map(_syllables, chosen)]
    names = korean_nominative(words, vocabulary, capital=True) or words
    rest = [Role.GIVEN] * (len(words) - 1)
    leads = words[0] in vocabulary.korean_surnames
    roles = [Role.SURNAME, *rest] if leads else [*rest, Role.SURNAME]
    parts = tuple(
        NamePart(written(name, token.text), role)
        for name, token, role in zip(names, chosen, roles, strict=True)
    )
    return Person(
        parts,
        gender=None,
        case=min(context.governed, default=Case.NOMN),
        said=tuple(token.norm for token in chosen),
        triggered=context.named or context.about,
    )
